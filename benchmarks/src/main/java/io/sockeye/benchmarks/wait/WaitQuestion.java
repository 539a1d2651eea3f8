package io.sockeye.benchmarks.wait;

import static io.sockeye.benchmarks.Variant.Family.C;
import static io.sockeye.benchmarks.Variant.Family.JNI;
import static io.sockeye.benchmarks.Variant.Family.NETTY;
import static io.sockeye.benchmarks.Variant.Family.NIO;
import static io.sockeye.benchmarks.Variant.Family.PYTHON;
import static io.sockeye.benchmarks.Variant.Family.SOCKEYE;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.ChildJvm;
import io.sockeye.benchmarks.measure.NativeProgram;
import io.sockeye.benchmarks.measure.OpenFiles;
import io.sockeye.benchmarks.measure.Sources;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Question 2: what does waiting cost as n grows? libevent's workload with its three parameters: n descriptors, a of them active, w
 * chained writes.
 */
public final class WaitQuestion implements Question {
    private static final String ONE = "one active";
    private static final String HUNDRED = "100 active";
    private static final String ALL = "all active";
    private static final String NANOSECONDS = "ns/event";

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 2_000, 5_000, 10_000, 15_000);
    private static final List<Integer> FEW_SIZES = List.of(10, 1_000, 10_000);

    /** Of a process's descriptors, those that are no sockets of a ring. */
    private static final int OTHERS = 200;

    private static final int LARGEST_OF_IO_URING = 2_000;

    private static final int WARM = 100;

    /** A turn has many cells. */
    private static final int CELLS_PER_MEASURED = 10;

    /** Every call by which a variant might wait, receive or send. */
    private static final List<String> CALLS = List.of(
            "select", "pselect6", "poll", "ppoll", "epoll_wait", "epoll_pwait", "epoll_pwait2", "epoll_ctl",
            "io_uring_enter",
            "recvfrom", "recvmsg", "recvmmsg", "read", "sendto", "sendmsg", "sendmmsg", "write");

    /** A child reads what it is asked and writes the answer: so many calls are not of the events. */
    private static final int BESIDE = 10;

    private static final List<KeyFigure> HEADLINES =
            List.of(keyFigure(ONE, 10_000), keyFigure(ALL, 1_000), keyFigure(ONE, 10));

    private static final List<Variant> VARIANTS = List.of(
            new Variant("select", SOCKEYE, "Select on kept sets, next() for each bit"),
            new Variant("poll", SOCKEYE, "Poll, revents() of each place until all were found"),
            new Variant("epoll", SOCKEYE, "Epoll and EpollEvents, a token for each socket"),
            new Variant("epoll-et", SOCKEYE,
                    "the same with EPOLLET: reads until there is nothing, so one recv more for an event"),
            new Variant("selectors", SOCKEYE, "EpollSelector, for each of the list that select(null) returns"),
            new Variant("syscalls", SOCKEYE, "EpollSyscalls and SocketSyscalls on numbers and segments"),
            new Variant("nio", NIO, "Selector.select(), an iterator over selectedKeys()"),
            new Variant("nio-consumer", NIO, "Selector.select(Consumer)"),
            new Variant("nio-poll", NIO, "as nio, with the JDK's PollSelectorProvider"),
            new Variant("netty-nio", NETTY, "NioDatagramChannel, one handler, writeAndFlush"),
            new Variant("netty-epoll", NETTY, "EpollDatagramChannel, the same handler"),
            new Variant("netty-io_uring", NETTY,
                    "IoUringDatagramChannel, the same handler; to n = 2,000: it keeps 512 message headers a channel, and more fill the heap"),
            new Variant("jni", JNI, "as syscalls, through JNI"),
            new Variant("python", PYTHON, "selectors.EpollSelector and socket.socket"),
            new Variant("c-select", C, "pselect6, with sets beyond FD_SETSIZE"),
            new Variant("c-poll", C, "poll"),
            new Variant("c-epoll", C, "epoll_wait"),
            new Variant("c-epoll-et", C, "epoll_wait with EPOLLET, reads until there is nothing"));

    private static KeyFigure keyFigure(String part, int n) {
        return new KeyFigure(part, Map.of("n", n), NANOSECONDS, "nio", "c-epoll");
    }

    private final List<Integer> sizes;
    private final List<Integer> fewSizes;

    public WaitQuestion() {
        this(SIZES, FEW_SIZES);
    }

    private WaitQuestion(List<Integer> sizes, List<Integer> fewSizes) {
        this.sizes = sizes;
        this.fewSizes = fewSizes;
    }

    /** With other sizes for n, which are even. */
    static WaitQuestion of(List<Integer> sizes) {
        return new WaitQuestion(sizes, sizes);
    }

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String title() {
        return "What does waiting cost as n grows?";
    }

    @Override
    public String method() {
        return """
                libevent's bench.c with its knobs: of n descriptors a are active at a time, and w times a byte that arrives at one is sent \
                on to the next. Each event is a wait's share, finding whose it is, one recv of 1 byte and one send of 1 byte, into and from \
                one direct buffer of 64 KiB, but Netty and Python have buffers of their own; only the dispatch is timed, by one thread, \
                until all a + w bytes have arrived; w is chosen so \
                that a pass takes long enough, and is 5 a at least. The descriptors are n UDP sockets on 127.0.0.1, connected in pairs. \
                libevent takes n socket pairs and watches one end of each: that would need 2 n descriptors, and java.nio and Netty \
                can watch no socket pair that they did not make. So more than half of a figure is the kernel's UDP; what differs between \
                variants is the rest. One wait returns 1,024 events at most, but select and poll return all, and Netty and Python have \
                rooms of their own. An event is a datagram. Level-triggered, unless the name says et. Each variant has a process of its \
                own, Java's with the same collector and heap. System calls are counted at the settings that are quoted, in a pass of \
                its own.""";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "waiting itself: something is always ready, so no thread is put to sleep and woken",
                "registration, which is question 3",
                "TCP, and datagrams of more than 1 byte",
                "several threads on one instance");
    }

    @Override
    public List<Variant> variants() {
        return VARIANTS;
    }

    @Override
    public List<Plot> plots() {
        return List.of(plot("One active of n", ONE), plot("100 active of n", HUNDRED), plot("All of n active", ALL));
    }

    private static Plot plot(String title, String part) {
        return new Plot(title, Plot.Kind.LOG_LOG, part, "n", NANOSECONDS);
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return HEADLINES;
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var samples = new ArrayList<Sample>();
        try (var process = WaitProcess.start(command(variant))) {
            warmUp(process, variant, plan.warmUp());
            for (int n : sizes(variant, plan)) {
                for (int a : new TreeSet<>(List.of(1, Math.min(100, n), n))) {
                    var time = plan.measured().dividedBy(CELLS_PER_MEASURED);
                    var figures = figures(process.ask(n, a, time));
                    var parts = parts(n, a);
                    if (round == 0 && parts.stream().anyMatch(part -> isQuoted(part, n))) {
                        figures.putAll(calls(process, n, a, time));
                    }
                    for (var part : parts) {
                        samples.add(new Sample(number(), part, variant.name(), round, Map.of("n", n), figures));
                    }
                }
            }
        }
        return samples;
    }

    private static List<String> command(Variant variant) throws IOException, InterruptedException {
        return switch (variant.family()) {
            case C -> List.of(NativeProgram.of("bench_wait").toString(), variant.name().substring("c-".length()));
            case PYTHON ->
                List.of("python3", Sources.root().resolve("native/src/main/python/bench_wait.py").toString());
            default -> {
                var options = new ArrayList<>(List.of("-Dsockeye.root=" + Sources.root()));
                if (variant.name().equals("nio-poll")) {
                    options.add("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.PollSelectorProvider");
                }
                yield ChildJvm.command(options, WaitProgram.class, List.of(variant.name()));
            }
        };
    }

    /** C and Python have nothing to compile. The passes that find w take a third too. */
    private static void warmUp(WaitProcess process, Variant variant, Duration time) throws IOException {
        if (variant.family() != C && variant.family() != PYTHON) {
            process.ask(WARM, 1, time.dividedBy(3));
            process.ask(WARM, WARM, time.dividedBy(3));
        }
    }

    /** Those for which a process has descriptors. */
    private List<Integer> sizes(Variant variant, RunPlan plan) throws IOException {
        long descriptors = OpenFiles.limit() - OTHERS;
        long most = variant.name().equals("netty-io_uring") ? Math.min(descriptors, LARGEST_OF_IO_URING) : descriptors;
        return (plan.quick() ? fewSizes : sizes).stream().filter(n -> n <= most).toList();
    }

    private static List<String> parts(int n, int a) {
        var parts = new ArrayList<String>();
        if (a == 1) {
            parts.add(ONE);
        }
        if (a == 100) {
            parts.add(HUNDRED);
        }
        if (a == n) {
            parts.add(ALL);
        }
        return parts;
    }

    private static boolean isQuoted(String part, int n) {
        return HEADLINES.stream().anyMatch(quoted -> quoted.part().equals(part) && quoted.at().equals(Map.of("n", n)));
    }

    private static Map<String, Double> figures(WaitProcess.Answer answer) {
        double events = answer.a() + answer.w();
        var figures = new HashMap<String, Double>();
        figures.put(NANOSECONDS, answer.ns() / events);
        figures.put("cpu ns/event", answer.cpu() / events);
        figures.put(Sample.MOVED, answer.bytes() / events);
        return figures;
    }

    /** Of all passes of an answer, from the first datagram that was sent: each was sent once. */
    private static Map<String, Double> calls(WaitProcess process, int n, int a, Duration time)
            throws IOException, InterruptedException {
        var figures = new HashMap<String, Double>();
        if (SyscallCounts.missing().isEmpty()) {
            var events = new AtomicLong();
            var counts = SyscallCounts.during(
                    process.pid(), CALLS, () -> events.set(process.ask(n, a, time).all()));
            counts.forEach((call, count) -> {
                if (count > BESIDE) {
                    figures.put(Sample.SYSCALLS + call, count / events.doubleValue());
                }
            });
        }
        return figures;
    }
}
