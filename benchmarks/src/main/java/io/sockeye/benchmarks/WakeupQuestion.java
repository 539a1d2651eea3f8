package io.sockeye.benchmarks;

import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.load.Cores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** 10: what a wake-up costs. */
final class WakeupQuestion extends JmhQuestion {
    WakeupQuestion() {
        super(
                WakeupBenchmark.class,
                "bench_wakeup",
                List.of(new Part("wake-up from another thread", "wakeup", 0, List.of(
                        "write",
                        "epoll_wait",
                        "epoll_pwait2",
                        "read",
                        "epoll_ctl",
                        "io_uring_enter",
                        "timerfd_settime",
                        "futex"))));
    }

    @Override
    public int number() {
        return 10;
    }

    @Override
    public String name() {
        return "wakeup";
    }

    @Override
    public String title() {
        return "What does it cost to wake a thread that waits for events?";
    }

    @Override
    public String method() {
        return "Two threads wait for events, and each wakes the other as soon as it was woken: half of a round trip, from the"
                + " call that wakes to the return of the wait. Each wake-up is checked to have an answer. Both"
                + " threads share a core, so that the figure is that of the calls and of one switch between threads. On two cores"
                + " it would be mostly that of the interrupt which wakes an idle one, and where the kernel puts two threads that"
                + " are not pinned changes from run to run."
                + " Netty's event loops give each other tasks.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "Wake-ups of a thread that is busy, which cost the caller only, or nothing.",
                "Wake-ups of a thread on another core: two to six times as much, and the same for all.");
    }

    @Override
    public List<Point> measure(Variant variant, Effort effort, int round, Path json)
            throws IOException, InterruptedException {
        return Cores.onServer(() -> super.measure(variant, effort, round, json));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("syscalls", Family.SOCKEYE,
                        "eventfd, epoll_wait, read and write by EventSyscalls and others"),
                new Variant("epoll", Family.SOCKEYE, "EventFd in an Epoll"),
                new Variant("selector", Family.SOCKEYE, "EpollSelector.wakeup"),
                new Variant("nio", Family.NIO, "Selector.wakeup"),
                new Variant("netty-nio", Family.NETTY, "EventLoop.execute over java.nio"),
                new Variant("netty-epoll", Family.NETTY, "EventLoop.execute over its own epoll"),
                new Variant("netty-io_uring", Family.NETTY, "EventLoop.execute over its own io_uring"),
                new Variant("jni", Family.JNI, "eventfd, epoll_wait, read and write through JNI"),
                new Variant("c", Family.C, "the same calls in C"));
    }
}
