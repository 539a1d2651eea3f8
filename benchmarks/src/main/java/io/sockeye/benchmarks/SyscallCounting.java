package io.sockeye.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts a process's system calls from one moment to another, both exact; {@code --control} of perf-stat(1). */
final class SyscallCounting {
    private static final long PATIENCE_SECONDS = 20;

    private final Collection<String> calls;
    private final Path counted;
    private final Path said;
    private final Process perf;
    private final BufferedReader answers;

    private SyscallCounting(long pid, Collection<String> calls) throws IOException {
        this.calls = calls;
        counted = Files.createTempFile("sockeye-perf", ".csv");
        said = Files.createTempFile("sockeye-perf", ".log");
        perf = new ProcessBuilder(
                "perf", "stat", "-x", ",", "-o", counted.toString(), "-D", "-1", "--control", "fd:0,1",
                "-e", SyscallCounts.events(calls), "-p", Long.toString(pid))
                .redirectError(said.toFile())
                .start();
        answers = perf.inputReader();
    }

    /** Has begun when this returns. */
    static SyscallCounting begin(long pid, Collection<String> calls) throws IOException {
        var counting = new SyscallCounting(pid, calls);
        counting.tell("enable");
        return counting;
    }

    /** How often each was called, and no longer than until this was called. */
    Map<String, Double> end() throws IOException {
        try {
            tell("disable");
            // perf prints when it is interrupted.
            new ProcessBuilder("kill", "-INT", Long.toString(perf.pid())).start().waitFor();
            if (!perf.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("perf does not end");
            }
            return SyscallCounts.read(calls, Files.readString(counted));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while system calls were counted", e);
        } finally {
            perf.destroyForcibly();
            Files.delete(counted);
            Files.delete(said);
        }
    }

    private void tell(String command) throws IOException {
        var commands = perf.outputWriter();
        commands.write(command + "\n");
        commands.flush();
        // The end of its output if it has ended.
        if (answers.readLine() == null) {
            throw new IOException("perf refused to " + command + ": " + Files.readString(said));
        }
    }
}
