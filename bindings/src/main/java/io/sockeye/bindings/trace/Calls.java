package io.sockeye.bindings.trace;

import static io.sockeye.bindings.trace.Argument.FD;
import static io.sockeye.bindings.trace.Argument.address;
import static io.sockeye.bindings.trace.Argument.addressOut;
import static io.sockeye.bindings.trace.Argument.always;
import static io.sockeye.bindings.trace.Argument.array;
import static io.sockeye.bindings.trace.Argument.arrayOut;
import static io.sockeye.bindings.trace.Argument.fdSet;
import static io.sockeye.bindings.trace.Argument.flags;
import static io.sockeye.bindings.trace.Argument.in;
import static io.sockeye.bindings.trace.Argument.integer;
import static io.sockeye.bindings.trace.Argument.length;
import static io.sockeye.bindings.trace.Argument.offset;
import static io.sockeye.bindings.trace.Argument.one;
import static io.sockeye.bindings.trace.Argument.out;
import static io.sockeye.bindings.trace.Argument.path;
import static io.sockeye.bindings.trace.Argument.pointer;
import static io.sockeye.bindings.trace.Argument.position;
import static io.sockeye.bindings.trace.Argument.received;
import static io.sockeye.bindings.trace.Argument.sent;
import static io.sockeye.bindings.trace.Argument.signal;
import static io.sockeye.bindings.trace.Argument.two;
import static io.sockeye.bindings.trace.Argument.unsigned;
import static io.sockeye.bindings.trace.Shown.Family.EVENT;
import static io.sockeye.bindings.trace.Shown.Family.FILE;
import static io.sockeye.bindings.trace.Shown.Family.OTHER;
import static io.sockeye.bindings.trace.Shown.Family.SOCKET;
import static io.sockeye.bindings.trace.Shown.Family.WAIT;

import io.sockeye.bindings.EpollConstants;
import io.sockeye.bindings.EventConstants;
import io.sockeye.bindings.FileConstants;
import io.sockeye.bindings.InotifyConstants;
import io.sockeye.bindings.SignalConstants;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.generated.epoll_event;
import io.sockeye.bindings.generated.pollfd;
import io.sockeye.bindings.internal.ConstantNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of what strace shows for each call of this module. */
final class Calls {
    private static final Argument NULL = always("NULL");
    private static final Argument ZERO = always("0");
    /** The size of the kernel's {@code sigset_t}, which the C library passes with every set. */
    private static final Argument SIGSET_BYTES = always("8");

    private static final Argument FIRST = integer(0);
    private static final Argument MSG_FLAGS = flags(3, Messages.FLAGS);
    private static final ConstantNames SOCK = ConstantNames.listed("SOCK_???", SocketConstants.class, "SOCK_CLOEXEC", "SOCK_NONBLOCK");

    private static final Map<String, Shown> BY_NAME =
            Stream.of(sockets(), messages(), waits(), files(), events(), signals(), system())
                    .flatMap(List::stream)
                    .collect(Collectors.toMap(Shown::call, shown -> shown));

    private Calls() {}

    /** Of a call that the C library makes by others, such as getaddrinfo, only name and result are shown. */
    static Shown of(String name) {
        var shown = BY_NAME.get(name);
        return shown == null ? Shown.as(name, name, OTHER, always("...")) : shown;
    }

    private static List<Shown> sockets() {
        return List.of(
                Shown.as("socket", SOCKET, one(0, Structs.FAMILIES), Sockets.type(), Sockets.protocol()),
                Shown.as("socketpair", SOCKET, one(0, Structs.FAMILIES), Sockets.type(), unsigned(2), two(3)),
                Shown.as("bind", SOCKET, FD, address(1, 2), integer(2)),
                Shown.as("listen", SOCKET, FD, integer(1)),
                Shown.as("accept4", SOCKET, FD, addressOut(1, 2), length(2), flags(3, SOCK)),
                Shown.as("connect", SOCKET, FD, address(1, 2), integer(2)),
                Shown.as("shutdown", SOCKET, FD, one(1, ConstantNames.of("SHUT_???", SocketConstants.class, "SHUT_.*"))),
                Shown.as("send", "sendto", SOCKET, FD, sent(1, 2), unsigned(2), MSG_FLAGS, NULL, ZERO),
                Shown.as("recv", "recvfrom", SOCKET, FD, received(1, 2), unsigned(2), MSG_FLAGS, NULL, NULL),
                Shown.as("sendto", SOCKET, FD, sent(1, 2), unsigned(2), MSG_FLAGS, address(4, 5), integer(5)),
                Shown.as("recvfrom", SOCKET, FD, received(1, 2), unsigned(2), MSG_FLAGS, addressOut(4, 5), length(5)),
                Shown.as("getsockname", SOCKET, FD, addressOut(1, 2), length(2)),
                Shown.as("getpeername", SOCKET, FD, addressOut(1, 2), length(2)),
                Shown.as("getsockopt", SOCKET, FD, Options.level(), Options.name(), Options.got(), length(4)),
                Shown.as("setsockopt", SOCKET, FD, Options.level(), Options.name(), Options.set(), integer(4)));
    }

