package io.sockeye.bindings;

import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Misuse that would let the kernel read or write beyond a segment is refused before the call. */
class BoundsTest {
    private static final byte CANARY = 0x5A;

    private final Descriptors fds = new Descriptors();

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void aLengthBeyondTheSegmentOrNegativeIsRefusedAndNothingIsMoved() {
        int[] pair = fds.socketpair(SocketConstants.SOCK_DGRAM);
        fds.send(pair[0], 'x');
        var memory = canary(8);
        for (long length : new long[] {9, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            var calls = new LinkedHashMap<String, ThrowingCallable>();
            calls.put("read", () -> FileSyscalls.read(pair[1], memory, length));
            calls.put("write", () -> FileSyscalls.write(pair[1], memory, length));
            calls.put("send", () -> SocketSyscalls.send(pair[1], memory, length, 0));
            calls.put("recv", () -> SocketSyscalls.recv(pair[1], memory, length, 0));
            calls.put("sendto", () -> SocketSyscalls.sendto(pair[1], memory, length, 0, NULL, 0));
            calls.put("recvfrom", () -> SocketSyscalls.recvfrom(pair[1], memory, length, 0, NULL, NULL));
            calls.put("gethostname", () -> SystemSyscalls.gethostname(memory, length));
            assertRefused(calls, IndexOutOfBoundsException.class);
        }

        assertUntouched(memory);
        assertThat(fds.available(pair[0])).as("nothing was sent").isZero();
        assertThat(fds.available(pair[1])).as("nothing was received").isOne();
    }

    @Test
    void anArrayThatTheKernelWritesToMustNotBeReadOnly() {
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
        var memory = canary(16).asReadOnly();
        var calls = new LinkedHashMap<String, ThrowingCallable>();
        calls.put("epoll_wait", () -> EpollSyscalls.epoll_wait(pair[0], memory, 1, 0));
        calls.put("epoll_pwait2", () -> EpollSyscalls.epoll_pwait2(pair[0], memory, 1, NULL, NULL));
        calls.put("poll", () -> PollSyscalls.poll(memory, 1, 0));
        calls.put("ppoll", () -> PollSyscalls.ppoll(memory, 1, NULL, NULL));
        assertRefused(calls, IllegalArgumentException.class);
    }

    @Test
    void anAddressOrOptionLengthBeyondItsSegmentIsRefused() {
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
        var memory = canary(8);
        for (int length : new int[] {9, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            var pointer = fds.arena.allocateFrom(JAVA_INT, length);
            var calls = new LinkedHashMap<String, ThrowingCallable>();
            calls.put("bind", () -> SocketSyscalls.bind(pair[0], memory, length));
            calls.put("connect", () -> SocketSyscalls.connect(pair[0], memory, length));
            calls.put("sendto", () -> SocketSyscalls.sendto(pair[0], memory, 1, 0, memory, length));
            calls.put("setsockopt", () -> SocketSyscalls.setsockopt(pair[0], SocketConstants.SOL_SOCKET,
                    SocketConstants.SO_SNDBUF, memory, length));
            calls.put("getnameinfo", () -> NameSyscalls.getnameinfo(memory, length, memory, memory, 0));
            calls.put("accept4", () -> SocketSyscalls.accept4(pair[0], memory, pointer, 0));
            calls.put("getsockname", () -> SocketSyscalls.getsockname(pair[0], memory, pointer));
            calls.put("getpeername", () -> SocketSyscalls.getpeername(pair[0], memory, pointer));
            calls.put("recvfrom", () -> SocketSyscalls.recvfrom(pair[0], memory, 1, 0, memory, pointer));
            calls.put("getsockopt", () -> SocketSyscalls.getsockopt(pair[0], SocketConstants.SOL_SOCKET,
                    SocketConstants.SO_SNDBUF, memory, pointer));
            assertRefused(calls, IndexOutOfBoundsException.class);
        }

        assertUntouched(memory);
        assertThat(fds.available(pair[1])).as("nothing was sent").isZero();
    }

    @Test
    void trap45MoreEntriesThanTheArrayHasAreRefused() {
        int epoll = fds.opened(EpollSyscalls.epoll_create1(0));
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
        // Room for less than two of any of the structs.
        var memory = canary(8);
        for (int count : new int[] {2, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertRefused(Map.of(
                    "epoll_wait", () -> EpollSyscalls.epoll_wait(epoll, memory, count, 0),
                    "epoll_pwait2", () -> EpollSyscalls.epoll_pwait2(epoll, memory, count, NULL, NULL),
                    "poll", () -> PollSyscalls.poll(memory, count, 0),
                    "ppoll", () -> PollSyscalls.ppoll(memory, count, NULL, NULL),
                    "readv", () -> FileSyscalls.readv(pair[0], memory, count),
                    "writev", () -> FileSyscalls.writev(pair[0], memory, count),
                    "sendmmsg", () -> MessageSyscalls.sendmmsg(pair[0], memory, count, 0),
                    "recvmmsg", () -> MessageSyscalls.recvmmsg(pair[0], memory, count, 0, NULL)),
                    IndexOutOfBoundsException.class);
        }

        assertUntouched(memory);
    }

    @Test
    void aCountWhoseProductOverflowsIsRefused() {
        var memory = canary(8);
        // Each of them times the size of the struct is 0 or 8 in the 32 or 64 bits of a product that overflowed.
        for (long count : new long[] {1L << 61, (1L << 61) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertRefused(Map.of(
                    "poll", () -> PollSyscalls.poll(memory, count, 0),
                    "ppoll", () -> PollSyscalls.ppoll(memory, count, NULL, NULL)), IndexOutOfBoundsException.class);
        }
        for (int count : new int[] {1 << 28, 1 << 30, (1 << 30) + 1, 357913942, Integer.MIN_VALUE}) {
            assertRefused(Map.of(
                    "epoll_wait", () -> EpollSyscalls.epoll_wait(-1, memory, count, 0),
                    "epoll_pwait2", () -> EpollSyscalls.epoll_pwait2(-1, memory, count, NULL, NULL),
                    "readv", () -> FileSyscalls.readv(-1, memory, count),
                    "writev", () -> FileSyscalls.writev(-1, memory, count),
                    "sendmmsg", () -> MessageSyscalls.sendmmsg(-1, memory, count, 0),
                    "recvmmsg", () -> MessageSyscalls.recvmmsg(-1, memory, count, 0, NULL)),
                    IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aCapacityBelowZeroIsNamed() {
        var calls = new LinkedHashMap<String, ThrowingCallable>();
        calls.put("epoll_event", () -> new EpollEventArray(fds.arena, -1));
        calls.put("pollfd", () -> new PollfdArray(fds.arena, -1));
        calls.put("msghdr", () -> new Msghdr(fds.arena, -1));
        calls.put("mmsghdr", () -> new MmsghdrArray(fds.arena, -1));
        calls.put("signalfd_siginfo", () -> new SignalfdSiginfoArray(fds.arena, -1));
        calls.put("sock_fprog", () -> new SockFprog(fds.arena, -1));
        assertThat(calls).allSatisfy((name, call) -> assertThatThrownBy(call).as(name)
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("capacity -1"));
    }

    @Test
    void aRefusalNamesTheArgument() {
        var memory = canary(8);
        assertThatThrownBy(() -> FileSyscalls.read(-1, memory, 9)).hasMessage(
                "buffer: 9 bytes asked for, the segment has 8");
        assertThatThrownBy(() -> SocketSyscalls.bind(-1, memory, -1)).hasMessage(
                "addr: -1 bytes asked for, the segment has 8");
        assertThatThrownBy(() -> FileSyscalls.readv(-1, memory, 2)).hasMessage(
                "iov: 2 items of 16 bytes asked for, the segment has 8 bytes");
        assertThatThrownBy(() -> SelectSyscalls.select(65, NULL, memory, NULL, NULL)).hasMessage(
                "writefds: 16 bytes asked for, the segment has 8");
        assertThatThrownBy(() -> FileSyscalls.open(memory, 0, 0)).hasMessageStartingWith("pathname: a C string");
        assertThatThrownBy(() -> FileSyscalls.read(-1, memory.asReadOnly(), 8)).hasMessage(
                "buffer is read-only, and the call writes to it");
    }

    @Test
    void aNegativeNfdsIsTheKernelsToRefuse() {
        for (int nfds : new int[] {-1, Integer.MIN_VALUE}) {
            assertThat(SelectSyscalls.select(nfds, canary(8), NULL, NULL, NULL)).isEqualTo(-ErrnoConstants.EINVAL);
        }
    }

    @Test
    void aStructThatTheKernelWritesToMustNotBeReadOnly() {
        var whole = fds.arena.allocate(128);
        var memory = whole.asReadOnly();
        var calls = new LinkedHashMap<String, ThrowingCallable>();
        calls.put("socketpair", () -> SocketSyscalls.socketpair(-1, 0, 0, memory));
        calls.put("pipe2", () -> FileSyscalls.pipe2(memory, 0));
        calls.put("accept4 length", () -> SocketSyscalls.accept4(-1, whole, memory, 0));
        calls.put("getsockopt length", () -> SocketSyscalls.getsockopt(-1, 0, 0, whole, memory));
        calls.put("sendfile", () -> FileSyscalls.sendfile(-1, -1, memory, 0));
        calls.put("splice in", () -> FileSyscalls.splice(-1, memory, -1, NULL, 0, 0));
        calls.put("splice out", () -> FileSyscalls.splice(-1, NULL, -1, memory, 0, 0));
        calls.put("ioctl", () -> FileSyscalls.ioctl(-1, FileConstants.FIONREAD, memory));
        calls.put("recvmsg", () -> MessageSyscalls.recvmsg(-1, memory, 0));
        calls.put("recvmmsg", () -> MessageSyscalls.recvmmsg(-1, memory, 1, 0, NULL));
        calls.put("sendmmsg", () -> MessageSyscalls.sendmmsg(-1, memory, 1, 0));
        calls.put("select set", () -> SelectSyscalls.select(1, memory, NULL, NULL, NULL));
        calls.put("select timeout", () -> SelectSyscalls.select(0, NULL, NULL, NULL, memory));
        calls.put("pselect set", () -> SelectSyscalls.pselect(1, NULL, NULL, memory, NULL, NULL));
        calls.put("timerfd_settime old", () -> EventSyscalls.timerfd_settime(-1, 0, whole, memory));
        calls.put("timerfd_gettime", () -> EventSyscalls.timerfd_gettime(-1, memory));
        calls.put("getaddrinfo", () -> NameSyscalls.getaddrinfo(NULL, NULL, NULL, memory));
        calls.put("getnameinfo", () -> NameSyscalls.getnameinfo(whole, 16, memory, NULL, 0));
        calls.put("if_indextoname", () -> NameSyscalls.if_indextoname(1, memory));
        calls.put("getrlimit", () -> SystemSyscalls.getrlimit(FileConstants.RLIMIT_NOFILE, memory));
        calls.put("gethostname", () -> SystemSyscalls.gethostname(memory, 1));
        calls.put("pthread_sigmask", () -> SignalSyscalls.pthread_sigmask(0, NULL, memory));
        assertRefused(calls, IllegalArgumentException.class);
    }

    @Test
    void trap35MoreBitsThanASetHasAreRefused() {
        var set = canary(8);
        for (int nfds : new int[] {65, 1024, Integer.MAX_VALUE}) {
            assertRefused(Map.of(
                    "select read", () -> SelectSyscalls.select(nfds, set, NULL, NULL, NULL),
                    "select write", () -> SelectSyscalls.select(nfds, NULL, set, NULL, NULL),
                    "select except", () -> SelectSyscalls.select(nfds, NULL, NULL, set, NULL),
                    "pselect read", () -> SelectSyscalls.pselect(nfds, set, NULL, NULL, NULL, NULL),
                    "pselect write", () -> SelectSyscalls.pselect(nfds, NULL, set, NULL, NULL, NULL),
                    "pselect except", () -> SelectSyscalls.pselect(nfds, NULL, NULL, set, NULL, NULL)),
                    IndexOutOfBoundsException.class);
        }

        assertUntouched(set);
        // The kernel would write the whole second long.
        var nineBytes = canary(9);
        assertRefused(Map.of(
                "select", () -> SelectSyscalls.select(65, nineBytes, NULL, NULL, NULL),
                "pselect", () -> SelectSyscalls.pselect(65, nineBytes, NULL, NULL, NULL, NULL)),
                IndexOutOfBoundsException.class);
        assertUntouched(nineBytes);
    }

    @Test
    void aStructWithoutEnoughRoomIsRefused() {
        var memory = canary(7);
        var whole = fds.arena.allocate(128);
        assertRefused(Map.ofEntries(
                Map.entry("socketpair", () -> SocketSyscalls.socketpair(SocketConstants.AF_UNIX,
                        SocketConstants.SOCK_STREAM, 0, memory)),
                Map.entry("pipe2", () -> FileSyscalls.pipe2(memory, 0)),
                Map.entry("ioctl", () -> FileSyscalls.ioctl(0, FileConstants.FIONREAD, memory.asSlice(4))),
                Map.entry("sendfile", () -> FileSyscalls.sendfile(-1, -1, memory, 1)),
                Map.entry("splice in", () -> FileSyscalls.splice(-1, memory, -1, NULL, 1, 0)),
                Map.entry("splice out", () -> FileSyscalls.splice(-1, NULL, -1, memory, 1, 0)),
                Map.entry("sendmsg", () -> MessageSyscalls.sendmsg(-1, memory, 0)),
                Map.entry("recvmsg", () -> MessageSyscalls.recvmsg(-1, memory, 0)),
                Map.entry("recvmmsg timeout", () -> MessageSyscalls.recvmmsg(-1, whole, 1, 0, memory)),
                Map.entry("epoll_ctl",
                        () -> EpollSyscalls.epoll_ctl(-1, EpollConstants.EPOLL_CTL_ADD, 0, memory)),
                Map.entry("epoll_pwait2 timeout", () -> EpollSyscalls.epoll_pwait2(-1, whole, 1, memory, NULL)),
                Map.entry("epoll_pwait2 mask", () -> EpollSyscalls.epoll_pwait2(-1, whole, 1, NULL, memory)),
                Map.entry("ppoll timeout", () -> PollSyscalls.ppoll(whole, 1, memory, NULL)),
                Map.entry("ppoll mask", () -> PollSyscalls.ppoll(whole, 1, NULL, memory)),
                Map.entry("select timeout", () -> SelectSyscalls.select(0, NULL, NULL, NULL, memory)),
                Map.entry("pselect timeout", () -> SelectSyscalls.pselect(0, NULL, NULL, NULL, memory, NULL)),
                Map.entry("pselect mask", () -> SelectSyscalls.pselect(0, NULL, NULL, NULL, NULL, memory)),
                Map.entry("timerfd_settime", () -> EventSyscalls.timerfd_settime(-1, 0, memory, NULL)),
                Map.entry("timerfd_settime old", () -> EventSyscalls.timerfd_settime(-1, 0, whole, memory)),
                Map.entry("timerfd_gettime", () -> EventSyscalls.timerfd_gettime(-1, memory)),
                Map.entry("getaddrinfo hints", () -> NameSyscalls.getaddrinfo(NULL, NULL, memory, whole)),
                Map.entry("getaddrinfo list", () -> NameSyscalls.getaddrinfo(NULL, NULL, NULL, memory)),
                Map.entry("if_indextoname", () -> NameSyscalls.if_indextoname(1, memory)),
                Map.entry("getrlimit", () -> SystemSyscalls.getrlimit(FileConstants.RLIMIT_NOFILE, memory)),
                Map.entry("setrlimit", () -> SystemSyscalls.setrlimit(FileConstants.RLIMIT_NOFILE, memory)),
                Map.entry("signalfd", () -> SignalSyscalls.signalfd(-1, memory, 0)),
                Map.entry("pthread_sigmask set",
                        () -> SignalSyscalls.pthread_sigmask(SignalConstants.SIG_BLOCK, memory, NULL)),
                Map.entry("pthread_sigmask old", () -> SignalSyscalls.pthread_sigmask(0, NULL, memory)),
                Map.entry("pidfd_send_signal", () -> SignalSyscalls.pidfd_send_signal(-1, 0, memory, 0))),
                IndexOutOfBoundsException.class);

        assertUntouched(memory);
    }

    @Test
    void aCStringWithoutNulIsRefused() {
        var string = canary(8);
        var list = fds.arena.allocate(8);
        assertRefused(Map.of(
                "getaddrinfo node", () -> NameSyscalls.getaddrinfo(string, NULL, NULL, list),
                "getaddrinfo service", () -> NameSyscalls.getaddrinfo(NULL, string, NULL, list),
                "open", () -> FileSyscalls.open(string, 0, 0),
                "openat", () -> FileSyscalls.openat(-1, string, 0, 0),
                "memfd_create", () -> FileSyscalls.memfd_create(string, 0),
                "inotify_add_watch", () -> InotifySyscalls.inotify_add_watch(-1, string, 0),
                "if_nametoindex", () -> NameSyscalls.if_nametoindex(string)), IllegalArgumentException.class);
        assertRefused(Map.of("no bytes at all", () -> NameSyscalls.if_nametoindex(string.asSlice(8))),
                IndexOutOfBoundsException.class);
    }

    @Test
    void trap5EveryCallRefusesAJavaArray() {
        var array = MemorySegment.ofArray(new long[16]);

        assertThat(Syscalls.methods())
                .allSatisfy(call -> assertEachSegmentRefused(call, array, IllegalArgumentException.class));
    }

    @Test
    void trap9EveryCallRefusesASegmentOfAClosedArena() {
        MemorySegment closed;
        try (var arena = Arena.ofShared()) {
            closed = arena.allocate(128);
        }

        assertThat(Syscalls.methods())
                .allSatisfy(call -> assertEachSegmentRefused(call, closed, IllegalStateException.class));
    }

    @Test
    void everyCallRefusesASegmentOfAnotherThread() throws Exception {
        var confined = new FutureTask<>(() -> Arena.ofConfined().allocate(128));
        Thread.ofPlatform().start(confined).join();

        assertThat(Syscalls.methods())
                .allSatisfy(call -> assertEachSegmentRefused(call, confined.get(), WrongThreadException.class));
    }

    /** Calls with every argument harmless but one. */
    private void assertEachSegmentRefused(Method call, MemorySegment bad, Class<?> refusal) throws Exception {
        for (int place = 0; place < call.getParameterCount(); place++) {
            if (call.getParameterTypes()[place] == MemorySegment.class) {
                var arguments = harmless(call);
                arguments[place] = bad;
                assertThat(catchThrowable(() -> call.invoke(null, arguments))).as("%s, argument %d", call, place)
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .isInstanceOf(refusal);
            }
        }
    }

    /** No descriptor, nothing to move, and enough room: at worst the kernel would say EBADF. */
    private Object[] harmless(Method call) {
        var arguments = new Object[call.getParameterCount()];
        for (int place = 0; place < arguments.length; place++) {
            var type = call.getParameterTypes()[place];
            if (type == MemorySegment.class) {
                arguments[place] = fds.arena.allocate(128);
            } else if (type == long.class) {
                arguments[place] = 0L;
            } else {
                arguments[place] = place == 0 ? -1 : 0;
            }
        }
        return arguments;
    }

    private static void assertRefused(Map<String, ThrowingCallable> calls, Class<?> refusal) {
        assertThat(calls).allSatisfy(
                (name, call) -> assertThatThrownBy(call).as(name).isInstanceOf(refusal));
    }

    private MemorySegment canary(long bytes) {
        return fds.arena.allocate(bytes, 8).fill(CANARY);
    }

    private static void assertUntouched(MemorySegment memory) {
        assertThat(memory.toArray(JAVA_BYTE)).containsOnly(CANARY);
    }
}
