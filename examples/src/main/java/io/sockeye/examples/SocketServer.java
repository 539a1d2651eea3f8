package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.socketserver.BaseRequestHandler;
import io.sockeye.socketserver.ForkingTCPServer;
import io.sockeye.socketserver.ThreadingMixIn;
import io.sockeye.socketserver.ThreadingTCPServer;
import java.io.IOException;

/**
 * A server by {@code socketserver}: each client is handled in a thread of its own; with {@code --virtual}, in a virtual one; with
 * {@code --fork}, in one of {@code --workers} processes.
 *
 * <p>Run: {@code ./sockeye run socketserver}. Try: {@code echo hello | nc 127.0.0.1 6000}. With {@code --fork}, try
 * {@code kill -9} of one of its children, and ask again.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/SocketServer.java}.
 */
public final class SocketServer {
    private SocketServer() {}

    /** Handles one client. What it throws ends that client, and is logged. Public, so that a worker process can make it. */
    public static final class MySocket extends BaseRequestHandler<Socket> {
        /** One for each client. */
        public MySocket() {}

        @Override
        protected void handle() throws IOException {
            // A text that is no UTF-8, or is cut in the middle of a character, shows �. The document's handler fails with it.
            IO.println(new String(request().recv(1024), UTF_8));
            request().sendall("这里是socketserver,你好".getBytes(UTF_8));
        }
    }

    static void main(String[] arguments) {
        Main.run("socketserver", arguments);
    }

    static void run(String host, int port, boolean virtual) throws IOException {
        var threads = virtual ? ThreadingMixIn.virtual() : ThreadingMixIn.platform();
        try (var service = new ThreadingTCPServer(Sockaddr.of(host, port), MySocket::new, threads)) {
            service.serveForever();
        }
    }

    static void fork(String host, int port, int workers) throws IOException {
        // A worker is a JVM of its own, which needs the options of the launcher again.
        var encoding = "-Dstdout.encoding=" + System.out.charset();
        try (var service = new ForkingTCPServer(Sockaddr.of(host, port), MySocket.class, workers, encoding)) {
            service.serveForever();
        }
    }
}
