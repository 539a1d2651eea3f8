package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;

/** Echo by blocking calls, a virtual thread for each client: a thread that waits is parked and does not pin its carrier. */
public final class EchoVirtual implements Runnable {
    /** As {@code InputStream.transferTo} has it. */
    private static final int BUFFER_BYTES = 1 << 14;

    private final Socket client;

    private EchoVirtual(Socket client) {
        this.client = client;
    }

    /**
     * Serves the clients of a listening socket until an accept fails. Their threads are daemons and end with their clients.
     *
     * @param server the listening socket
     * @throws ErrnoException what accept4 reports
     */
    public static void serve(Socket server) throws ErrnoException {
        while (true) {
            Thread.startVirtualThread(new EchoVirtual(server.accept()));
        }
    }

    @Override
    public void run() {
        try (client) {
            client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            var buffer = new byte[BUFFER_BYTES];
            for (int count = client.recv(buffer); count > 0; count = client.recv(buffer)) {
                for (int sent = 0; sent < count;) {
                    sent += client.send(buffer, sent, count - sent, 0);
                }
            }
        } catch (ErrnoException e) {
            // ECONNRESET or EPIPE concerns this connection only.
            return;
        }
    }
}
