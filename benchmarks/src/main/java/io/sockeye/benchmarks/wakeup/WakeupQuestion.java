package io.sockeye.benchmarks.wakeup;

import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.load.Cores;
import io.sockeye.benchmarks.measure.JmhQuestion;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Question 10: what does it cost to wake a thread that waits for events? */
public final class WakeupQuestion extends JmhQuestion {
    private static final List<String> CALLS = List.of(
            "write",
            "epoll_wait",
            "epoll_pwait2",
            "read",
            "epoll_ctl",
            "io_uring_enter",
            "timerfd_settime",
            "futex");

    private static final Part ONE_CORE = new Part("wake-up, both threads on one core", "wakeup", 0, CALLS);
    private static final Part ANYWHERE =
            new Part("wake-up, wherever the kernel puts the threads", "wakeup", 0, CALLS);

    public WakeupQuestion() {
        super(WakeupBenchmark.class, "bench_wakeup", List.of(ONE_CORE, ANYWHERE));
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
                + " call that wakes to the return of the wait. Each wake-up is checked to have an answer."
                + " Both threads on one core: the figure is that of the calls and of one switch between threads. It favours"
                + " implementations that wake without holding a lock: java.nio writes within a lock that the woken thread wants next, and on one core"
                + " that thread may be given the core before the lock is free. Wherever the kernel puts the threads: nothing is"
                + " pinned, as in most programs. There are two speeds then, that of two threads which share a core and that of"
                + " an interrupt which wakes an idle one; the kernel chooses, and may choose otherwise in the next run: the"
                + " spread says it, and a median alone does not. Netty's event loops give each other tasks.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of("Wake-ups of a thread that is busy, which cost the caller only, or nothing.");
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round, Path json)
            throws IOException, InterruptedException {
        var samples = new ArrayList<>(
                Cores.onServer(() -> measure(List.of(ONE_CORE), variant, plan, round, json)));
        var beside = json.resolveSibling(json.getFileName().toString().replace(".json", "-anywhere.json"));
        samples.addAll(measure(List.of(ANYWHERE), variant, plan, round, beside));
        return samples;
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
