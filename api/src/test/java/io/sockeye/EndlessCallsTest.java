package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static io.sockeye.bindings.FileConstants.O_RDWR;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.trace.Trace;
import io.sockeye.bindings.trace.TracedCall;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.Proc;
import io.sockeye.support.QueuedErrors;
import io.sockeye.support.Strace;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadKind;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that once did not end: a closed file, a kernel that is late or fails, a number that changes. */
class EndlessCallsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** The same in a program, which has to end in time itself. */
    private static final Duration PROGRAM_BOUND = Duration.ofSeconds(5);

    static Stream<Arguments> threadsAndTimeouts() {
        return Arrays.stream(ThreadKind.values())
                .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
    }

    @ParameterizedTest(name = "{0}, with a timeout: {1}")
    @MethodSource("threadsAndTimeouts")
    void closingTheFileEndsSendfile(ThreadKind kind, boolean timeout, @TempDir Path folder) throws Exception {
        var path = Files.write(folder.resolve("file"), new byte[100]);
        try (var full = StreamFamily.UNIX.full();
                var file = OpenFile.open(path, O_RDONLY)) {
            full.first().settimeout(timeout ? BOUND.multipliedBy(3) : null);
            assertClosingEnds(kind, file, () -> full.first().sendfile(file, 0, 100));
        }
    }

    @ParameterizedTest(name = "{0}, with a timeout: {1}")
    @MethodSource("threadsAndTimeouts")
    void closingTheFileEndsSendfileInItsMiddle(ThreadKind kind, boolean timeout, @TempDir Path folder)
            throws Exception {
        var path = Files.write(folder.resolve("file"), new byte[1 << 24]);
        try (var pair = StreamFamily.TCP.pair();
                var file = OpenFile.open(path, O_RDONLY)) {
            pair.first().settimeout(timeout ? BOUND.multipliedBy(3) : null);
            assertClosingEnds(kind, file, () -> pair.first().sendfile(file, 0, 1 << 24));
        }
    }

    @ParameterizedTest(name = "{0}, with a timeout: {1}")
    @MethodSource("threadsAndTimeouts")
    void closingTheFileEndsRecvfile(ThreadKind kind, boolean timeout, @TempDir Path folder) throws Exception {
        var path = Files.createFile(folder.resolve("file"));
        for (var family : StreamFamily.values()) {
            try (var pair = family.pair();
                    var file = OpenFile.open(path, O_RDWR)) {
                pair.first().settimeout(timeout ? BOUND.multipliedBy(3) : null);
                pair.second().send(new byte[1]);
                assertClosingEnds(kind, file, () -> pair.first().recvfile(file, 0, 100));
            }
        }
    }

    private static void assertClosingEnds(ThreadKind kind, OpenFile file, Callable<?> transfer)
            throws Exception {
        int number = file.fileno();
        var call = kind.start(transfer).awaitBlocked();
        file.close();
        ThreadKind.assertEnds(call, BOUND);
        assertThatThrownBy(call::result).isInstanceOf(ClosedDescriptorException.class);
        assertThat(Proc.descriptor(number)).doesNotEndWith("/file");
    }

    /** The kernel gets the call 400 ms after close has begun. */
    @ParameterizedTest
    @ValueSource(strings = {"connect", "accept4", "recvfrom", "sendto"})
    void aCallThatReachesTheKernelAfterCloseEnds(String call, @TempDir Path folder) throws Exception {
        var traced = Strace.run(folder, call, call + ":delay_enter=400000", Late.class, call);
        assertThat(traced.output()).isEqualTo("""
                own ClosedDescriptorException, its number is free
                adopted ClosedDescriptorException, its number is free
                """);
    }

    /** The same with timeouts and where a waker is needed: ppoll is what comes late. */
    @ParameterizedTest
    @ValueSource(strings = {"connect", "accept4", "recvfrom", "sendto"})
    void aPollThatReachesTheKernelAfterCloseEnds(String call, @TempDir Path folder) throws Exception {
        var traced = Strace.run(folder, "ppoll,poll", "ppoll:delay_enter=400000", Late.class, call, "timeout");
        assertThat(traced.output()).isEqualTo("""
                own ClosedDescriptorException, its number is free
                adopted ClosedDescriptorException, its number is free
                """);
    }

    /** Closes a socket while a call on it is on its way into the kernel. */
    static final class Late {
        static void main(String[] arguments) throws Exception {
            boolean timeout = arguments.length > 1;
            for (var how : List.of("own", "adopted")) {
                try (var listener = StreamFamily.TCP.listener(0);
                        var queued = StreamFamily.TCP.connected(listener);
                        var pair = StreamFamily.UNIX.pair()) {
                    if (!arguments[0].equals("connect")) {
                        listener.accept().close();
                    }
                    if (arguments[0].equals("sendto")) {
                        fillBySendmsg(pair.first());
                    }
                    var address = queued.getpeername();
                    var base = switch (arguments[0]) {
                        case "connect" -> Socket.tcp();
                        case "accept4" -> listener;
                        default -> pair.first();
                    };
                    var socket = how.equals("own") ? base : Socket.adopt(base.detach());
                    if (timeout) {
                        socket.settimeout(Duration.ofSeconds(30));
                    }
                    close(how, socket, arguments[0], address);
                }
            }
        }

        /** By a call that is not delayed. */
        private static void fillBySendmsg(Socket socket) throws ErrnoException {
            socket.setblocking(false);
            try {
                while (socket.sendmsg(new byte[1 << 12]) > 0) {}
            } catch (WouldBlockException full) {
                socket.setblocking(true);
            }
        }

        private static void close(String how, Socket socket, String name, Sockaddr address) throws Exception {
            int number = socket.fileno();
            var before = Proc.descriptor(number);
            var call = ThreadedCall.onPlatformThread(() -> switch (name) {
                case "connect" -> socket.connect(address);
                case "accept4" -> socket.accept();
                case "recvfrom" -> socket.recv(1);
                default -> socket.send(new byte[1]);
            }).awaitBlocked();
            socket.close();
            try {
                System.out.println(how + " " + (call.isRunningAfter(PROGRAM_BOUND) ? "waits for ever" : call.result()));
            } catch (ExecutionException e) {
                boolean free = !Proc.descriptor(number).equals(before);
                System.out.println(
                        how + " " + Objects.requireNonNull(e.getCause()).getClass().getSimpleName() + ", its number is "
                                + (free ? "free" : "held"));
            }
        }
    }

    static Stream<Arguments> epollFaults() {
        return Stream.of("ENOMEM", "ENOSPC")
                .flatMap(errno -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(errno, kind)));
    }

    @ParameterizedTest
    @MethodSource("epollFaults")
    void closingAnEpollNeedsNothingThatCanFail(String errno, ThreadKind kind, @TempDir Path folder)
            throws Exception {
        var traced =
                Strace.run(folder, "epoll_ctl", "epoll_ctl:error=" + errno + ":when=" + EpollClose.NTH + "+",
                        EpollClose.class, kind.name());
        assertThat(traced.output()).isEqualTo("ClosedDescriptorException, its number is free\n");
    }

    /** The closing thread's calls of epoll_ctl fail from the one on that close would make. */
    static final class EpollClose {
        static final int NTH = 1000;

        static void main(String[] arguments) throws Exception {
            var epoll = Epoll.create();
            int number = epoll.fileno();
            var call = ThreadKind.valueOf(arguments[0]).start(() -> epoll.poll(null).size()).awaitBlocked();
            var closer = BackgroundTask.start(() -> {
                for (int i = 1; i < NTH; i++) {
                    EpollSyscalls.epoll_ctl(-1, 0, -1, MemorySegment.NULL);
                }
                epoll.close();
                return true;
            });
            try {
                closer.result();
            } catch (ExecutionException e) {
                System.out.println("close: " + e.getCause());
            }
            try {
                System.out.println(call.isRunningAfter(PROGRAM_BOUND) ? "waits for ever" : call.result());
            } catch (ExecutionException e) {
                boolean free = !Proc.descriptor(number).contains("eventpoll");
                System.out.println(Objects.requireNonNull(e.getCause()).getClass().getSimpleName() + ", its number is "
                        + (free ? "free" : "held"));
            }
        }
    }

    static Stream<Arguments> connectionErrors() {
        return Stream.of("ENETDOWN", "EPROTO", "ECONNABORTED")
                .flatMap(errno -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(errno, kind)));
    }

    @ParameterizedTest
    @MethodSource("connectionErrors")
    void acceptHasItsLimitAndItsCloseWhileConnectionsFail(String errno, ThreadKind kind, @TempDir Path folder)
            throws Exception {
        var traced = Strace.run(folder, "accept4", "accept4:error=" + errno, FailingAccept.class, kind.name());
        assertThat(traced.output()).isEqualTo("""
                timeout TimedOutException
                tryAccept %1$s
                zero %1$s
                close ClosedDescriptorException
                """.formatted(errno.equals("ECONNABORTED") ? "ConnectionAbortedException" : "ErrnoException"));
        assertThat(traced.calls()).as("calls of accept4, which must not spin").hasSizeLessThan(20_000);
    }

    /** A listener with a connection that accept4 does not give. */
    static final class FailingAccept {
        static void main(String[] arguments) throws Exception {
            var kind = ThreadKind.valueOf(arguments[0]);
            var listener = StreamFamily.TCP.listener();
            try (var queued = StreamFamily.TCP.connected(listener)) {
                QueuedErrors.awaitReport(listener, POLLIN);
                listener.settimeout(TIMEOUT);
                print("timeout", kind.start(listener::accept));
                print("tryAccept", kind.start(() -> String.valueOf(listener.tryAccept())));
                listener.setblocking(false);
                print("zero", kind.start(listener::accept));
                listener.setblocking(true);
                var waits = kind.start(listener::accept);
                if (waits.isRunningAfter(TIMEOUT)) {
                    listener.close();
                }
                print("close", waits);
                if (queued.fileno() < 0) {
                    throw new AssertionError("it was closed");
                }
                // What never ends must not keep the program.
                Runtime.getRuntime().halt(0);
            }
        }

        private static void print(String what, ThreadedCall<?> call) throws Exception {
            try {
                System.out
                        .println(what + " " + (call.isRunningAfter(PROGRAM_BOUND) ? "waits for ever" : call.result()));
            } catch (ExecutionException e) {
                System.out.println(what + " " + Objects.requireNonNull(e.getCause()).getClass().getSimpleName());
            }
        }
    }

    /** How a user's own Pollable may misbehave while a set with it waits. */
    enum Changes {
        /** Once, to another open number, and the old one gets something to read. */
        ONCE,
        /** At every question. */
        EVERY_TIME,
        /** To one that stands for nothing any more. */
        TO_MINUS_ONE
    }

    static Stream<Arguments> changes() {
        return Arrays.stream(Changes.values())
                .flatMap(change -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(change, kind)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void selectHasItsTimeoutWhileANumberChanges(Changes change, ThreadKind kind) throws Exception {
        try (var number = new Changing(change)) {
            assertTimeoutHolds(number, kind.start(() -> timed(
                    () -> Select.select(List.of(number), List.<Pollable>of(), List.of(), TIMEOUT).isEmpty())));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aPreparedSelectHasItsTimeoutWhileANumberChanges(Changes change, ThreadKind kind) throws Exception {
        try (var number = new Changing(change);
                var select = new Select<Pollable>()) {
            select.readfds().set(number);
            assertTimeoutHolds(number, kind.start(() -> timed(() -> select.select(TIMEOUT) == 0)));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void pollHasItsTimeoutWhileANumberChanges(Changes change, ThreadKind kind) throws Exception {
        try (var number = new Changing(change);
                var poll = new Poll<Pollable>()) {
            poll.register(number, POLLIN);
            assertTimeoutHolds(number, kind.start(() -> timed(() -> poll.poll(TIMEOUT).isEmpty())));
        }
    }

    interface Waits {
        Object on(Pollable item) throws Exception;
    }

    static Stream<Arguments> sets() {
        return Stream.<Waits>of(
                item -> Select.select(List.of(item), List.<Pollable>of(), List.of(), TIMEOUT),
                item -> {
                    try (var select = new Select<Pollable>()) {
                        select.readfds().set(item);
                        return select.select(TIMEOUT);
                    }
                },
                item -> {
                    try (var poll = new Poll<Pollable>()) {
                        poll.register(item, POLLIN);
                        return poll.poll(TIMEOUT);
                    }
                }).flatMap(waits -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(waits, kind)));
    }

    /**
     * The user closes a number between two system calls of the wait, the n-th and the next, and after that it stands for another quiet
     * socket: at each n the wait finds that out in another place.
     */
    @ParameterizedTest
    @MethodSource("sets")
    void theTimeoutHoldsWhileANumberIsGoneForAMoment(Waits waits, ThreadKind kind) throws Exception {
        for (int gone = 1; gone <= 8; gone++) {
            try (var quiet = Socket.socketpair();
                    var number = new Recycled(quiet.first().fileno(), gone);
                    var _ = Trace.to(number::called)) {
                // It may end early with EBADF, which is true.
                ThreadKind.assertEnds(kind.start(() -> {
                    number.waiter = Thread.currentThread();
                    return waits.on(number);
                }), BOUND);
            }
        }
    }

    /** A number that is closed after one system call of a thread, and open again after its next. */
    private static final class Recycled implements Pollable, AutoCloseable {
        /** Below FD_SETSIZE, and more than the tests have open. */
        private static final int NUMBER = 900;

        volatile @Nullable Thread waiter;
        private final int other;
        private final int gone;
        private final AtomicInteger calls = new AtomicInteger();

        Recycled(int other, int gone) {
            this.other = other;
            this.gone = gone;
            assertThat(FileSyscalls.dup3(other, NUMBER, O_CLOEXEC)).isEqualTo(NUMBER);
        }

        void called(TracedCall call) {
            if (!call.thread().equals(waiter)) {
                return;
            }
            int number = calls.incrementAndGet();
            if (number == gone) {
                assertThat(FileSyscalls.close(NUMBER)).isZero();
            } else if (number == gone + 1) {
                assertThat(FileSyscalls.dup3(other, NUMBER, O_CLOEXEC)).isEqualTo(NUMBER);
            }
        }

        @Override
        public int fileno() {
            return NUMBER;
        }

        /** A wait that goes on finds the number closed. */
        @Override
        public void close() {
            int result = FileSyscalls.close(NUMBER);
            assertThat(result).isIn(0, -EBADF);
        }
    }

    /** Ends in time, or earlier with what it has found. What it finds is the caller's fault, that it ends is not. */
    private static void assertTimeoutHolds(Changing number, ThreadedCall<Boolean> call) throws Exception {
        call.awaitBlocked();
        number.change();
        ThreadKind.assertEnds(call, BOUND);
        assertThat(number.questions.get()).as("how often the number was asked for").isLessThan(1000);
    }

    private static boolean timed(Callable<Boolean> wait) throws Exception {
        long start = System.nanoTime();
        boolean timedOut = wait.call();
        return !timedOut || System.nanoTime() - start >= TIMEOUT.toNanos();
    }

    /** Has the number of one of two sockets, of which the first gets something to read when it is not asked for any more. */
    private static final class Changing implements Pollable, AutoCloseable {
        final AtomicInteger questions = new AtomicInteger();
        private final SocketPair first = Socket.socketpair();
        private final SocketPair second = Socket.socketpair();
        private final Changes change;
        private volatile boolean changed;

        Changing(Changes change) throws ErrnoException {
            this.change = change;
        }

        void change() throws ErrnoException {
            changed = true;
            first.second().send(new byte[1]);
        }

        @Override
        public int fileno() {
            int question = questions.incrementAndGet();
            return switch (change) {
                case EVERY_TIME -> (question % 2 == 0 ? first : second).first().fileno();
                case ONCE -> (changed ? second : first).first().fileno();
                case TO_MINUS_ONE -> changed ? -1 : first.first().fileno();
            };
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
