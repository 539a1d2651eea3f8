package io.sockeye.benchmarks.echo;

import java.io.IOException;
import java.time.Duration;

/** The echo server's process: says on which port it listens, and serves until it is ended. */
public final class EchoMain {
    static final String HOST = "127.0.0.1";
    static final int BACKLOG = 4096;

    /** At most so many events for one wait. */
    static final int EVENTS = 1024;

    /** Read at once by who reads for all clients in one thread. */
    static final int BUFFER_BYTES = 1 << 16;

    /** Read at once by a thread that has one client, as {@code InputStream.transferTo} does. */
    static final int THREAD_BUFFER_BYTES = 1 << 14;

    private EchoMain() {}

    /**
     * Serves.
     *
     * @param arguments the variant's name, the port (0 lets the kernel choose), and for {@code delayed} how many microseconds
     * @throws IOException if it cannot listen or wait
     * @throws InterruptedException never: nobody interrupts it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var variant = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        switch (variant) {
            case "select" -> EchoSelect.serve(port);
            case "poll" -> EchoPoll.serve(port);
            case "epoll" -> EchoEpoll.serve(port);
            case "epoll-et" -> EchoEpollEdge.serve(port);
            case "selector" -> EchoSelector.serve(port);
            case "syscalls" -> new EchoSyscalls().serve(port);
            case "jni" -> new EchoJni().serve(port);
            case "virtual" -> EchoVirtual.serve(port);
            case "delayed" -> EchoDelayed.serve(port, Duration.ofNanos(1_000 * Long.parseLong(arguments[2])));
            case "nio", "nio-poll" -> EchoNio.serve(port);
            case "nio-consumer" -> EchoNioConsumer.serve(port);
            case "net-platform" -> EchoNet.serve(port, false);
            case "net-virtual" -> EchoNet.serve(port, true);
            case "netty-nio", "netty-epoll", "netty-io_uring" -> EchoNetty.serve(port, variant);
            default -> throw new IllegalArgumentException("no such server: " + variant);
        }
    }

    /** For who started the process. Written in pieces: the first concatenation costs some 20 ms, which are not the server's. */
    static void listens(int port) {
        System.out.print("port ");
        System.out.println(port);
    }
}
