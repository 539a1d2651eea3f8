package io.sockeye.examples;

import static io.sockeye.selectors.Selector.EVENT_READ;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.selectors.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * HTTP/1.1 for the files of a folder: GET and HEAD, connections that are kept, requests ahead of answers. One thread waits for all
 * clients by epoll, and sendfile sends a file without copying it into this process. {@link HttpConnection} is the protocol.
 *
 * <p>Run: {@code ./sockeye run http-files --folder .}. Try: {@code printf 'HEAD /README.md HTTP/1.0\r\n\r\n' | nc 127.0.0.1 8080}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/HttpFiles.java}.
 */
public final class HttpFiles {
    private final Path folder;
    private final Socket server;
    private final Selector<HttpConnection> selector;

    private HttpFiles(Path folder, Socket server, Selector<HttpConnection> selector) {
        this.folder = folder;
        this.server = server;
        this.selector = selector;
    }

    static void main(String[] arguments) {
        Main.run("http-files", arguments);
    }

    static void run(String host, int port, Path folder) throws IOException {
        try (var server = Socket.createServer(Sockaddr.of(host, port));
                var selector = Selector.<HttpConnection>open()) {
            new HttpFiles(folder.toRealPath(), server, selector).serve();
        }
    }

    private void serve() throws ErrnoException {
        selector.register(server, EVENT_READ, null);
        while (true) {
            selector.select(null, (key, events) -> {
                var connection = key.attachment();
                if (connection == null) {
                    accept();
                } else {
                    int wanted = connection.goOn();
                    if (wanted == 0) {
                        selector.unregister(key.item());
                        connection.close();
                    } else if (wanted != key.events()) {
                        selector.modify(key.item(), wanted);
                    }
                }
            });
        }
    }

    private void accept() {
        try {
            // All of them: one for each round of the others' requests would let a thousand wait for seconds.
            for (var client = server.tryAccept(); client != null; client = server.tryAccept()) {
                selector.register(client, EVENT_READ, new HttpConnection(this, client));
            }
        } catch (ErrnoException e) {
            // EMFILE: the connection stays in the queue, and the other clients are served.
            System.err.println(e.getMessage());
        }
    }

    /** What a path means; null if it means no file of the folder. */
    Path file(String path) throws IOException {
        var file = folder.resolve("." + (path.endsWith("/") ? path + "index.html" : path));
        if (!Files.isRegularFile(file)) {
            return null;
        }
        // Where it really is: neither .. nor a symbolic link leads out of the folder.
        var real = file.toRealPath();
        return real.startsWith(folder) ? real : null;
    }
}
