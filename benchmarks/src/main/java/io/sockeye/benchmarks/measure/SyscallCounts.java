package io.sockeye.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The number of system calls by name, counted by the kernel's tracepoints; perf-stat(1). Counting takes time, so it has a pass of its
 * own, which is not timed.
 */
public final class SyscallCounts {
    private static final String TRACEPOINT = "syscalls:sys_enter_";
    private static final long GRACE_SECONDS = 20;

    private SyscallCounts() {}

    /** Looked for once, and said once. */
    private static final class Probe {
        static final Optional<String> MISSING = probe();

        static {
            MISSING.ifPresent(reason -> System.err.println("sockeye: " + reason));
        }

        private static Optional<String> probe() {
            if (!Executables.has("perf")) {
                return Optional.of("system calls are not counted: there is no perf (apt install linux-perf)");
            }
            try {
                perf(List.of("read"), List.of("true"), GRACE_SECONDS);
                return Optional.empty();
            } catch (IOException refused) {
                return Optional.of("system calls are not counted: " + refused.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("system calls are not counted: interrupted");
            }
        }
    }

    /** Why nothing can be counted here, as there is no perf or no permission; empty if it can. */
    public static Optional<String> missing() {
        return Probe.MISSING;
    }

    /**
     * Counts while a load runs. The window is exact to some milliseconds only: to know the calls of one operation, divide by a call
     * of which the load makes a known number for each, or by the operations of the same time.
     *
     * @param pid a process, with all of its threads
     * @param calls as in {@code /sys/kernel/tracing/events/syscalls}: {@code epoll_wait}, {@code recvfrom}
     * @param window how long
     * @return how often each was called in the window, also if never
     */
    static Map<String, Double> of(long pid, Collection<String> calls, Duration window)
            throws IOException, InterruptedException {
        return perf(
                calls,
                List.of("-p", Long.toString(pid), "--timeout", Long.toString(window.toMillis())),
                window.toSeconds() + GRACE_SECONDS)
                .calls();
    }

    /** What a process is given to do while its calls are counted. */
    @FunctionalInterface
    public interface Load {
        void run() throws IOException, InterruptedException;
    }

    /** Counts what the threads that the process has now, and those that they start, call during a load: all of that, and no more. */
    public static Map<String, Double> during(long pid, Collection<String> calls, Load load)
            throws IOException, InterruptedException {
        try (var counting = SyscallCounting.begin(pid, calls)) {
            load.run();
            return counting.end();
        }
    }

    /**
     * A program that has ended.
     *
     * @param output what it printed
     * @param calls how often it made each call
     */
    record Program(String output, Map<String, Double> calls) {}

    /** Counts all of a program that ends by itself, with its threads and children. */
    static Program ofProgram(List<String> command, Collection<String> calls, long seconds)
            throws IOException, InterruptedException {
        return perf(calls, command, seconds);
    }

    /** The events for JMH's profiler {@code perfnorm}. */
    static String events(Collection<String> calls) {
        return calls.stream().map(TRACEPOINT::concat).collect(Collectors.joining(","));
    }

    private static Program perf(Collection<String> calls, List<String> arguments, long seconds)
            throws IOException, InterruptedException {
        var counted = Files.createTempFile("sockeye-perf", ".csv");
        var said = Files.createTempFile("sockeye-perf", ".log");
        try {
            var command = new ArrayList<>(
                    List.of("perf", "stat", "-x", ",", "-o", counted.toString(), "-e", events(calls)));
            command.addAll(arguments);
            var perf = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                if (!perf.waitFor(seconds, TimeUnit.SECONDS) || perf.exitValue() != 0) {
                    throw new IOException(String.join(" ", command) + " failed: " + Files.readString(said));
                }
            } finally {
                perf.descendants().forEach(ProcessHandle::destroyForcibly);
                perf.destroyForcibly();
            }
            return new Program(Files.readString(said), read(calls, Files.readString(counted)));
        } finally {
            Files.deleteIfExists(counted);
            Files.deleteIfExists(said);
        }
    }

    /** {@code 198476,,syscalls:sys_enter_read,…}; {@code <not counted>} if nothing ran in the window. */
    static Map<String, Double> read(Collection<String> calls, String csv) throws IOException {
        var counts = new HashMap<String, Double>();
        for (var line : csv.lines().toList()) {
            var columns = line.split(",", -1);
            if (columns.length > 2 && columns[2].startsWith(TRACEPOINT)) {
                double count = columns[0].equals("<not counted>") ? 0 : number(columns[0], csv);
                counts.put(columns[2].substring(TRACEPOINT.length()), count);
            }
        }
        if (!counts.keySet().containsAll(calls)) {
            throw new IOException("perf did not count all of " + calls + ": " + csv);
        }
        return counts;
    }

    private static double number(String column, String csv) throws IOException {
        try {
            return Double.parseDouble(column);
        } catch (NumberFormatException e) {
            throw new IOException("perf counts no tracepoints here: " + csv, e);
        }
    }
}
