package io.sockeye.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the tests under strace, which counts its system calls and lets some of them fail. */
public final class Strace {
    private Strace() {}

    /**
     * What came of it.
     *
     * @param output of the program
     * @param calls the traced calls, in order, one for each line
     */
    public record Traced(String output, List<String> calls) {
        /** How often one of them was called with {@code arguments} at the beginning. */
        public long count(String call, String arguments) {
            return calls.stream().filter(line -> line.contains(" " + call + "(" + arguments)).count();
        }
    }

    /** {@code trace} has the calls; {@code inject} is as for strace, or empty. */
    public static Traced run(Path folder, String trace, String inject, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        var file = folder.resolve("trace");
        var strace = new ArrayList<>(List.of("strace", "-f", "-o", file.toString(), "-e", "trace=" + trace));
        if (!inject.isEmpty()) {
            strace.addAll(List.of("-e", "inject=" + inject));
        }
        assumeTrue(traces(strace), "strace is not installed, or may not trace here");
        var ended = ChildJvm.run(strace, program, arguments);
        return new Traced(ended.output(), Files.readAllLines(file));
    }

    private static boolean traces(List<String> strace) throws InterruptedException {
        var command = new ArrayList<>(strace);
        command.add("true");
        try {
            return ChildJvm.run(command).status() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
