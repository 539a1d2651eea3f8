package io.sockeye.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What processes have used of the processor, in nanoseconds; proc_pid_schedstat(5). */
public final class ProcessorTime {
    private ProcessorTime() {}

    /**
     * All threads that the process has now. One that ended in between is missing, so look while they live.
     *
     * @param pid the process
     * @return of all together
     * @throws IOException if there is no such process
     */
    public static long ofProcess(long pid) throws IOException {
        long sum = 0;
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (var task : tasks.toList()) {
                sum += of(task.resolve("schedstat"));
            }
        }
        return sum;
    }

    /**
     * The calling thread.
     *
     * @return since it started
     * @throws IOException if /proc cannot be read
     */
    public static long ofThisThread() throws IOException {
        return of(Path.of("/proc/thread-self/schedstat"));
    }

    private static long of(Path schedstat) throws IOException {
        try {
            return Long.parseLong(Files.readString(schedstat).split(" ", 2)[0]);
        } catch (NoSuchFileException ended) {
            // The thread has ended since it was listed.
            return 0;
        }
    }
}
