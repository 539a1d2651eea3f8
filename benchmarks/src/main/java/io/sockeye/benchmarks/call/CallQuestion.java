package io.sockeye.benchmarks.call;

import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.measure.JmhQuestion;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Ratios;
import io.sockeye.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Question 1: what does a call cost? */
public final class CallQuestion extends JmhQuestion {
    private static final int NUMBER = 1;

    static final Variant SEGMENT = new Variant("segment", Family.SOCKEYE, "Socket with memory outside of the heap");

    /** Only with --slowed, which shows that the harness detects a slower variant. */
    static final Variant SLOWED =
            new Variant("slowed", Family.SOCKEYE, "segment, and 5 µs that it spins in each operation");

    private static final Variant LIMIT =
            new Variant("c", Family.C, "in a process with a second thread, as a JVM is one");

    private static final List<Variant> VARIANTS = List.of(
            new Variant("syscalls", Family.SOCKEYE, "SocketSyscalls: a number and memory, a result or -errno"),
            SEGMENT,
            new Variant("array", Family.SOCKEYE, "Socket with a byte[]"),
            new Variant("direct", Family.SOCKEYE, "Socket with a direct ByteBuffer"),
            new Variant("typed", Family.SOCKEYE,
                    "Socket's getsockopt by an Option<Integer>, and segment's by a number"),
            new Variant("nio", Family.NIO, "SocketChannel with a direct ByteBuffer"),
            new Variant("jni", Family.JNI, "the same C function through JNI"),
            LIMIT,
            new Variant("c-alone", Family.C, "in a process of one thread"));

    private final List<Variant> variants;

    private CallQuestion(List<Variant> variants) {
        super(
                CallBenchmark.class,
                "call_baseline",
                List.of(
                        new Part("recv that would block", "wouldBlock", 0, List.of("recvfrom", "read", "poll")),
                        new Part("64 bytes sent and received", "sendRecv", 64,
                                List.of("sendto", "recvfrom", "write", "read", "poll")),
                        new Part("getsockopt", "getsockopt", Integer.BYTES, List.of("getsockopt"))));
        this.variants = variants;
    }

    public static CallQuestion create() {
        return new CallQuestion(VARIANTS);
    }

    /** With one more variant, of which it is known how slow it is. */
    public static CallQuestion withSlowed() {
        var variants = new ArrayList<>(VARIANTS);
        variants.add(VARIANTS.indexOf(SEGMENT) + 1, SLOWED);
        return new CallQuestion(List.copyOf(variants));
    }

    public static boolean isSlowed(Sample sample) {
        return sample.variant().equals(SLOWED.name());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "call";
    }

    @Override
    public String title() {
        return "What does a call cost?";
    }

    @Override
    public String method() {
        return "A recv that finds nothing and must not wait; 64 bytes sent into a connected UNIX stream socket and received at its"
                + " other end, two system calls; getsockopt of SO_RCVBUF. One thread, the same buffers each time, and each"
                + " result checked. JMH gives nanoseconds and bytes allocated for an operation. java.nio has no socket pair:"
                + " its ends are connected over a path, and are the same to the kernel; it calls read and write where the"
                + " others call recv and send, and its would-block is that of a channel that does not block. c has an idle"
                + " second thread, since recv and send are cancellation points, for which glibc does more in a process with"
                + " two threads, and the kernel counts the users of a shared descriptor; c-alone has not. The option is read by its"
                + " number in segment, and by its type in typed, so that array and direct have no bar there.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "Calls that wait: see the questions on waiting and wake-ups.",
                "Large buffers: here the copy costs nothing beside the call.",
                "First calls: linking and warming up are a part of the start-up.");
    }

    @Override
    public List<Variant> variants() {
        return variants;
    }

    /** How much more than C each variant takes, and the one that is slowed more than without the spin. */
    @Override
    public List<String> remarks(List<Sample> samples) {
        var lines = new ArrayList<String>();
        for (var keyFigure : keyFigures()) {
            for (var variant : variants) {
                var more = difference(samples, keyFigure, variant, LIMIT);
                if (more != null && variant.family() != Family.C) {
                    lines.add(keyFigure.part() + ", " + variant.name() + ": " + nanos(more) + " above C");
                }
            }
            var more = difference(samples, keyFigure, SLOWED, SEGMENT);
            if (more != null) {
                lines.add(keyFigure.part() + ", slowed by 5 µs: " + nanos(more) + " above segment");
            }
        }
        return lines;
    }

    private static String nanos(Ratios.Spread spread) {
        return String.format(Locale.ROOT, "%.0f [%.0f..%.0f] ns", spread.median(), spread.low(), spread.high());
    }

    /** Round by round; null if there is no round of both. */
    private static Ratios.@Nullable Spread difference(
            List<Sample> samples, KeyFigure keyFigure, Variant variant, Variant reference) {
        var differences = new ArrayList<Double>();
        var others = figures(samples, keyFigure, reference);
        figures(samples, keyFigure, variant).forEach((round, nanos) -> {
            var other = others.get(round);
            if (other != null) {
                differences.add(nanos - other);
            }
        });
        return Ratios.Spread.of(differences);
    }

    private static Map<Integer, Double> figures(List<Sample> samples, KeyFigure keyFigure, Variant variant) {
        return Ratios.figures(
                samples, NUMBER, keyFigure.part(), keyFigure.at(), variant.name(), keyFigure.figure());
    }
}
