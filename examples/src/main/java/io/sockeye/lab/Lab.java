package io.sockeye.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sockeye lab}: the page, or the same in the terminal. */
@Command(
        name = "lab",
        description = "Shows what select, poll and epoll are given, give back and keep, on real sockets.",
        mixinStandardHelpOptions = true)
public final class Lab implements Callable<Integer> {
    /** A page says every ten seconds that it is there. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(40);

    @Option(names = "--port", description = "where a browser finds it; 0 is any: ${DEFAULT-VALUE}")
    int port = 7070;

    @Option(
            names = "--host",
            description = "another address than loopback: whoever reaches it can make this process call the kernel: ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    /** For the command line. */
    public Lab() {}

    @Override
    public Integer call() throws Exception {
        try (var server = LabServer.open(InetAddress.getByName(host), port, FORGOTTEN)) {
            IO.println("The lab is at " + server.url() + "  (Ctrl-C ends it)");
            // Until it is ended by a signal.
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
