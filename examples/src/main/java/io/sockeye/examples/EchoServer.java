package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;

import io.sockeye.Socket;
import java.io.IOException;

/**
 * Plain echo: every byte is sent back. The server reads from a client only while that client takes what it is sent. A class for each
 * mechanism, so that a {@code diff} of two is the lesson; these are also the servers that {@code ./sockeye bench} measures.
 *
 * <p>Run: {@code ./sockeye run echo-server --mux epoll}. Try: {@code nc 127.0.0.1 7000}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/EchoServer.java}.
 */
public final class EchoServer {
    /** How the server waits. */
    enum Mux {
        select("select"),
        poll("poll"),
        epoll("epoll"),
        epollEdge("epoll-et"),
        selector("selector"),
        virtual("virtual");

        private final String word;

        Mux(String word) {
            this.word = word;
        }

        /** As the option spells it. */
        @Override
        public String toString() {
            return word;
        }
    }

    private EchoServer() {}

    static void main(String[] arguments) {
        Main.run("echo-server", arguments);
    }

    static void run(String host, int port, Mux mux) throws IOException {
        try (var server = Socket.tcp()) {
            server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            server.bind(host, port).listen();
            switch (mux) {
                case select -> EchoSelect.serve(server);
                case poll -> EchoPoll.serve(server);
                case epoll -> EchoEpoll.serve(server);
                case epollEdge -> EchoEpollEdge.serve(server);
                case selector -> EchoSelector.serve(server);
                case virtual -> EchoVirtual.serve(server);
            }
        }
    }
}
