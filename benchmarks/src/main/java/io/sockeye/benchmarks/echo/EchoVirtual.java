package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;

/** Our blocking {@code Socket}, and a virtual thread for each client. */
final class EchoVirtual implements Runnable {
    private final Socket client;

    private EchoVirtual(Socket client) {
        this.client = client;
    }

    static void serve(int port) throws ErrnoException {
        var server = Connection.listen(port);
        while (true) {
            Thread.startVirtualThread(new EchoVirtual(server.accept()));
        }
    }

    @Override
    public void run() {
        try (client) {
            client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            var buffer = new byte[EchoMain.THREAD_BUFFER_BYTES];
            for (int count = client.recv(buffer); count > 0; count = client.recv(buffer)) {
                for (int sent = 0; sent < count;) {
                    sent += client.send(buffer, sent, count - sent, 0);
                }
            }
        } catch (ErrnoException e) {
            // A client that dies takes only its own connection with it.
            return;
        }
    }
}
