package io.sockeye.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit on open descriptors of a process. */
public final class OpenFiles {
    private static final String NAME = "Max open files";

    private OpenFiles() {}

    /** The hard limit, to which a JVM raises its own, and our programs theirs; proc_pid_limits(5). */
    public static long limit() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith(NAME)) {
                var hard = line.substring(NAME.length()).strip().split(" +", -1)[1];
                return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
            }
        }
        throw new IOException("/proc/self/limits has no line of " + NAME);
    }
}
