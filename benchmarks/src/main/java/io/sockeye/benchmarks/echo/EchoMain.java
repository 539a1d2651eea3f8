package io.sockeye.benchmarks.echo;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import io.sockeye.examples.EchoEpoll;
import io.sockeye.examples.EchoEpollEdge;
import io.sockeye.examples.EchoPoll;
import io.sockeye.examples.EchoSelect;
import io.sockeye.examples.EchoSelector;
import io.sockeye.examples.EchoVirtual;
import java.io.IOException;
import java.time.Duration;

/** The main class of an echo server in Java: prints the port on which it listens, and serves until the process is killed. */
public final class EchoMain {
    static final String HOST = "127.0.0.1";
    static final int BACKLOG = 4096;

    /** The maximum number of events of one wait; the servers of the examples have the same. */
    static final int EVENTS = 1024;

    /** The buffer of a loop that serves all clients in one thread; the servers of the examples have the same. */
    static final int BUFFER_BYTES = 1 << 16;

    /** The buffer of a thread that serves one client, as {@code InputStream.transferTo} has it. */
    static final int THREAD_BUFFER_BYTES = 1 << 14;

    private EchoMain() {}

    /**
     * Serves.
     *
     * @param arguments the variant's name, the port (0 lets the kernel choose), and for {@code delayed} the delay in microseconds
     * @throws IOException if it cannot listen or wait
     * @throws InterruptedException never: no thread interrupts this one
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var variant = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        switch (variant) {
            case "select" -> EchoSelect.serve(listen(port));
            case "poll" -> EchoPoll.serve(listen(port));
            case "epoll" -> EchoEpoll.serve(listen(port));
            case "epoll-et" -> EchoEpollEdge.serve(listen(port));
            case "selector" -> EchoSelector.serve(listen(port));
            case "virtual" -> EchoVirtual.serve(listen(port));
            case "syscalls" -> new EchoSyscalls().serve(port);
            case "jni" -> new EchoJni().serve(port);
            case "delayed" -> EchoDelayed.serve(listen(port), Duration.ofNanos(1_000 * Long.parseLong(arguments[2])));
            case "nio", "nio-poll" -> EchoNio.serve(port);
            case "nio-consumer" -> EchoNioConsumer.serve(port);
            case "net-platform" -> EchoNet.serve(port, false);
            case "net-virtual" -> EchoNet.serve(port, true);
            case "netty-nio", "netty-epoll", "netty-io_uring" -> EchoNetty.serve(port, variant);
            default -> throw new IllegalArgumentException("no such server: " + variant);
        }
    }

    private static Socket listen(int port) throws ErrnoException {
        var server = Socket.createServer(Sockaddr.of(HOST, port), BACKLOG, false, false);
        listens(((SockaddrIn) server.getsockname()).port());
        return server;
    }

    /**
     * Reports the port to the process that started this one. Printed in two parts: a JVM's first string concatenation takes some
     * 20 ms, which would be part of the server's start.
     */
    static void listens(int port) {
        System.out.print("port ");
        System.out.println(port);
    }
}
