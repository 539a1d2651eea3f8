package io.sockeye.benchmarks.measure;

import java.nio.file.Path;

/** Where the project is: the launcher says so by {@code sockeye.root}. */
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
