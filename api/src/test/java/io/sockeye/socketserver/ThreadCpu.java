package io.sockeye.socketserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time of one kind of thread of this process, in nanoseconds; proc(5), {@code /proc/PID/task/TID/schedstat}. */
final class ThreadCpu {
    private ThreadCpu() {}

    /** The time of all platform threads whose name begins so; the kernel keeps 15 characters of it. */
    static Duration ofThreadsNamed(String name) throws IOException {
        try (var threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> read(thread, "comm").startsWith(name))
                    .map(thread -> Duration.ofNanos(Long.parseLong(read(thread, "schedstat").split(" ", 2)[0])))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** Carriers of virtual threads. */
    static Duration ofCarriers() throws IOException {
        return ofThreadsNamed("ForkJoinPool");
    }

    private static String read(Path thread, String file) {
        try {
            return Files.readString(thread.resolve(file));
        } catch (IOException ended) {
            // Its time no longer counts, and neither does its name.
            return "0 ";
        }
    }
}
