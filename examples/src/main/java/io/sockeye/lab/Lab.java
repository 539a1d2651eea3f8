package io.sockeye.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./sockeye lab}: the page, or the same in the terminal. */
@Command(
        name = "lab",
        description = "Shows what select, poll and epoll are given, give back and keep, on real sockets.",
        mixinStandardHelpOptions = true,
        subcommands = MythCommand.class)
public final class Lab implements Callable<Integer> {
    /** A page says every ten seconds that it is there. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(40);

    @Option(names = "--port", description = "where a browser finds it; 0 is any: ${DEFAULT-VALUE}")
    int port = 7070;

    @Option(
            names = "--host",
            description = "another address than loopback; whoever reaches it can make this process call the kernel: ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(names = "--terminal", description = "here, without a page")
    boolean terminal;

    /** For the command line. */
    public Lab() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (terminal) {
            try (var scenario = new Scenario()) {
                terminal().run(new InputStreamReader(System.in, UTF_8), scenario);
            }
            return 0;
        }
        try (var server = LabServer.open(InetAddress.getByName(host), port, FORGOTTEN)) {
            IO.println("The lab is at " + server.url() + "  (Ctrl-C ends it)");
            // Until it is ended by a signal.
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** {@code ./sockeye lab replay FILE}. */
    @Command(
            name = "replay",
            description = "Prints a recording step by step.",
            mixinStandardHelpOptions = true)
    int replay(@Parameters(paramLabel = "FILE", description = "saved by the page or by the terminal") Path file)
            throws IOException {
        for (var step : Recording.read(file)) {
            IO.println();
            IO.println("---- step " + step.number());
            terminal().show(step.view());
        }
        return 0;
    }

    private static Terminal terminal() {
        return new Terminal(System.out, CommandLine.Help.Ansi.AUTO.enabled());
    }
}
