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
import static io.sockeye.bindings.trace.KernelCall.Family.EVENT;
import static io.sockeye.bindings.trace.KernelCall.Family.FILE;
import static io.sockeye.bindings.trace.KernelCall.Family.OTHER;
import static io.sockeye.bindings.trace.KernelCall.Family.SOCKET;
import static io.sockeye.bindings.trace.KernelCall.Family.WAIT;

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
final class CallTable {
    private static final Argument NULL = always("NULL");
    private static final Argument ZERO = always("0");
    /** The size of the kernel's {@code sigset_t}, which the C library passes with every set. */
    private static final Argument SIGSET_BYTES = always("8");

    private static final Argument FIRST = integer(0);
    private static final Argument MSG_FLAGS = flags(3, MessageArguments.FLAGS);
    private static final ConstantNames SOCK =
            ConstantNames.listed("SOCK_???", SocketConstants.class, "SOCK_CLOEXEC", "SOCK_NONBLOCK");

    private static final Map<String, KernelCall> BY_NAME =
            Stream.of(sockets(), messages(), waits(), files(), events(), signals(), system())
                    .flatMap(List::stream)
                    .collect(Collectors.toMap(KernelCall::call, shown -> shown));

    private CallTable() {}

    /** Of a call that the C library makes by others, such as getaddrinfo, only name and result are shown. */
    static KernelCall of(String name) {
        var shown = BY_NAME.get(name);
        return shown == null ? KernelCall.as(name, name, OTHER, always("...")) : shown;
    }

    private static List<KernelCall> sockets() {
        return List.of(
                KernelCall.as("socket", SOCKET, one(0, StructArguments.FAMILIES), SocketArguments.type(),
                        SocketArguments.protocol()),
                KernelCall.as("socketpair", SOCKET, one(0, StructArguments.FAMILIES), SocketArguments.type(),
                        unsigned(2), two(3)),
                KernelCall.as("bind", SOCKET, FD, address(1, 2), integer(2)),
                KernelCall.as("listen", SOCKET, FD, integer(1)),
                KernelCall.as("accept4", SOCKET, FD, addressOut(1, 2), length(2), flags(3, SOCK)),
                KernelCall.as("connect", SOCKET, FD, address(1, 2), integer(2)),
                KernelCall.as("shutdown", SOCKET, FD,
                        one(1, ConstantNames.of("SHUT_???", SocketConstants.class, "SHUT_.*"))),
                KernelCall.as("send", "sendto", SOCKET, FD, sent(1, 2), unsigned(2), MSG_FLAGS, NULL, ZERO),
                KernelCall.as("recv", "recvfrom", SOCKET, FD, received(1, 2), unsigned(2), MSG_FLAGS, NULL, NULL),
                KernelCall.as("sendto", SOCKET, FD, sent(1, 2), unsigned(2), MSG_FLAGS, address(4, 5), integer(5)),
                KernelCall.as("recvfrom", SOCKET, FD, received(1, 2), unsigned(2), MSG_FLAGS, addressOut(4, 5),
                        length(5)),
                KernelCall.as("getsockname", SOCKET, FD, addressOut(1, 2), length(2)),
                KernelCall.as("getpeername", SOCKET, FD, addressOut(1, 2), length(2)),
                KernelCall.as("getsockopt", SOCKET, FD, OptionArguments.level(), OptionArguments.name(),
                        OptionArguments.got(), length(4)),
                KernelCall.as("setsockopt", SOCKET, FD, OptionArguments.level(), OptionArguments.name(),
                        OptionArguments.set(), integer(4)));
    }

    private static List<KernelCall> messages() {
        return List.of(
                KernelCall.as("sendmsg", SOCKET, FD, MessageArguments.sent(1), flags(2, MessageArguments.FLAGS)),
                KernelCall.as("recvmsg", SOCKET, FD, MessageArguments.received(1), flags(2, MessageArguments.FLAGS)),
                KernelCall.as("sendmmsg", SOCKET, FD, MessageArguments.sentMany(1, 2), unsigned(2), MSG_FLAGS),
                KernelCall.as(
                        "recvmmsg", SOCKET, FD, MessageArguments.receivedMany(1), unsigned(2), MSG_FLAGS,
                        in(4, StructArguments::timespec)).withComment(Results::left));
    }

