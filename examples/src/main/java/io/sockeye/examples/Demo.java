package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;

/** {@code ./sockeye demo}: the select server and three clients in one process. The clients talk and leave, then the server ends. */
@Command(
        name = "demo",
        description = "Starts the select server and three clients, and shows what they say.",
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var listening = Socket.createServer(SockaddrIn.of("127.0.0.1", 0));
        var server = new FutureTask<>(() -> serve(listening));
        try (var first = Socket.tcp();
                var second = Socket.tcp();
                var third = Socket.tcp()) {
            var address = listening.getsockname();
            IO.println("select-server listens at " + address + " with descriptor " + listening.fileno());
            Thread.ofPlatform().name("select-server").daemon().start(server);

            // All three are connected before the first speaks, and they do not speak in that order.
            var clients = List.of(first.connect(address), second.connect(address), third.connect(address));
            for (var client : clients.reversed()) {
                talk(client, "你");
            }
            for (var client : clients) {
                client.shutdown(SHUT_WR);
                client.recv(1);
            }
        } finally {
            // The server is blocked in select. Closing its listening socket ends it.
            listening.close();
        }
        IO.println("select-server ends: " + server.get());
        IO.println("Next: ./sockeye list");
        return 0;
    }

    private static void talk(Socket client, String word) throws IOException {
        var bytes = word.getBytes(UTF_8);
        IO.println("client " + client.getsockname() + " says " + word);
        client.sendall(bytes);
        var answer = client.recv(bytes.length + "好".getBytes(UTF_8).length, MSG_WAITALL);
        IO.println("client " + client.getsockname() + " is told " + new String(answer, UTF_8));
    }

    /** Returns why it ended. */
    private static String serve(Socket listening) throws IOException {
        try {
            SelectServer.serve(listening);
            return "";
        } catch (ClosedDescriptorException e) {
            return e.getMessage();
        }
    }
}
