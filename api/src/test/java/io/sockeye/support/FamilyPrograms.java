package io.sockeye.support;

import static io.sockeye.bindings.EpollConstants.*;
import static io.sockeye.bindings.EventConstants.*;
import static io.sockeye.bindings.FileConstants.*;
import static io.sockeye.bindings.InetConstants.*;
import static io.sockeye.bindings.InotifyConstants.*;
import static io.sockeye.bindings.NetlinkConstants.NETLINK_ROUTE;
import static io.sockeye.bindings.PacketConstants.ETH_P_ALL;
import static io.sockeye.bindings.PollConstants.*;
import static io.sockeye.bindings.SignalConstants.*;
import static io.sockeye.bindings.SocketConstants.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sockeye.bindings.Cmsg;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.InotifySyscalls;
import io.sockeye.bindings.IpMreqn;
import io.sockeye.bindings.Ipv6Mreq;
import io.sockeye.bindings.Itimerspec;
import io.sockeye.bindings.MessageSyscalls;
import io.sockeye.bindings.MmsghdrArray;
import io.sockeye.bindings.Msghdr;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.SignalSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.bindings.Timespec;
import io.sockeye.bindings.Timeval;
import io.sockeye.bindings.trace.Trace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Map;

/** Programs that make the calls of one family each, right and wrong ones, and print their own trace when they end. */
public final class FamilyPrograms {
    private static final Map<String, Runnable> FAMILIES = Map.of(
            "addresses", FamilyPrograms::addresses,
            "stream", FamilyPrograms::stream,
            "datagrams", FamilyPrograms::datagrams,
            "options", FamilyPrograms::options,
            "messages", FamilyPrograms::messages,
            "waits", FamilyPrograms::waits,
            "files", FamilyPrograms::files,
            "events", FamilyPrograms::events,
            "signals", FamilyPrograms::signals,
            "failures", FamilyPrograms::failures);

    private static final Arena ARENA = Arena.global();
    private static final SockaddrStorage ADDRESS = new SockaddrStorage(ARENA);

    private FamilyPrograms() {}

    public static void main(String[] arguments) {
        var lines = new ArrayList<String>();
        try (var _ = Trace.to(call -> lines.add(call.text()))) {
            FAMILIES.getOrDefault(arguments[0], () -> {}).run();
        }
        lines.forEach(IO::println);
    }

    private static MemorySegment text(String text) {
        var memory = ARENA.allocate(text.length() + 1L);
        memory.copyFrom(MemorySegment.ofArray(text.getBytes(ISO_8859_1)));
        return memory;
    }

    private static int loopback(int type) {
        int fd = SocketSyscalls.socket(AF_INET, type | SOCK_CLOEXEC, 0);
        ADDRESS.setInet(INADDR_LOOPBACK, 0);
        SocketSyscalls.bind(fd, ADDRESS.address(), ADDRESS.length());
        ADDRESS.clear();
        SocketSyscalls.getsockname(fd, ADDRESS.address(), ADDRESS.lengthPointer());
        return fd;
    }

