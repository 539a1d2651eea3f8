package io.sockeye.benchmarks.measure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks up programs on the PATH. */
public final class Executables {
    private Executables() {}

    /**
     * Whether {@code name} is on the PATH.
     *
     * @param name of the program
     * @return whether it can be run
     */
    public static boolean has(String name) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