    private static List<KernelCall> waits() {
        var operations = ConstantNames.of("EPOLL_CTL_???", EpollConstants.class, "EPOLL_CTL_.*");
        var events = arrayOut(1, epoll_event.sizeof(), StructArguments::epollEvent);
        var polled = array(0, 1, pollfd.sizeof(), StructArguments::pollfd);
        return List.of(
                KernelCall.as(
                        "epoll_create1", WAIT,
                        flags(0, ConstantNames.of("EPOLL_???", EpollConstants.class, "EPOLL_CLOEXEC"))),
                KernelCall.as("epoll_ctl", WAIT, FD, one(1, operations), integer(2), WaitArguments.event(3)),
                KernelCall.as("epoll_wait", WAIT, FD, events, integer(2), integer(3)),
                KernelCall.as(
                        "epoll_pwait2", WAIT, FD, events, integer(2), in(3, StructArguments::timespec),
                        in(4, StructArguments::sigset),
                        SIGSET_BYTES),
                KernelCall.as("poll", WAIT, polled, unsigned(1), integer(2)).withComment(Results::polled),
                KernelCall.as(
                        "ppoll", WAIT, polled, unsigned(1), in(2, StructArguments::timespec),
                        in(3, StructArguments::sigset),
                        SIGSET_BYTES).withComment(Results::polled),
                KernelCall.as(
                        "select", "pselect6", WAIT, FIRST, fdSet(1), fdSet(2), fdSet(3),
                        in(4, StructArguments::timevalInNanoseconds), NULL).withComment(Results::selected),
                KernelCall.as(
                        "pselect", "pselect6", WAIT, FIRST, fdSet(1), fdSet(2), fdSet(3),
                        in(4, StructArguments::timespec),
                        WaitArguments.sigsetAndSize(5)).withComment(Results::selected));
    }

    private static List<KernelCall> files() {
        var splice = ConstantNames.of("SPLICE_F_???", FileConstants.class, "SPLICE_F_.*");
        var memfd = ConstantNames.of("MFD_???", FileConstants.class, "MFD_.*");
        return List.of(
                KernelCall.as("read", FILE, FD, received(1, 2), unsigned(2)),
                KernelCall.as("write", FILE, FD, sent(1, 2), unsigned(2)),
                KernelCall.as("readv", FILE, FD, MessageArguments.iovecsOut(1, 2), integer(2)),
                KernelCall.as("writev", FILE, FD, MessageArguments.iovecs(1, 2), integer(2)),
                KernelCall.as("open", "openat", FILE, always("AT_FDCWD"), path(0), FileArguments.opening(1, 2)),
                KernelCall.as("openat", FILE, FileArguments.folder(0), path(1), FileArguments.opening(2, 3)),
                KernelCall.as("memfd_create", FILE, path(0), flags(1, memfd)),
                KernelCall.as("ftruncate", FILE, FD, integer64(1)),
                KernelCall.as("lseek", FILE, FD, integer64(1),
                        one(2, ConstantNames.of("SEEK_???", FileConstants.class, "SEEK_.*"))),
                KernelCall.as("close", FILE, FD),
                KernelCall.as("dup3", FILE, FD, integer(1), flags(2, FileArguments.OPEN)),
                KernelCall.as("pipe2", FILE, two(0), flags(1, FileArguments.OPEN)),
                KernelCall.as("fcntl", FILE, FD, FileArguments.command(), FileArguments.commandArgument())
                        .withComment(Results::fcntl),
                KernelCall.as("ioctl", FILE, FD, FileArguments.request(), FileArguments.requestArgument()),
                KernelCall.as("sendfile", FILE, FD, integer(1), offset(2), unsigned(3)),
                KernelCall.as("splice", FILE, FD, position(1), integer(2), position(3), unsigned(4), flags(5, splice)),
                KernelCall.as("tee", FILE, FD, integer(1), unsigned(2), flags(3, splice)));
    }