    private static List<Shown> messages() {
        return List.of(
                Shown.as("sendmsg", SOCKET, FD, Messages.sent(1), flags(2, Messages.FLAGS)),
                Shown.as("recvmsg", SOCKET, FD, Messages.received(1), flags(2, Messages.FLAGS)),
                Shown.as("sendmmsg", SOCKET, FD, Messages.sentMany(1, 2), unsigned(2), MSG_FLAGS),
                Shown.as(
                        "recvmmsg", SOCKET, FD, Messages.receivedMany(1), unsigned(2), MSG_FLAGS,
                        in(4, Structs::timespec)).withComment(Results::left));
    }

    private static List<Shown> waits() {
        var operations = ConstantNames.of("EPOLL_CTL_???", EpollConstants.class, "EPOLL_CTL_.*");
        var events = arrayOut(1, epoll_event.sizeof(), Structs::epollEvent);
        var polled = array(0, 1, pollfd.sizeof(), Structs::pollfd);
        return List.of(
                Shown.as(
                        "epoll_create1", WAIT,
                        flags(0, ConstantNames.of("EPOLL_???", EpollConstants.class, "EPOLL_CLOEXEC"))),
                Shown.as("epoll_ctl", WAIT, FD, one(1, operations), integer(2), Waits.event(3)),
                Shown.as("epoll_wait", WAIT, FD, events, integer(2), integer(3)),
                Shown.as(
                        "epoll_pwait2", WAIT, FD, events, integer(2), in(3, Structs::timespec), in(4, Structs::sigset),
                        SIGSET_BYTES),
                Shown.as("poll", WAIT, polled, unsigned(1), integer(2)).withComment(Results::polled),
                Shown.as(
                        "ppoll", WAIT, polled, unsigned(1), in(2, Structs::timespec), in(3, Structs::sigset),
                        SIGSET_BYTES).withComment(Results::polled),
                Shown.as(
                        "select", "pselect6", WAIT, FIRST, fdSet(1), fdSet(2), fdSet(3),
                        in(4, Structs::timevalInNanoseconds), NULL).withComment(Results::selected),
                Shown.as(
                        "pselect", "pselect6", WAIT, FIRST, fdSet(1), fdSet(2), fdSet(3), in(4, Structs::timespec),
                        Waits.sigsetAndSize(5)).withComment(Results::selected));
    }

    private static List<Shown> files() {
        var splice = ConstantNames.of("SPLICE_F_???", FileConstants.class, "SPLICE_F_.*");
        var memfd = ConstantNames.of("MFD_???", FileConstants.class, "MFD_.*");
        return List.of(
                Shown.as("read", FILE, FD, received(1, 2), unsigned(2)),
                Shown.as("write", FILE, FD, sent(1, 2), unsigned(2)),
                Shown.as("readv", FILE, FD, Messages.iovecsOut(1, 2), integer(2)),
                Shown.as("writev", FILE, FD, Messages.iovecs(1, 2), integer(2)),
                Shown.as("open", "openat", FILE, always("AT_FDCWD"), path(0), Files.opening(1, 2)),
                Shown.as("openat", FILE, Files.folder(0), path(1), Files.opening(2, 3)),
                Shown.as("memfd_create", FILE, path(0), flags(1, memfd)),
                Shown.as("ftruncate", FILE, FD, integer64(1)),
                Shown.as("lseek", FILE, FD, integer64(1), one(2, ConstantNames.of("SEEK_???", FileConstants.class, "SEEK_.*"))),
                Shown.as("close", FILE, FD),
                Shown.as("dup3", FILE, FD, integer(1), flags(2, Files.OPEN)),
                Shown.as("pipe2", FILE, two(0), flags(1, Files.OPEN)),
                Shown.as("fcntl", FILE, FD, Files.command(), Files.commandArgument()).withComment(Results::fcntl),
                Shown.as("ioctl", FILE, FD, Files.request(), Files.requestArgument()),
                Shown.as("sendfile", FILE, FD, integer(1), offset(2), unsigned(3)),
                Shown.as("splice", FILE, FD, position(1), integer(2), position(3), unsigned(4), flags(5, splice)),
                Shown.as("tee", FILE, FD, integer(1), unsigned(2), flags(3, splice)));
    }

