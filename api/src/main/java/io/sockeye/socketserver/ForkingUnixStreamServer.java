package io.sockeye.socketserver;

import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.List;

/**
 * A {@link UnixStreamServer} that handles each connection in a worker process; Python's {@code ForkingUnixStreamServer}. The processes are started ahead, since a JVM
 * cannot fork(2): a handler finds nothing of this process's memory there, and no {@link BaseRequestHandler#server}.
 *
 * <p>A worker that dies ends only its own request, and is replaced. Each worker handles one request at a time; further ones wait in the
 * kernel's queue. What workers write to their standard output and standard error appears on this process's.
 */
public class ForkingUnixStreamServer extends UnixStreamServer {
    /**
     * Starts the workers and waits until they can take requests. They are started with the class path and module path of this process,
     * where they look for the handler.
     *
     * @param address a UNIX path or an abstract name
     * @param requestHandlerClass public, with a public constructor without parameters, in a package that is exported or opened to
     *     {@code io.sockeye}
     * @param workers the number of processes, at least 1
     * @param options further options of java for the workers: {@code -Xmx64m}
     * @throws IOException if a worker does not start: the message has its exit status and the end of its standard error; EADDRINUSE,
     *     EADDRNOTAVAIL, EACCES
     */
    public ForkingUnixStreamServer(
            SockaddrUn address,
            Class<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            int workers,
            String... options)
            throws IOException {
        var processes = ForkingMixIn.start(requestHandlerClass, workers, List.of(options));
        super(processes.openOrClose(() -> listening(address)), ForkingMixIn.maker(requestHandlerClass), processes);
    }
}
