package io.sockeye.bindings.trace;

import io.sockeye.bindings.ErrnoConstants;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.bindings.internal.ConstantNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was made, with its memory as the call left it. For the listener, on the thread that made the call.
 *
 * <p>The text of the arguments is made when it is first requested. That must be before the listener returns, because then
 * the memory belongs to the caller again.
 */
public final class TracedCall {
    /** Read when a traced call first failed. */
    private static final class Errnos {
        static final ConstantNames ALL = ConstantNames.of(ErrnoConstants.class, "E.*");
    }

    private final String function;
    private final CallArguments values;
    private final long start;
    private final long nanos;
    private final Thread thread = Thread.currentThread();
    private int tid;
    private @Nullable List<String> arguments;
    private @Nullable String result;
    private boolean ended;

    TracedCall(String function, CallArguments values, long start, long nanos) {
        this.function = function;
        this.values = values;
        this.start = start;
        this.nanos = nanos;
    }

    /** The listener has returned: the memory may change. */
    void end() {
        ended = true;
    }

    private KernelCall shown() {
        return CallTable.of(function);
    }

    /**
     * The C library's function, which is also the method of {@code io.sockeye.bindings}.
     *
     * @return {@code recv}, {@code select}, …
     */
    public String function() {
        return function;
    }

    /**
     * The system call, as strace calls it.
     *
     * @return {@code recvfrom}, {@code pselect6}, …
     */
    public String name() {
        return shown().name();
    }

    KernelCall.Family family() {
        return shown().family();
    }

    /** The first argument where it is a descriptor, else -1. */
    int fd() {
        return switch (family()) {
            case OTHER -> -1;
            case SOCKET, WAIT, FILE, EVENT -> shown().hasDescriptor() ? values.integer(0) : -1;
        };
    }

    /**
     * The arguments of the system call, as strace shows them: flags and addresses by name, no more than 32 bytes of a buffer.
     *
     * @return one string for each argument of the system call
     * @throws IllegalStateException if it is first requested after the listener has returned
     */
    public List<String> arguments() {
        if (arguments == null) {
            checkStill();
            var texts = new ArrayList<String>();
            for (var argument : shown().arguments()) {
                var text = argument.text(values);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
            arguments = List.copyOf(texts);
        }
        return arguments;
    }

    /**
     * What the call returned.
     *
     * @return C's result, which is -1 for most calls that failed
     */
    public long result() {
        return values.result();
    }

    /**
     * The errno of a failed call.
     *
     * @return an errno, or 0 if it did not
     */
    public int errno() {
        return values.errno();
    }

    /** {@code EAGAIN}. */
    String errnoName() {
        return Errnos.ALL.name(errno());
    }

    /**
     * The result as strace shows it: {@code 3}, {@code -1 EAGAIN (Resource temporarily unavailable)},
     * {@code 1 (in [5])}.
     *
     * @return text
     * @throws IllegalStateException if it is first requested after the listener has returned
     */
    public String resultText() {
        if (result == null) {
            checkStill();
            result = values.failed()
                    ? result() + " " + errnoName() + " (" + SystemSyscalls.strerror(errno()) + ")"
                    : Results.number(function, values) + shown().comment().apply(values);
        }
        return result;
    }

    /**
     * The time at which the call began.
     *
     * @return a value of {@link System#nanoTime}
     */
    public long start() {
        return start;
    }

    /**
     * The duration of the call.
     *
     * @return nanoseconds, some tens of which are the transition from Java to C
     */
    public long nanos() {
        return nanos;
    }

    /**
     * The thread that made the call.
     *
     * @return a platform or a virtual thread
     */
    public Thread thread() {
        return thread;
    }

    /**
     * The kernel's number of the thread that made the call, for a virtual thread that of its carrier; gettid(2).
     *
     * @return the number that strace shows
     * @throws IllegalStateException if it is first requested after the listener has returned
     */
    public int tid() {
        if (tid == 0) {
            checkStill();
            tid = SystemSyscalls.gettid();
        }
        return tid;
    }

    /**
     * The call in one line, without padding: {@code socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3}.
     *
     * @return text
     * @throws IllegalStateException if it is first requested after the listener has returned
     */
    public String text() {
        return name() + "(" + String.join(", ", arguments()) + ") = " + resultText();
    }

    /**
     * A text for debugging.
     *
     * @return its text; after the listener has returned only if it was requested before
     */
    @Override
    public String toString() {
        return ended && (arguments == null || result == null) ? name() + "(…)" : text();
    }

    private void checkStill() {
        if (ended) {
            throw new IllegalStateException(
                    "the listener of " + function + " has returned: its memory belongs to the caller again");
        }
    }
}