    private static List<Shown> events() {
        var eventfd = ConstantNames.listed("EFD_???", EventConstants.class, "EFD_SEMAPHORE", "EFD_CLOEXEC", "EFD_NONBLOCK");
        var timerfd = ConstantNames.listed("TFD_???", EventConstants.class, "TFD_CLOEXEC", "TFD_NONBLOCK");
        var settime = ConstantNames.of("TFD_???", EventConstants.class, "TFD_TIMER_.*");
        var inotify = ConstantNames.listed("IN_???", InotifyConstants.class, "IN_NONBLOCK", "IN_CLOEXEC");
        var watched = ConstantNames.bits("IN_???", InotifyConstants.class, "IN_(?!CLOEXEC|NONBLOCK).*");
        var clocks = ConstantNames.of("CLOCK_???", EventConstants.class, "CLOCK_.*");
        return List.of(
                Shown.as("eventfd", "eventfd2", EVENT, unsigned32(0), flags(1, eventfd)),
                Shown.as("timerfd_create", EVENT, one(0, clocks), flags(1, timerfd)),
                Shown.as(
                        "timerfd_settime", EVENT, FD, flags(1, settime), in(2, Structs::itimerspec),
                        out(3, Structs::itimerspec)),
                Shown.as("timerfd_gettime", EVENT, FD, out(1, Structs::itimerspec)),
                Shown.as("inotify_init1", EVENT, flags(0, inotify)),
                Shown.as("inotify_add_watch", EVENT, FD, path(1), flags(2, watched)),
                Shown.as("inotify_rm_watch", EVENT, FD, integer(1)));
    }

    private static List<Shown> signals() {
        var signalfd = ConstantNames.listed("SFD_???", SignalConstants.class, "SFD_CLOEXEC", "SFD_NONBLOCK");
        var how = ConstantNames.of("SIG_???", SignalConstants.class, "SIG_.*");
        var pidfd = ConstantNames.of("PIDFD_???", SignalConstants.class, "PIDFD_NONBLOCK");
        return List.of(
                Shown.as("signalfd", "signalfd4", EVENT, FD, in(1, Structs::sigset), SIGSET_BYTES, flags(2, signalfd)),
                Shown.as(
                        "pthread_sigmask", "rt_sigprocmask", EVENT, one(0, how), in(1, Structs::sigset),
                        out(2, Structs::sigset), SIGSET_BYTES),
                Shown.as("kill", EVENT, FIRST, signal(1)),
                Shown.as("tgkill", EVENT, FIRST, integer(1), signal(2)),
                Shown.as("pidfd_open", EVENT, FIRST, flags(1, pidfd)),
                Shown.as("pidfd_send_signal", EVENT, FD, signal(1), pointer(2), unsigned32(3)));
    }

    private static List<Shown> system() {
        var resources = ConstantNames.of("RLIMIT_???", FileConstants.class, "RLIMIT_.*");
        return List.of(
                Shown.as("getrlimit", "prlimit64", OTHER, ZERO, one(0, resources), NULL, out(1, Structs::rlimit)),
                Shown.as("setrlimit", "prlimit64", OTHER, ZERO, one(0, resources), in(1, Structs::rlimit), NULL),
                Shown.as("getpid", OTHER),
                Shown.as("gettid", OTHER));
    }

    private static Argument integer64(int index) {
        return call -> Long.toString(call.number(index));
    }

    private static Argument unsigned32(int index) {
        return call -> Integer.toUnsignedString(call.integer(index));
    }
}
