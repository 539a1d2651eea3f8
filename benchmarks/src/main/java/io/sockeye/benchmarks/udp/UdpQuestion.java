package io.sockeye.benchmarks.udp;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;

import io.sockeye.Socket;
import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.Child;
import io.sockeye.benchmarks.measure.ChildJvm;
import io.sockeye.benchmarks.measure.NativeProgram;
import io.sockeye.benchmarks.measure.SyscallCounting;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import io.sockeye.benchmarks.udp.Datagrams.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Question 6: what does a datagram cost? */
public final class UdpQuestion implements Question {
    private static final String NANOS = "ns/datagram";

    private static final List<String> CALLS = List.of(
            "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg", "poll", "epoll_wait", "epoll_ctl",
            "io_uring_enter");

    private static final Duration COUNTED = Duration.ofMillis(100);

    @Override
    public int number() {
        return 6;
    }

    @Override
    public String name() {
        return "udp";
    }

    @Override
    public String title() {
        return "How many datagrams of 1,200 bytes pass in a second?";
    }

    @Override
    public String method() {
        return """
                Two threads of one process, not pinned, pass datagrams over loopback: by one call each, by sendmmsg and recvmmsg of 64, \
                and by sends of 54 segments that the kernel never takes apart (UDP_SEGMENT, UDP_GRO). Each has an address, as a server's \
                have, and a number. The receiver wants every number in its turn and 1,200 bytes of each: a run that loses one fails. So \
                the sender stays within a window that surely fits into the receive buffer of 4 MiB; where it is full it spins, and \
                yields after 1,000 turns; Netty's looks again in the next turn of its loop. The receiver gets the sender's address. \
                Netty allocates a pooled buffer for each send, the others use one again and again. CPU time is that of the whole \
                process: both ends, and a JVM's compiler. Who lacks a way is shown in its part by the next best that it has: \
                DatagramChannel and Netty on NIO send one by one everywhere, and Netty on io_uring batched for GSO/GRO.""";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "a network card: loopback hands datagrams over within the send, and GSO is never taken apart",
                "loss, and what it takes to recover from it",
                "the CPU time of a sender that sleeps while it has to wait: these spin");
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("sockeye", Variant.Family.SOCKEYE, "sendto, sendmmsg, UDP_SEGMENT"),
                new Variant("nio", Variant.Family.NIO, "DatagramChannel, always one by one"),
                new Variant("netty-nio", Variant.Family.NETTY, "always one by one"),
                new Variant("netty-epoll", Variant.Family.NETTY, "sendmsg, sendmmsg, UDP_SEGMENT"),
                new Variant("netty-io_uring", Variant.Family.NETTY, "a flush each, or for 64; no UDP_SEGMENT"),
                new Variant("c", Variant.Family.C, "sendto, sendmmsg, UDP_SEGMENT"));
    }

    @Override
    public List<Plot> plots() {
        var plots = new ArrayList<Plot>();
        for (var way : Way.values()) {
            plots.add(new Plot("Datagrams " + way.part, Plot.Kind.BARS, way.part, "", NANOS));
            plots.add(new Plot(
                    "Datagrams " + way.part + ": CPU time of both ends", Plot.Kind.BARS, way.part, "", "cpu " + NANOS));
        }
        return plots;
    }

    @Override
    public List<KeyFigure> keyFigures() {
        var keyFigures = new ArrayList<KeyFigure>();
        for (var way : Way.values()) {
            keyFigures.add(new KeyFigure(way.part, Map.of(), NANOS, "nio", "c"));
        }
        return keyFigures;
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var measured = new EnumMap<Way, Map<String, Double>>(Way.class);
        for (var way : ways(variant)) {
            measured.put(way, measure(variant, way, plan, round));
        }
        var samples = new ArrayList<Sample>();
        Map<String, Double> best = Map.of();
        for (var way : Way.values()) {
            best = measured.getOrDefault(way, best);
            samples.add(new Sample(number(), way.part, variant.name(), round, Map.of(), best));
        }
        return samples;
    }

    /** Those that it has. */
    private static List<Way> ways(Variant variant) {
        return switch (variant.name()) {
            case "nio", "netty-nio" -> List.of(Way.SINGLE);
            case "netty-io_uring" -> List.of(Way.SINGLE, Way.BATCHED);
            default -> List.of(Way.values());
        };
    }

    private static Map<String, Double> measure(Variant variant, Way way, RunPlan plan, int round)
            throws IOException, InterruptedException {
        var figures = new HashMap<String, Double>();
        try (var child = new Child(command(variant, way, plan.warmUp(), plan.measured()))) {
            child.answer("ready");
            child.tell("start");
            var measured = child.answer("measured");
            figures.put(NANOS, (double) measured[1] / measured[0]);
            figures.put("cpu " + NANOS, (double) measured[2] / measured[0]);
            figures.put("datagrams/s", measured[0] * 1e9 / measured[1]);
            child.tell("end");
            var total = child.answer("total");
            child.finish();
            figures.put(Sample.MOVED, (double) total[1] / total[0]);
        }
        if (round == 0 && SyscallCounts.missing().isEmpty()) {
            count(variant, way, figures);
        }
        return figures;
    }

    /** In a run of its own, all from the first to the last datagram: what counts the calls also slows them down. */
    private static void count(Variant variant, Way way, Map<String, Double> figures)
            throws IOException, InterruptedException {
        try (var child = new Child(command(variant, way, COUNTED, COUNTED))) {
            child.answer("ready");
            try (var counting = SyscallCounting.begin(child.pid(), CALLS)) {
                child.tell("start");
                child.answer("measured");
                child.tell("end");
                double datagrams = child.answer("total")[0];
                counting.endWithCalled()
                        .forEach((call, times) -> figures.put(Sample.SYSCALLS + call, times / datagrams));
            }
            child.finish();
        }
    }

    private static List<String> command(Variant variant, Way way, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        var window = Long.toString(window(way));
        var time = Long.toString(measured.toMillis());
        if (variant.family() == Variant.Family.C) {
            // There is nothing to compile.
            var program = NativeProgram.of("bench_udp").toString();
            var warm = Long.toString(warmUp.toMillis() / 4);
            return List.of(program, way.name().toLowerCase(Locale.ROOT), window, warm, time);
        }
        return ChildJvm.command(List.of(), UdpProgram.class, List.of(
                variant.name(), way.name(), window, Long.toString(warmUp.toMillis()), time));
    }

    /** How many datagrams the receive buffer holds for certain: the kernel charges about twice their bytes. */
    private static long window(Way way) throws IOException {
        try (var probe = Socket.udp().setsockopt(SOL_SOCKET, SO_RCVBUF, Datagrams.RECEIVE_BUFFER)) {
            long room = probe.getsockopt(SOL_SOCKET, SO_RCVBUF);
            long charged = 2L * way.together * Datagrams.BYTES + 1_000;
            return Math.max(smallest(way), room / charged / 2 * way.together);
        }
    }

    /** Less than this would be no batch. */
    private static long smallest(Way way) {
        return way == Way.BATCHED ? Datagrams.BATCH : way.together;
    }
}
