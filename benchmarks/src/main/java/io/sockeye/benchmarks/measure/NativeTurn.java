package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One turn of a variant in C: a program that takes the name of a part and milliseconds, and prints {@code NAME 246.1 ns 4312000 calls}.
 */
final class NativeTurn {
    private static final Pattern LINE = Pattern.compile("\\w+ ([0-9.]+) ns ([0-9]+) calls\\s*");
    private static final long GRACE_SECONDS = 30;

    private final String program;
    private final List<String> options;
    private final long milliseconds;

    /** The options come last on its command line. */
    NativeTurn(String program, List<String> options, RunPlan plan) {
        this.program = program;
        this.options = options;
        this.milliseconds = plan.measured().toMillis();
    }

    /** {@code ns/op}. */
    Map<String, Double> measure(String part) throws IOException, InterruptedException {
        var said = Files.createTempFile("sockeye-c", ".log");
        try {
            var process = new ProcessBuilder(command(part))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                if (!process.waitFor(seconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IOException(command(part) + " failed: " + Files.readString(said));
                }
            } finally {
                process.destroyForcibly();
            }
            return Map.of("ns/op", Double.parseDouble(line(Files.readString(said)).group(1)));
        } finally {
            Files.delete(said);
        }
    }

    /** How often it makes each call, over all that it does. */
    Map<String, Double> count(String part, Collection<String> calls) throws IOException, InterruptedException {
        var counted = SyscallCounts.ofProgram(command(part), calls, seconds());
        double operations = Double.parseDouble(line(counted.output()).group(2));
        var figures = new TreeMap<String, Double>();
        counted.calls().forEach((call, count) -> {
            if (count / operations >= JmhTurn.SELDOM) {
                figures.put(Sample.SYSCALLS + call, count / operations);
            }
        });
        return figures;
    }

    private List<String> command(String part) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(NativeProgram.of(program).toString(), part, Long.toString(milliseconds)));
        command.addAll(options);
        return command;
    }

    private long seconds() {
        return milliseconds / 1000 + GRACE_SECONDS;
    }

    private Matcher line(String output) throws IOException {
        var line = LINE.matcher(output);
        if (!line.matches()) {
            throw new IOException(program + " printed " + output);
        }
        return line;
    }
}
