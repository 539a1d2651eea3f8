package io.sockeye;

import static io.sockeye.bindings.SignalConstants.*;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.bindings.SignalSyscalls;
import io.sockeye.bindings.SignalfdSiginfoArray;
import io.sockeye.bindings.Sigset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signals that can be waited for: readable while one is pending; signalfd(2). Thread-safe. If another thread closes it, blocked calls throw
 * {@link ClosedDescriptorException}. On a virtual thread they park; an interrupt closes it.
 *
 * <p>A signal stays pending only if all threads block it; otherwise the kernel delivers it to a thread that does not. A JVM has many
 * threads before {@code main} begins, so it must be started with the signal blocked: {@code env --block-signal=USR1 java …}. Its child
 * processes inherit the mask. This works for {@code SIGUSR1}, {@code SIGCHLD}, {@code SIGALRM}, {@code SIGWINCH}, {@code SIGURG},
 * {@code SIGIO} and most real-time signals. HotSpot unblocks the signals that it handles; with {@code -Xrs} it does not handle
 * {@code SIGHUP}, {@code SIGINT} and {@code SIGTERM}.
 */
public final class SignalFd extends EventDescriptor {
    /** A blocked fault ends the process, SIGKILL and SIGSTOP cannot be blocked, and HotSpot handles the others. */
    private static final Set<Integer> NEVER = Set.of(
            SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGQUIT, SIGPIPE, SIGXFSZ);

    private SignalFd(int number) {
        super(number);
    }

    /**
     * {@code signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK)}; signalfd(2). It changes no signal mask, and checks in {@code /proc} that
     * every thread blocks the signals.
     *
     * @param signals {@code SIGUSR1}, …
     * @return the descriptor
     * @throws IllegalArgumentException for no signal, a number that is not a signal, a signal that cannot be blocked, and a signal that the
     *     JVM handles
     * @throws IllegalStateException if a thread does not block one of them, so that the kernel could deliver it to that thread
     * @throws IOException EMFILE, or if {@code /proc} cannot be read
     */
    public static SignalFd create(int... signals) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var set = new Sigset(arena);
            for (int signal : signals) {
                if (NEVER.contains(signal)) {
                    throw new IllegalArgumentException(
                            SignalInfo.name(signal) + " cannot be read from a descriptor in a JVM");
                }
                set.set(signal);
            }
            if (signals.length == 0) {
                throw new IllegalArgumentException("no signal");
            }
            checkBlocked(signals);
            int number = SignalSyscalls.signalfd(-1, set.segment(), SFD_CLOEXEC | SFD_NONBLOCK);
            if (number < 0) {
                throw ErrnoException.of("signalfd", names(signals).toString(), -number);
            }
            return new SignalFd(number);
        }
    }

    /** A thread that is started later inherits the mask of its parent thread. */
    private static void checkBlocked(int[] signals) throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var thread : threads) {
                long blocked = blocked(thread);
                for (int signal : signals) {
                    if ((blocked >>> (signal - 1) & 1) == 0) {
                        var name = SignalInfo.name(signal);
                        throw new IllegalStateException(name + " is not blocked in thread " + thread.getFileName()
                                + " of this JVM, which would get it: start it by `env --block-signal="
                                + name.replaceFirst("^SIG", "") + " java`");
                    }
                }
            }
        }
    }

    /** The signal mask in {@code status}, in hexadecimal; proc_pid_status(5). All signals for a thread that has ended. */
    private static long blocked(Path thread) throws IOException {
        try (var lines = Files.lines(thread.resolve("status"))) {
            return lines.filter(line -> line.startsWith("SigBlk:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigBlk:".length()).trim(), 16))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | UncheckedIOException e) {
            if (Files.notExists(thread)) {
                return -1;
            }
            throw e;
        }
    }

    private static List<String> names(int[] signals) {
        return Arrays.stream(signals).mapToObj(SignalInfo::name).toList();
    }

    /**
     * {@code read(fd)}: waits until one of the signals is pending, and accepts it; signalfd(2). A signal that is sent several times
     * before it is read is reported once, unless it is a real-time signal.
     *
     * @return the signal
     * @throws ErrnoException EBADF if it is closed, also by another thread during the call; EMFILE if the wait
     *     needs a descriptor of its own and none is left
     */
    public SignalInfo read() throws ErrnoException {
        var info = take(Deadline.NEVER);
        if (info == null) {
            throw new IllegalStateException("a read without a deadline returned no signal");
        }
        return info;
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return the signal; null if none is pending
     * @throws ErrnoException EBADF if it is closed
     */
    public @Nullable SignalInfo tryRead() throws ErrnoException {
        return take(Deadline.NOW);
    }

    private @Nullable SignalInfo take(long deadline) throws ErrnoException {
        return take(SignalfdSiginfoArray.BYTES, SignalFd::decode, deadline);
    }

    private static SignalInfo decode(MemorySegment record) {
        try (var arena = Arena.ofConfined()) {
            var infos = new SignalfdSiginfoArray(arena, 1);
            infos.segment().copyFrom(record);
            return SignalInfo.of(infos, 0);
        }
    }
}