    private static int[] pair(int type) {
        var two = ARENA.allocate(JAVA_INT, 2);
        SocketSyscalls.socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, two);
        return new int[] {two.getAtIndex(JAVA_INT, 0), two.getAtIndex(JAVA_INT, 1)};
    }

    private static void addresses() {
        int inet6 = SocketSyscalls.socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_UDP);
        ADDRESS.setInet6(0, 1, 0, 0, 0);
        SocketSyscalls.bind(inet6, ADDRESS.address(), ADDRESS.length());
        for (var group : new long[][] {{0xff02L << 48, 1}, {0, 0}, {0x20010db8L << 32, 0x1000200000003L},
            {0x0001000000000000L, 0x0000ffff7f000001L}, {0, 0xffff7f000001L}, {0, 0x7f000001L},
            {0x0001000200030004L, 0x0005000600070008L}, {0x0001000200000004L, 0x0005000600070008L}}) {
            ADDRESS.setInet6(group[0], group[1], 7, 5, 1);
            SocketSyscalls.connect(inet6, ADDRESS.address(), ADDRESS.length());
        }
        ADDRESS.clear();
        SocketSyscalls.getpeername(inet6, ADDRESS.address(), ADDRESS.lengthPointer());
        int unix = SocketSyscalls.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        for (var name : new String[] {"\0abstract\0\1sockeye", "", "/no such folder/socket", "\0", "x".repeat(108)}) {
            ADDRESS.setUnix(name.getBytes(ISO_8859_1));
            SocketSyscalls.connect(unix, ADDRESS.address(), ADDRESS.length());
        }
        ADDRESS.setUnix(new byte[0]);
        SocketSyscalls.bind(unix, ADDRESS.address(), ADDRESS.length());
        ADDRESS.clear();
        SocketSyscalls.getsockname(unix, ADDRESS.address(), ADDRESS.lengthPointer());
        int netlink = SocketSyscalls.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
        ADDRESS.setNetlink(0, 1);
        SocketSyscalls.bind(netlink, ADDRESS.address(), ADDRESS.length());
        SocketSyscalls.getpeername(netlink, ADDRESS.address(), ADDRESS.lengthPointer());
        int vsock = SocketSyscalls.socket(AF_VSOCK, SOCK_STREAM, 0);
        ADDRESS.setVsock(1, 99);
        SocketSyscalls.bind(vsock, ADDRESS.address(), ADDRESS.length());
        SocketSyscalls.socket(AF_PACKET, SOCK_RAW, Short.toUnsignedInt(Short.reverseBytes((short) ETH_P_ALL)));
    }

    private static void stream() {
        int server = loopback(SOCK_STREAM);
        SocketSyscalls.listen(server, 5);
        int client = SocketSyscalls.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
        SocketSyscalls.connect(client, ADDRESS.address(), ADDRESS.length());
        ADDRESS.clear();
        int accepted =
                SocketSyscalls.accept4(server, ADDRESS.address(), ADDRESS.lengthPointer(),
                        SOCK_CLOEXEC | SOCK_NONBLOCK);
        var words = text("a\tb\n\r\f\u000b\"\\\0001\0x\u00ff" + "z".repeat(40));
        SocketSyscalls.send(client, words, words.byteSize(), MSG_NOSIGNAL | MSG_DONTWAIT);
        SocketSyscalls.send(client, words, 0, MSG_MORE);
        var room = ARENA.allocate(100);
        SocketSyscalls.recv(accepted, room, 100, MSG_PEEK);
        SocketSyscalls.recv(accepted, room, 32, 0);
        SocketSyscalls.recv(accepted, room, 33, MSG_DONTWAIT | MSG_TRUNC);
        SocketSyscalls.recv(accepted, room, 100, 0);
        ADDRESS.clear();
        SocketSyscalls.recvfrom(accepted, room, 10, MSG_OOB, ADDRESS.address(), ADDRESS.lengthPointer());
        SocketSyscalls.accept4(server, NULL, NULL, SOCK_NONBLOCK << 1);
        SocketSyscalls.shutdown(client, SHUT_WR);
        SocketSyscalls.recv(accepted, room, 100, 0);
        SocketSyscalls.shutdown(accepted, SHUT_RDWR);
        FileSyscalls.close(accepted);
    }

    private static void datagrams() {
        int fd = loopback(SOCK_DGRAM);
        var room = ARENA.allocate(64);
        SocketSyscalls.sendto(fd, text("abc"), 3, 0, ADDRESS.address(), ADDRESS.length());
        SocketSyscalls.sendto(fd, text("abc"), 3, MSG_CONFIRM, ADDRESS.address(), ADDRESS.length());
        SocketSyscalls.sendto(fd, text(""), 0, 0, ADDRESS.address(), ADDRESS.length());
        ADDRESS.clear();
        SocketSyscalls.recvfrom(fd, room, 2, MSG_TRUNC, ADDRESS.address(), ADDRESS.lengthPointer());
        ADDRESS.setLength(4);
        SocketSyscalls.recvfrom(fd, room, 64, 0, ADDRESS.address(), ADDRESS.lengthPointer());
        SocketSyscalls.recvfrom(fd, room, 64, 0, NULL, NULL);
        ADDRESS.clear();
        SocketSyscalls.recvfrom(fd, room, 64, MSG_DONTWAIT, ADDRESS.address(), ADDRESS.lengthPointer());
        SocketSyscalls.sendto(fd, text("abc"), 3, 0, NULL, 0);
        var unix = pair(SOCK_DGRAM);
        SocketSyscalls.send(unix[0], text("abc"), 3, MSG_EOR);
        ADDRESS.clear();
        SocketSyscalls.recvfrom(unix[1], room, 64, 0, ADDRESS.address(), ADDRESS.lengthPointer());
    }

    private static void options() {
        int fd = loopback(SOCK_STREAM);
        var value = ARENA.allocate(256, 8);
        value.set(JAVA_INT, 0, 1);
        value.set(JAVA_INT, 4, 5);
        int[][] sets = {{SOL_SOCKET, SO_REUSEADDR, 4}, {SOL_SOCKET, SO_LINGER, 8}, {SOL_SOCKET, SO_RCVTIMEO, 16},
            {IPPROTO_TCP, TCP_NODELAY, 4}, {IPPROTO_TCP, TCP_KEEPIDLE, 4}, {IPPROTO_IP, IP_TOS, 4},
            {IPPROTO_IP, IP_TTL, 4}, {IPPROTO_IPV6, IPV6_V6ONLY, 4}, {SOL_SOCKET, 9999, 4}, {9999, 1, 4},
            {SOL_SOCKET, SO_KEEPALIVE, 2}, {SOL_UDP, UDP_SEGMENT, 4}, {SOL_SOCKET, SO_TIMESTAMPNS, 4},
            {IPPROTO_IP, IP_MTU_DISCOVER, 4}, {IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 4}};
        for (var set : sets) {
            SocketSyscalls.setsockopt(fd, set[0], set[1], value, set[2]);
        }
        SocketSyscalls.setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, text("lo"), 3);
        SocketSyscalls.setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, text("cubic"), 5);
        SocketSyscalls.setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, text("bbr"), 3);
        SocketSyscalls.setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, value, 1);
        var length = ARENA.allocate(JAVA_INT);
        int[][] gets = {{SOL_SOCKET, SO_RCVBUF, 4}, {SOL_SOCKET, SO_ERROR, 4}, {SOL_SOCKET, SO_TYPE, 16},
            {SOL_SOCKET, SO_LINGER, 8}, {SOL_SOCKET, SO_RCVTIMEO, 16}, {IPPROTO_TCP, TCP_INFO, 256},
            {IPPROTO_TCP, TCP_CONGESTION, 16}, {SOL_SOCKET, 9999, 4}, {IPPROTO_IP, IP_MTU_DISCOVER, 4},
            {SOL_SOCKET, SO_PEERCRED, 12}, {SOL_SOCKET, SO_COOKIE, 8}};
        for (var get : gets) {
            length.set(JAVA_INT, 0, get[2]);
            SocketSyscalls.getsockopt(fd, get[0], get[1], value, length);
        }
        int datagrams = loopback(SOCK_DGRAM);
        var group = new IpMreqn(ARENA).set(0xe0000105, INADDR_LOOPBACK, 0);
        SocketSyscalls.setsockopt(datagrams, IPPROTO_IP, IP_ADD_MEMBERSHIP, group, 12);
        SocketSyscalls.setsockopt(datagrams, IPPROTO_IP, IP_DROP_MEMBERSHIP, group, 12);
        var group6 = new Ipv6Mreq(ARENA).set(0xff02L << 48, 0x105, 1);
        SocketSyscalls.setsockopt(datagrams, IPPROTO_IPV6, IPV6_JOIN_GROUP, group6, 20);
    }

    private static void messages() {
        var unix = pair(SOCK_DGRAM);
        int size = (int) Cmsg.CMSG_SPACE(8);
        var control = ARENA.allocate(size, 8);
        Cmsg.put(control, 0, SOL_SOCKET, SCM_RIGHTS, 8);
        control.set(JAVA_INT, Cmsg.CMSG_DATA(0), 0);
        control.set(JAVA_INT, Cmsg.CMSG_DATA(0) + 4, 1);
        var message = new Msghdr(ARENA, 2);
        message.set(0, text("a".repeat(40)));
        message.set(1, text("b"));
        message.iovlen(2);
        message.control(control);
        MessageSyscalls.sendmsg(unix[0], message.segment(), MSG_NOSIGNAL);
        message.control(ARENA.allocate(64, 8));
        MessageSyscalls.recvmsg(unix[1], message.segment(), MSG_CMSG_CLOEXEC);
        message.control(MemorySegment.NULL);
        MessageSyscalls.recvmsg(unix[1], message.segment(), MSG_DONTWAIT);
        MessageSyscalls.sendmsg(-1, message.segment(), 0);
        int inet = loopback(SOCK_DGRAM);
        var value = ARENA.allocate(JAVA_INT);
        value.set(JAVA_INT, 0, 1);
        SocketSyscalls.setsockopt(inet, IPPROTO_IP, IP_PKTINFO, value, 4);
        SocketSyscalls.setsockopt(inet, IPPROTO_IP, IP_RECVTTL, value, 4);
        message.name(ADDRESS);
        MessageSyscalls.sendmsg(inet, message.segment(), 0);
        message.control(ARENA.allocate(128, 8));
        MessageSyscalls.recvmsg(inet, message.segment(), 0);
        var many = new MmsghdrArray(ARENA, 2);
        for (int i = 0; i < 2; i++) {
            many.set(i, text("hello" + i));
            many.name(i, ADDRESS);
        }
        MessageSyscalls.sendmmsg(inet, many.segment(), 2, 0);
        MessageSyscalls.recvmmsg(inet, many.segment(), 2, MSG_DONTWAIT, NULL);
        MessageSyscalls.recvmmsg(inet, many.segment(), 2, MSG_DONTWAIT, NULL);
    }

    private static void waits() {
        var unix = pair(SOCK_STREAM);
        SocketSyscalls.send(unix[1], text("x"), 1, 0);
        var polled = new PollfdArray(ARENA, 3);
        polled.set(0, unix[0], POLLIN | POLLPRI | POLLOUT | POLLRDHUP);
        polled.set(1, unix[1], POLLIN);
        polled.set(2, -1, POLLIN);
        PollSyscalls.poll(polled.segment(), 3, -1);
        polled.set(0, 999, POLLIN);
        PollSyscalls.poll(polled.segment(), 2, 10);
        polled.set(0, unix[1], 0);
        PollSyscalls.poll(polled.segment(), 1, 0);
        var time = new Timespec(ARENA).set(1_000_001);
        var mask = new Sigset(ARENA).set(SIGUSR1).set(SIGUSR2).segment();
        PollSyscalls.ppoll(polled.segment(), 1, time, mask);
        PollSyscalls.ppoll(polled.segment(), 0, time, NULL);
        var read = new FdSet(ARENA, 64);
        var write = new FdSet(ARENA, 64);
        for (var timeout : new MemorySegment[] {NULL, new Timeval(ARENA).set(1_500_000)}) {
            read.set(unix[0]);
            read.set(unix[1]);
            write.set(unix[0]);
            SelectSyscalls.select(unix[1] + 1, read.segment(), write.segment(), NULL, timeout);
        }
        read.zero();
        SelectSyscalls.pselect(unix[1] + 1, read.segment(), NULL, NULL, time, mask);
        SelectSyscalls.pselect(unix[1] + 1, read.segment(), NULL, NULL, time, NULL);
        read.set(60);
        SelectSyscalls.select(61, read.segment(), NULL, NULL, NULL);
        int epoll = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        var events = new EpollEventArray(ARENA, 4);
        events.set(0, EPOLLIN | EPOLLRDHUP | EPOLLONESHOT | EPOLLET, -2);
        EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_ADD, unix[0], events.segment());
        EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_ADD, unix[0], events.segment());
        EpollSyscalls.epoll_wait(epoll, events.segment(), 4, -1);
        EpollSyscalls.epoll_wait(epoll, events.segment(), 4, 0);
        events.set(0, EPOLLIN | EPOLLPRI | EPOLLOUT, 1);
        EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_MOD, unix[0], events.segment());
        EpollSyscalls.epoll_pwait2(epoll, events.segment(), 4, time, mask);
        EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_DEL, unix[0], NULL);
        EpollSyscalls.epoll_pwait2(epoll, events.segment(), 4, time, NULL);
        EpollSyscalls.epoll_wait(-1, events.segment(), 4, 0);
    }

    private static void files() {
        int file = FileSyscalls.memfd_create(text("sockeye"), MFD_CLOEXEC | MFD_ALLOW_SEALING);
        FileSyscalls.write(file, text("hello"), 5);
        FileSyscalls.ftruncate(file, 100);
        FileSyscalls.lseek(file, -3, SEEK_END);
        FileSyscalls.lseek(file, 0, SEEK_SET);
        var room = ARENA.allocate(64);
        FileSyscalls.read(file, room, 64);
        var two = ARENA.allocate(JAVA_INT, 2);
        FileSyscalls.pipe2(two, O_CLOEXEC | O_NONBLOCK);
        int in = two.getAtIndex(JAVA_INT, 0);
        int out = two.getAtIndex(JAVA_INT, 1);
        FileSyscalls.read(in, room, 64);
        var unix = pair(SOCK_STREAM);
        var offset = ARENA.allocate(JAVA_LONG);
        offset.set(JAVA_LONG, 0, 1);
        FileSyscalls.sendfile(unix[0], file, offset, 3);
        FileSyscalls.sendfile(unix[0], file, NULL, 3);
        FileSyscalls.splice(file, offset, out, NULL, 3, SPLICE_F_MOVE | SPLICE_F_MORE);
        FileSyscalls.tee(in, out, 5, SPLICE_F_NONBLOCK);
        FileSyscalls.fcntl(in, F_GETFL, 0);
        FileSyscalls.fcntl(in, F_SETFL, O_NONBLOCK);
        FileSyscalls.fcntl(in, F_GETFD, 0);
        FileSyscalls.fcntl(in, F_SETFD, FD_CLOEXEC);
        FileSyscalls.fcntl(in, F_GETPIPE_SZ, 0);
        FileSyscalls.fcntl(in, F_SETPIPE_SZ, 8192);
        FileSyscalls.fcntl(in, F_DUPFD_CLOEXEC, 10);
        FileSyscalls.fcntl(-1, F_GETFL, 0);
        FileSyscalls.dup3(in, 200, O_CLOEXEC);
        FileSyscalls.ioctl(unix[1], FIONREAD, two);
        two.set(JAVA_INT, 0, 1);
        FileSyscalls.ioctl(unix[1], FIONBIO, two);
        FileSyscalls.ioctl(unix[1], SIOCOUTQ, two);
        FileSyscalls.ioctl(-1, FIONREAD, two);
        var vectors = ARENA.allocate(JAVA_LONG, 4);
        vectors.setAtIndex(JAVA_LONG, 0, room.address());
        vectors.setAtIndex(JAVA_LONG, 1, 2);
        vectors.setAtIndex(JAVA_LONG, 2, room.address());
        vectors.setAtIndex(JAVA_LONG, 3, 40);
        FileSyscalls.writev(unix[0], vectors, 2);
        FileSyscalls.readv(unix[1], vectors, 2);
        FileSyscalls.readv(unix[1], vectors, 2);
        FileSyscalls.open(text("/dev/null"), O_RDWR | O_CLOEXEC | O_APPEND, 0);
        FileSyscalls.open(text("/no such folder/file"), O_WRONLY | O_CREAT | O_EXCL | O_TRUNC, 0644);
        FileSyscalls.openat(AT_FDCWD, text("/tmp"), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
        FileSyscalls.openat(-5, text("x"), O_PATH | O_SYNC | O_DIRECT, 0);
        FileSyscalls.openat(AT_FDCWD, text("/no such folder"), O_TMPFILE | O_RDWR, 07);
        FileSyscalls.close(file);
        FileSyscalls.close(file);
    }

    private static void events() {
        int eventfd = EventSyscalls.eventfd(7, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE);
        FileSyscalls.read(eventfd, ARENA.allocate(JAVA_LONG), 8);
        int timer = EventSyscalls.timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
        var time = new Itimerspec(ARENA).set(3_600_000_000_000L, 1_000_000_001L);
        EventSyscalls.timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, time, NULL);
        EventSyscalls.timerfd_settime(timer, 0, time, new Itimerspec(ARENA).segment());
        EventSyscalls.timerfd_gettime(timer, time);
        EventSyscalls.timerfd_create(99, 0);
        int inotify = InotifySyscalls.inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        InotifySyscalls.inotify_add_watch(inotify, text("/tmp"), IN_CREATE | IN_DELETE | IN_ONLYDIR | IN_ONESHOT);
        InotifySyscalls.inotify_add_watch(inotify, text("/no"), IN_ALL_EVENTS);
        InotifySyscalls.inotify_rm_watch(inotify, 1);
    }

    private static void signals() {
        var mask = new Sigset(ARENA).set(SIGUSR1).set(34);
        var old = new Sigset(ARENA).segment();
        SignalSyscalls.pthread_sigmask(SIG_BLOCK, mask.segment(), old);
        SignalSyscalls.signalfd(-1, mask.segment(), SFD_CLOEXEC | SFD_NONBLOCK);
        SignalSyscalls.pthread_sigmask(SIG_SETMASK, old, NULL);
        int pid = SystemSyscalls.getpid();
        int pidfd = SignalSyscalls.pidfd_open(pid, 0);
        SignalSyscalls.pidfd_send_signal(pidfd, SIGWINCH, NULL, 0);
        SignalSyscalls.kill(pid, 0);
        SignalSyscalls.tgkill(pid, SystemSyscalls.gettid(), SIGWINCH);
        SignalSyscalls.kill(pid, 99);
        var limit = ARENA.allocate(JAVA_LONG, 2);
        SystemSyscalls.getrlimit(RLIMIT_NOFILE, limit);
        SystemSyscalls.setrlimit(RLIMIT_NOFILE, limit);
    }

    private static void failures() {
        SocketSyscalls.socket(99, SOCK_STREAM, 0);
        SocketSyscalls.socket(AF_INET, 99 | SOCK_CLOEXEC, 0);
        SocketSyscalls.socket(AF_INET, SOCK_STREAM, 253);
        SocketSyscalls.socketpair(AF_INET, SOCK_STREAM, 0, ARENA.allocate(8));
        FileSyscalls.read(-1, ARENA.allocate(8), 8);
        FileSyscalls.write(-1, text("abc"), 3);
        ADDRESS.setInet(INADDR_LOOPBACK, 9);
        SocketSyscalls.connect(-1, ADDRESS.address(), ADDRESS.length());
        SocketSyscalls.connect(-1, ADDRESS.address(), 4);
        SocketSyscalls.getsockname(-1, ADDRESS.address(), ADDRESS.lengthPointer());
        SocketSyscalls.shutdown(-1, 9);
        EpollSyscalls.epoll_create1(1);
        EpollSyscalls.epoll_ctl(-1, 9, -1, NULL);
        SocketSyscalls.send(-1, text("abc"), 3, 1 << 30);
    }
}
