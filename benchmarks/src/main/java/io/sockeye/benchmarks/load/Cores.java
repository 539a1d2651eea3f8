package io.sockeye.benchmarks.load;

import io.sockeye.benchmarks.measure.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Which cores server and client run on: one each, where there are two and taskset(1) is installed. */
public final class Cores {
    private static final List<Integer> PAIR = pair();

    private Cores() {}

    /**
     * The server's.
     *
     * @return for {@code taskset -c}; nothing if server and client cannot be kept apart
     */
    public static Optional<Integer> ofServer() {
        return PAIR.stream().findFirst();
    }

    /**
     * The client's.
     *
     * @return another one than the server's; nothing if they cannot be kept apart
     */
    public static Optional<Integer> ofClient() {
        return PAIR.stream().skip(1).findFirst();
    }

    /**
     * What starts a program on the server's core.
     *
     * @param command what starts it anywhere
     * @return the same with taskset(1), which executes the program in its own place: the process started is still the program
     */
    public static List<String> onServer(List<String> command) {
        return pinned(ofServer(), command);
    }

    /**
     * What starts a program on a core.
     *
     * @param core which, or nothing for anywhere
     * @param command what starts it anywhere
     * @return the command itself, or with taskset(1) before it
     */
    public static List<String> pinned(Optional<Integer> core, List<String> command) {
        if (core.isEmpty()) {
            return command;
        }
        var pinned = new ArrayList<>(List.of("taskset", "-c", core.get().toString()));
        pinned.addAll(command);
        return pinned;
    }

    /**
     * Does something on a thread of its own, which is pinned to the client's core. Other threads of this JVM, its compilers for
     * one, run where they like.
     *
     * @param what to do
     * @param <T> what comes of it
     * @return what came of it
     * @throws IOException if it throws one, or if the thread cannot be pinned
     * @throws InterruptedException if the caller is interrupted; the thread then goes on to the end of what it does
     */
    public static <T> T onClient(Callable<T> what) throws IOException, InterruptedException {
        return on(ofClient(), what);
    }

    /**
     * The same on the server's core. The programs that it starts are there too: a process begins where its parent's thread may run;
     * sched_setaffinity(2).
     *
     * @param what to do
     * @param <T> what comes of it
     * @return what came of it
     * @throws IOException if it throws one, or if the thread cannot be pinned
     * @throws InterruptedException if the caller is interrupted; the thread then goes on to the end of what it does
     */
    public static <T> T onServer(Callable<T> what) throws IOException, InterruptedException {
        return on(ofServer(), what);
    }

    private static <T> T on(Optional<Integer> core, Callable<T> what) throws IOException, InterruptedException {
        var task = new FutureTask<T>(() -> {
            if (core.isPresent()) {
                pinThisThread(core.get());
            }
            return what.call();
        });
        Thread.ofPlatform().name("load").daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void pinThisThread(int core) throws IOException, InterruptedException {
        // The link reads PID/task/TID; proc(5).
        var thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
        var taskset = new ProcessBuilder("taskset", "-p", "-c", String.valueOf(core), thread.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!taskset.waitFor(10, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
            taskset.destroyForcibly();
            throw new IOException("taskset could not pin thread " + thread + " to core " + core);
        }
    }

    private static List<Integer> pair() {
        var allowed = allowed();
        String why = allowed.size() < 2 ? "one core only" : Executables.has("taskset") ? null : "no taskset(1)";
        if (why != null) {
            System.err.println("sockeye: " + why + ": server and client are not pinned and share what there is");
            return List.of();
        }
        return List.copyOf(allowed.subList(0, 2));
    }

    /** {@code Cpus_allowed_list: 0-1,4}; proc_pid_status(5). */
    private static List<Integer> allowed() {
        var cores = new ArrayList<Integer>();
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            var list = lines.filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow();
            for (var range : list.substring(list.indexOf(':') + 1).strip().split(",", -1)) {
                var ends = range.split("-", 2);
                for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                    cores.add(core);
                }
            }
            return cores;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