    private static List<KernelCall> events() {
        var eventfd =
                ConstantNames.listed("EFD_???", EventConstants.class, "EFD_SEMAPHORE", "EFD_CLOEXEC", "EFD_NONBLOCK");
        var timerfd = ConstantNames.listed("TFD_???", EventConstants.class, "TFD_CLOEXEC", "TFD_NONBLOCK");
        var settime = ConstantNames.of("TFD_???", EventConstants.class, "TFD_TIMER_.*");
        var inotify = ConstantNames.listed("IN_???", InotifyConstants.class, "IN_NONBLOCK", "IN_CLOEXEC");
        var watched = ConstantNames.bits("IN_???", InotifyConstants.class, "IN_(?!CLOEXEC|NONBLOCK).*");
        var clocks = ConstantNames.of("CLOCK_???", EventConstants.class, "CLOCK_.*");
        return List.of(
                KernelCall.as("eventfd", "eventfd2", EVENT, unsigned32(0), flags(1, eventfd)),
                KernelCall.as("timerfd_create", EVENT, one(0, clocks), flags(1, timerfd)),
                KernelCall.as(
                        "timerfd_settime", EVENT, FD, flags(1, settime), in(2, StructArguments::itimerspec),
                        out(3, StructArguments::itimerspec)),
                KernelCall.as("timerfd_gettime", EVENT, FD, out(1, StructArguments::itimerspec)),
                KernelCall.as("inotify_init1", EVENT, flags(0, inotify)),
                KernelCall.as("inotify_add_watch", EVENT, FD, path(1), flags(2, watched)),
                KernelCall.as("inotify_rm_watch", EVENT, FD, integer(1)));
    }

    private static List<KernelCall> signals() {
        var signalfd = ConstantNames.listed("SFD_???", SignalConstants.class, "SFD_CLOEXEC", "SFD_NONBLOCK");
        var how = ConstantNames.of("SIG_???", SignalConstants.class, "SIG_.*");
        var pidfd = ConstantNames.of("PIDFD_???", SignalConstants.class, "PIDFD_NONBLOCK");
        return List.of(
                KernelCall.as("signalfd", "signalfd4", EVENT, FD, in(1, StructArguments::sigset), SIGSET_BYTES,
                        flags(2, signalfd)),
                KernelCall.as(
                        "pthread_sigmask", "rt_sigprocmask", EVENT, one(0, how), in(1, StructArguments::sigset),
                        out(2, StructArguments::sigset), SIGSET_BYTES),
                KernelCall.as("kill", EVENT, FIRST, signal(1)),
                KernelCall.as("tgkill", EVENT, FIRST, integer(1), signal(2)),
                KernelCall.as("pidfd_open", EVENT, FIRST, flags(1, pidfd)),
                KernelCall.as("pidfd_send_signal", EVENT, FD, signal(1), pointer(2), unsigned32(3)));
    }

    private static List<KernelCall> system() {
        var resources = ConstantNames.of("RLIMIT_???", FileConstants.class, "RLIMIT_.*");
        return List.of(
                KernelCall.as("getrlimit", "prlimit64", OTHER, ZERO, one(0, resources), NULL,
                        out(1, StructArguments::rlimit)),
                KernelCall.as("setrlimit", "prlimit64", OTHER, ZERO, one(0, resources), in(1, StructArguments::rlimit),
                        NULL),
                KernelCall.as("getpid", OTHER),
                KernelCall.as("gettid", OTHER));
    }

    private static Argument integer64(int index) {
        return call -> Long.toString(call.number(index));
    }

    private static Argument unsigned32(int index) {
        return call -> Integer.toUnsignedString(call.integer(index));
    }
}
