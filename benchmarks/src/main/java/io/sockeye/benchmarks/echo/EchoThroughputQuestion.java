package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.load.ClosedLoop;
import io.sockeye.benchmarks.load.Cores;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Question 4: what does an echo cost, with one message under way on each connection? */
public final class EchoThroughputQuestion implements Question {
    private static final String CONNECTIONS = "connections";

    /** Where system calls are counted too. */
    private static final Setting USUAL = new Setting(Size.SMALL, 64);

    private static final List<Setting> QUICK = List.of(
            new Setting(Size.SMALL, 1),
            USUAL,
            new Setting(Size.SMALL, 1000),
            new Setting(Size.MIDDLE, 64),
            new Setting(Size.LARGE, 64));

    /** A message's bytes. */
    private enum Size {
        SMALL("64 B", 64),
        MIDDLE("4 KiB", 4096),
        LARGE("64 KiB", 65_536);

        final String part;
        final int bytes;

        Size(String part, int bytes) {
            this.part = part;
            this.bytes = bytes;
        }
    }

    private record Setting(Size size, int connections) {
        static List<Setting> of(RunPlan plan) {
            if (plan.quick()) {
                return QUICK;
            }
            var settings = new ArrayList<Setting>();
            for (var size : Size.values()) {
                for (int connections : new int[] {1, 64, 1000, 5000}) {
                    settings.add(new Setting(size, connections));
                }
            }
            return settings;
        }
    }

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String title() {
        return "What does an echo cost?";
    }

    @Override
    public String method() {
        return "On each connection one message is under way: the client sends the next when all bytes of the last are back, and"
                + " compares each of them. The server is a process of its own, and has a core of its own; so has the client, which"
                + " is one thread on epoll in the measuring process. The server's cost is what all threads of its process used"
                + " of the processor, its compilers and collectors too, from the first message of a run to the last one back,"
                + " divided by the messages; time is the same run by the clock. TCP over loopback, TCP_NODELAY on both ends,"
                + " one buffer of 64 KiB for all connections of a loop, 1,024 events at most; blocking servers have a buffer of 16 KiB for"
                + " each connection, Netty and Python buffers of their own. One server process for all settings of a turn, warmed"
                + " up first. System calls are counted in a run of their own, under perf, which slows the server.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "A network: loopback has no card, no interrupts and no round-trip time. What is measured is the API and the"
                        + " kernel's mechanism.",
                "The kernel's work for a server that is done on the client's behalf: loopback delivers in the sender's context,"
                        + " so a part of receiving is in the client's time.",
                "All of what a server saves: with many connections both cores are full, and a server that is quicker than the client waits"
                        + " for it, in smaller batches and with more waits for as many messages. A server that is cheaper than the"
                        + " client does not show all of it.",
                "More than one thread, for those that are one loop.");
    }

    @Override
    public List<Variant> variants() {
        return EchoVariants.variants();
    }

    @Override
    public List<Plot> plots() {
        var plots = new ArrayList<Plot>();
        for (var size : Size.values()) {
            plots.add(new Plot("Server CPU for one echo of " + size.part, Plot.Kind.LOG_LOG, size.part, CONNECTIONS,
                    RequestCost.CPU));
            plots.add(new Plot("Time for one echo of " + size.part, Plot.Kind.LOG_LOG, size.part, CONNECTIONS,
                    RequestCost.TIME));
        }
        return plots;
    }

    @Override
    public List<KeyFigure> keyFigures() {
        // Not the time by the clock: client and server throttle each other, so it would be the same number twice.
        return List.of(keyFigure(Size.SMALL), keyFigure(Size.LARGE));
    }

    private static KeyFigure keyFigure(Size size) {
        return new KeyFigure(size.part, Map.of(CONNECTIONS, USUAL.connections()), RequestCost.CPU, "nio", "c-epoll");
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var samples = new ArrayList<Sample>();
        EchoVariants.ask(variant, server -> {
            warmUp(server, plan);
            for (var setting : Setting.of(plan)) {
                var figures = figures(server, setting, plan, round == 0 && setting.equals(USUAL));
                var at = Map.of(CONNECTIONS, setting.connections());
                samples.add(new Sample(number(), setting.size().part, variant.name(), round, at, figures));
            }
        });
        return samples;
    }

    /** With each size: what a large message needs would else be compiled while it is measured. */
    private static void warmUp(ServerProcess server, RunPlan plan) throws IOException, InterruptedException {
        Cores.onClient(() -> {
            for (var size : Size.values()) {
                try (var load = ClosedLoop.connect(server.port(), USUAL.connections(), size.bytes)) {
                    load.run(plan.warmUp().dividedBy(Size.values().length));
                }
            }
            return null;
        });
    }

    private static Map<String, Double> figures(ServerProcess server, Setting setting, RunPlan plan, boolean counts)
            throws IOException, InterruptedException {
        // Twelve settings have to go into a turn.
        var measured = plan.measured().dividedBy(3);
        return Cores.onClient(() -> {
            try (var load = ClosedLoop.connect(server.port(), setting.connections(), setting.size().bytes)) {
                load.run(measured.dividedBy(3));
                var figures = RequestCost.of(server, load, measured);
                if (counts) {
                    figures.putAll(RequestSyscalls.of(server.pid(), () -> load.run(measured).requests()));
                }
                return figures;
            }
        });
    }
}
