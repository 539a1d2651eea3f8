package io.sockeye.benchmarks.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echo by {@code java.net.Socket}, a thread for each client. */
final class EchoNet implements Runnable {
    private final Socket client;

    private EchoNet(Socket client) {
        this.client = client;
    }

    static void serve(int port, boolean virtual) throws IOException {
        var server = new ServerSocket(port, EchoMain.BACKLOG, InetAddress.getLoopbackAddress());
        EchoMain.listens(server.getLocalPort());
        var threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        while (true) {
            threads.start(new EchoNet(server.accept()));
        }
    }

    @Override
    public void run() {
        try (client) {
            client.setTcpNoDelay(true);
            var input = client.getInputStream();
            var output = client.getOutputStream();
            var buffer = new byte[EchoMain.THREAD_BUFFER_BYTES];
            for (int count = input.read(buffer); count > 0; count = input.read(buffer)) {
                output.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // An error of one client ends only its own connection.
            return;
        }
    }
}
