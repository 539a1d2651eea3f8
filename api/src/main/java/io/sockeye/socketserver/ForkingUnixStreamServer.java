package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.List;

/**
 * A {@link UnixStreamServer} that handles each connection in another process; Python's {@code ForkingUnixStreamServer}. The processes are started ahead, since a
 * JVM cannot {@code fork}: a handler finds nothing there of what this process has in memory, and no {@link BaseRequestHandler#server}.
 *
 * <p>A worker that dies takes only its own request with it, and is replaced. As many requests as workers are handled at a time;
 * the others wait in the kernel's queue.
 */
public class ForkingUnixStreamServer extends UnixStreamServer {
    /**
     * Starts the workers, and waits until they are there.
     *
     * @param address a UNIX path or an abstract name
     * @param requestHandlerClass public, with a public constructor without parameters, in a package that is exported or opened to
     *     {@code io.sockeye}
     * @param workers how many processes, 1 at least
     * @param options of java for the workers: {@code -Xmx64m}
     * @throws IOException if a worker does not start, EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ForkingUnixStreamServer(
            SockaddrUn address,
            Class<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            int workers,
            String... options)
            throws IOException {
        var processes = ForkingMixIn.start(requestHandlerClass, workers, List.of(options));
        Socket socket;
        try {
            socket = listening(address);
        } catch (ErrnoException e) {
            processes.close();
            throw e;
        }
        super(socket, ForkingMixIn.maker(requestHandlerClass), processes);
    }
}
