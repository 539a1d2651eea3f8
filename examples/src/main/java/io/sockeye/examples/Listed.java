package io.sockeye.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** One program of {@code ./sockeye list}, as {@code ./sockeye run} starts it. */
@Command(mixinStandardHelpOptions = true)
abstract class Listed implements Callable<Integer> {
    final String name;
    final String shows;

    Listed(String name, String shows) {
        this.name = name;
        this.shows = shows;
    }
}
