package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question about single calls: JMH measures the variants in Java, and a program of the same parts those in C. */
public abstract class JmhQuestion implements Question {
    private static final String NANOS = "ns/op";

    private final Class<?> benchmarks;
    private final String program;
    private final List<Part> parts;

    /**
     * A thing that is measured.
     *
     * @param name as the report has it
     * @param method the beginning of its benchmark methods' names; the variant's name follows. C has it as an argument
     * @param moved the bytes of one operation, which each operation checks
     * @param calls which system calls to count
     * @param nio the variant of java.nio that does the same here, if there is one: what does more is not what others win against
     */
    public record Part(String name, String method, double moved, List<String> calls, @Nullable String nio) {
        /** Where {@code nio} does the same. */
        public Part(String name, String method, double moved, List<String> calls) {
            this(name, method, moved, calls, "nio");
        }
    }

    public JmhQuestion(Class<?> benchmarks, String program, List<Part> parts) {
        this.benchmarks = benchmarks;
        this.program = program;
        this.parts = parts;
    }

    @Override
    public List<Plot> plots() {
        return parts.stream()
                .map(part -> new Plot(part.name(), Plot.Kind.BARS, part.name(), "", NANOS))
                .toList();
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return parts.stream()
                .map(part -> new KeyFigure(part.name(), Map.of(), NANOS, part.nio(), "c"))
                .toList();
    }

    /** JMH's own result is dropped. */
    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("sockeye-jmh");
        try {
            return measure(variant, plan, round, folder.resolve("jmh.json"));
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round, Path json)
            throws IOException, InterruptedException {
        return measure(parts, variant, plan, round, json);
    }

    /** Some of the parts, in the place where the calling thread may run. */
    protected final List<Sample> measure(List<Part> parts, Variant variant, RunPlan plan, int round, Path json)
            throws IOException, InterruptedException {
        boolean counts = round == 0 && SyscallCounts.missing().isEmpty();
        return variant.family() == Variant.Family.C
                ? measureInC(parts, variant, plan, round, counts)
                : measureByJmh(parts, variant, plan, round, counts, json);
    }

    private List<Sample> measureInC(
            List<Part> parts, Variant variant, RunPlan plan, int round, boolean counts)
            throws IOException, InterruptedException {
        var options = variant.name().equals("c-alone") ? List.of("alone") : List.<String>of();
        var turn = new NativeTurn(program, options, plan);
        var samples = new ArrayList<Sample>();
        for (var part : parts) {
            var figures = new HashMap<>(turn.measure(part.method()));
            if (counts) {
                figures.putAll(turn.count(part.method(), part.calls()));
            }
            samples.add(sample(part, variant, round, figures));
        }
        return samples;
    }

    private List<Sample> measureByJmh(
            List<Part> parts, Variant variant, RunPlan plan, int round, boolean counts, Path json)
            throws IOException, InterruptedException {
        var methods = new ArrayList<String>();
        for (var part : parts) {
            if (has(part, variant)) {
                methods.add(method(part, variant));
            }
        }
        var turn = new JmhTurn(benchmarks, plan);
        var measured = turn.measure(methods, json);
        var samples = new ArrayList<Sample>();
        for (var part : parts) {
            var figures = measured.get(method(part, variant));
            if (figures != null) {
                var all = new HashMap<>(figures);
                if (counts) {
                    all.putAll(count(turn, method(part, variant), part.calls()));
                }
                samples.add(sample(part, variant, round, all));
            }
        }
        return samples;
    }

    private static Map<String, Double> count(JmhTurn turn, String method, List<String> calls)
            throws IOException, InterruptedException {
        // Its times are not those of the calls, and not to be kept.
        var json = Files.createTempFile("sockeye-jmh", ".json");
        try {
            return turn.count(method, calls, json);
        } finally {
            Files.delete(json);
        }
    }

    private Sample sample(Part part, Variant variant, int round, Map<String, Double> figures) {
        figures.put(Sample.MOVED, part.moved());
        return new Sample(number(), part.name(), variant.name(), round, Map.of(), figures);
    }

    private boolean has(Part part, Variant variant) {
        return Arrays.stream(benchmarks.getMethods())
                .anyMatch(method -> method.getName().equals(method(part, variant)));
    }

    /** {@code connection_nettyIoUring} of {@code netty-io_uring}. */
    private static String method(Part part, Variant variant) {
        var name = new StringBuilder(part.method()).append('_');
        boolean upper = false;
        for (char letter : variant.name().toCharArray()) {
            if (letter == '-' || letter == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return name.toString();
    }
}
