package io.sockeye.bindings.trace;

import io.sockeye.bindings.ErrnoConstants;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.bindings.internal.ConstantNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call that was made, as its listener sees it: on the thread that made it, with the memory as the call left it.
 *
 * <p>What is shown of its arguments is made when it is first asked for. That must be before the listener returns: then the
 * memory belongs to the caller again.
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

    /** From now on the memory may be anything. */
    void end() {
        ended = true;
    }

    private KernelCall shown() {
        return CallTable.of(function);
    }

    /**
     * The method of {@code io.sockeye.bindings} that made it, which is the C library's function.
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
     * What the kernel was given, as strace shows it: flags and addresses by name, no more than 32 bytes of a buffer.
     *
     * @return one string for each argument of the system call
     * @throws IllegalStateException if it is first asked for when the listener has returned
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
     * Why it failed.
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
     * @throws IllegalStateException if it is first asked for when the listener has returned
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
     * When it began.
     *
     * @return a value of {@link System#nanoTime}
     */
    public long start() {
        return start;
    }

    /**
     * How long it took.
     *
     * @return nanoseconds, with some tens of them for the way from Java to C
     */
    public long nanos() {
        return nanos;
    }

    /**
     * Who made it.
     *
     * @return a platform or a virtual thread
     */
    public Thread thread() {
        return thread;
    }

    /**
     * What the kernel calls the thread that made it: of a virtual thread its carrier; gettid(2).
     *
     * @return the number that strace shows
     * @throws IllegalStateException if it is first asked for when the listener has returned
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
     * @throws IllegalStateException if it is first asked for when the listener has returned
     */
    public String text() {
        return name() + "(" + String.join(", ", arguments()) + ") = " + resultText();
    }

    /**
     * For a debugger.
     *
     * @return its text, or after the listener has returned what was asked for before
     */
    @Override
    public String toString() {
        return ended && (arguments == null || result == null) ? name() + "(…)" : text();
    }

    private void checkStill() {
        if (ended) {
            throw new IllegalStateException(
                    "the listener of " + function + " has returned: its memory is the caller's");
        }
    }
}
