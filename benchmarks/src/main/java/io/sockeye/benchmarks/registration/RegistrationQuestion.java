package io.sockeye.benchmarks.registration;

import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.measure.JmhQuestion;
import java.util.List;

/** Question 3: what does registration cost? */
public final class RegistrationQuestion extends JmhQuestion {
    private static final List<String> EPOLL = List.of("epoll_ctl", "epoll_wait", "epoll_pwait2");
    private static final List<String> CONNECTION = List.of(
            "socket",
            "bind",
            "connect",
            "accept",
            "accept4",
            "close",
            "shutdown",
            "setsockopt",
            "getsockopt",
            "getsockname",
            "getpeername",
            "fcntl",
            "epoll_ctl",
            "epoll_wait",
            "epoll_pwait2",
            "poll",
            "io_uring_enter",
            "read",
            "write");

    public RegistrationQuestion() {
        super(
                RegistrationBenchmark.class,
                "bench_registration",
                List.of(
                        new Part("change of interest and a look", "look", 0, EPOLL),
                        // java.nio makes calls in these that the others need not: it is shown, and no verdict counts it.
                        new Part("change of interest", "flip", 0, EPOLL, null),
                        new Part("added and taken out", "churn", 0, EPOLL, null),
                        new Part("connected, accepted, closed", "connection", 0, CONNECTION)));
    }

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String name() {
        return "registration";
    }

    @Override
    public String title() {
        return "What does registration cost?";
    }

    @Override
    public String method() {
        return "One thread and an epoll instance with one idle UNIX socket, which has nothing to receive and no room to send."
                + " A change of interest takes writing in or out, EPOLL_CTL_MOD; with a look, an epoll_wait that finds nothing"
                + " follows. java.nio tells the kernel at its next selection only, so its change is never without a look: the"
                + " part in which all make the same two calls is the one to compare, and it comes first. Adding and taking out"
                + " are two calls, and java.nio needs a selection after each, or the kernel would hear of neither. In these two"
                + " parts it makes more calls than the others: its figures are shown, and no ratio or verdict is against them. A connection"
                + " is a blocking TCP connect over loopback, its accept, and two closes, the client's as a reset: ports that wait"
                + " for late segments would be used up within seconds. Netty makes its connections one after the other in one"
                + " event loop. It does not let go of a channel that it goes on with, so it has no bar in the other parts; nor"
                + " has JNI in this one.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "Registrations beside thousands of others: epoll keeps a tree, whose depth is not seen here.",
                "Connections at once: these are made one after the other, and their rate is what one thread can do.",
                "An orderly close.");
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("syscalls", Family.SOCKEYE, "EpollSyscalls and SocketSyscalls"),
                new Variant("epoll", Family.SOCKEYE, "Epoll and Socket"),
                new Variant("selector", Family.SOCKEYE, "EpollSelector"),
                new Variant("nio", Family.NIO, "Selector, SocketChannel and ServerSocketChannel"),
                new Variant("netty-nio", Family.NETTY, "Bootstrap and ServerBootstrap over java.nio"),
                new Variant("netty-epoll", Family.NETTY, "the same over its own epoll"),
                new Variant("netty-io_uring", Family.NETTY, "the same over its own io_uring"),
                new Variant("jni", Family.JNI, "epoll_ctl and epoll_wait through JNI"),
                new Variant("c", Family.C, "the same calls in C"));
    }
}
