package io.sockeye.benchmarks.measure;

import static io.sockeye.bindings.SignalConstants.SIGINT;

import io.sockeye.PidFd;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts the system calls of a process between two exact moments; {@code --control} of perf-stat(1). */
public final class SyscallCounting implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    /** By itself, or by SIGINT, which it raises again when it has printed; the JDK adds 128 to a signal's number. */
    private static final List<Integer> ENDED = List.of(0, 128 + SIGINT);

    private final Collection<String> calls;
    private final Path counted;
    private final Path said;
    private final Process perf;
    private final BufferedReader answers;

    private SyscallCounting(long pid, Collection<String> calls) throws IOException {
        this.calls = calls;
        counted = Files.createTempFile("sockeye-perf", ".csv");
        said = Files.createTempFile("sockeye-perf", ".log");
        try {
            perf = new ProcessBuilder(
                    "perf", "stat", "-x", ",", "-o", counted.toString(), "-D", "-1", "--control", "fd:0,1",
                    "-e", SyscallCounts.events(calls), "-p", Long.toString(pid))
                    .redirectError(said.toFile())
                    .start();
        } catch (IOException e) {
            Files.deleteIfExists(counted);
            Files.deleteIfExists(said);
            throw e;
        }
        answers = perf.inputReader();
    }

    /** Of the threads that the process has now, and of those that they start. It has begun when this returns. */
    public static SyscallCounting begin(long pid, Collection<String> calls) throws IOException {
        var counting = new SyscallCounting(pid, calls);
        try {
            counting.tell("enable");
            return counting;
        } catch (IOException | RuntimeException e) {
            counting.close();
            throw e;
        }
    }

    /** How often each was called, and no longer than until this was called. */
    Map<String, Double> end() throws IOException, InterruptedException {
        tell("disable");
        // It prints its counts for this signal, and for no other; SIGTERM ends it without.
        try (var process = PidFd.open(perf.toHandle())) {
            process.sendSignal(SIGINT);
        }
        if (!perf.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || !ENDED.contains(perf.exitValue())) {
            throw new IOException("perf failed: " + Files.readString(said));
        }
        return SyscallCounts.read(calls, Files.readString(counted));
    }

    /** The same without those that were never called. */
    public Map<String, Double> endWithCalled() throws IOException, InterruptedException {
        var called = new TreeMap<>(end());
        called.values().removeIf(count -> count == 0);
        return called;
    }

    private void tell(String command) throws IOException {
        try {
            var commands = perf.outputWriter();
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException ended) {
            throw refused(command);
        }
        // The end of its output if it has ended.
        if (answers.readLine() == null) {
            throw refused(command);
        }
    }

    private IOException refused(String command) throws IOException {
        return new IOException("perf refused to " + command + ": " + Files.readString(said));
    }

    @Override
    public void close() throws IOException {
        perf.destroyForcibly();
        Files.deleteIfExists(counted);
        Files.deleteIfExists(said);
    }
}
