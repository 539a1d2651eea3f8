package io.sockeye.benchmarks.measure;

import java.nio.file.Path;

/** The root of the project, which the launcher passes as {@code sockeye.root}. */
public final class Sources {
    private Sources() {}

    public static Path root() {
        var root = System.getProperty("sockeye.root");
        if (root == null) {
            throw new IllegalStateException("start the benchmarks by ./sockeye bench, or give -Dsockeye.root=FOLDER");
        }
        return Path.of(root);
    }
}
