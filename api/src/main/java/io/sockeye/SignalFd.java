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
 * Signals that can be waited for: readable while one is pending; signalfd(2). Any thread may use it, and close it.
 *
 * <p>A signal is pending only while every thread blocks it, or the kernel gives it to one that does not. A JVM has many threads
 * before {@code main} begins, so it must be started with the signal blocked: {@code env --block-signal=USR1 java …}. Programs that
 * it starts then inherit that. This works for {@code SIGUSR1}, {@code SIGCHLD}, {@code SIGALRM}, {@code SIGWINCH}, {@code SIGURG},
 * {@code SIGIO} and most real-time signals. HotSpot unblocks those that it needs, of which {@code SIGHUP}, {@code SIGINT} and {@code
 * SIGTERM} are left alone if it is started with {@code -Xrs}.
 */
public final class SignalFd extends EventDescriptor {
    /** A fault that is blocked ends the process, two cannot be blocked, and HotSpot handles the others. */
    private static final Set<Integer> NEVER = Set.of(
            SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGQUIT, SIGPIPE, SIGXFSZ);

    private SignalFd(int number) {
        super(number);
    }

    /**
     * {@code signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK)}; signalfd(2). It changes no mask: it looks into {@code /proc} whether
     * every thread blocks the signals.
     *
     * @param signals {@code SIGUSR1}, …
     * @return their descriptor
     * @throws IllegalArgumentException for none, for a number that is no signal, for those that cannot be blocked, and for those that a
     *     JVM needs itself
     * @throws IllegalStateException if a thread does not block one of them, so that it would never be read
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

    /** Threads that are started later have the mask of who starts them. */
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

    /** The mask in {@code status}, in hexadecimal; proc_pid_status(5). Of a thread that has ended, all. */
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
     * {@code read(fd)}: waits until one of the signals comes, and takes it, so that it does nothing else; signalfd(2). A signal that
     * is sent again before it is read comes once, unless it is a real-time signal.
     *
     * @return what came
     * @throws ErrnoException EBADF if it is closed, also meanwhile; EMFILE if there is no descriptor to be woken by
     */
    public SignalInfo read() throws ErrnoException {
        var info = take(Deadline.NEVER);
        if (info == null) {
            throw new IllegalStateException("a wait without end has ended");
        }
        return info;
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return what came; null if nothing did
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
