package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.List;

/**
 * A {@link UDPServer} that handles each datagram in another process; Python's {@code ForkingUDPServer}. The processes are started ahead, since a
 * JVM cannot {@code fork}: a handler finds nothing there of what this process has in memory, and no {@link BaseRequestHandler#server}.
 *
 * <p>A worker that dies takes only its own request with it, and is replaced. As many requests as workers are handled at a time;
 * the others wait in the kernel's queue.
 */
public class ForkingUDPServer extends UDPServer {
    /**
     * Starts the workers, and waits until they are there.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass public, with a public constructor without parameters, in a package that is exported or opened to
     *     {@code io.sockeye}
     * @param workers how many processes, 1 at least
     * @param options of java for the workers: {@code -Xmx64m}
     * @throws IOException if a worker does not start, EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ForkingUDPServer(
            Sockaddr address,
            Class<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            int workers,
            String... options)
            throws IOException {
        var processes = ForkingMixIn.start(requestHandlerClass, workers, List.of(options));
        Socket socket;
        try {
            socket = bound(address);
        } catch (ErrnoException e) {
            processes.close();
            throw e;
        }
        super(socket, ForkingMixIn.maker(requestHandlerClass), processes);
    }
}
