package io.sockeye.examples;

import static io.sockeye.bindings.FileConstants.O_WRONLY;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_KEEPALIVE;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.sockeye.ErrnoException;
import io.sockeye.OpenFile;
import io.sockeye.Socket;
import io.sockeye.TimedOutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * Receives files: a size as text, 已收到 back, then so many bytes, which splice writes to a file without a copy here. The name is
 * chosen by the server, not by the client. Each upload has a thread. It is written to a temporary file, which is renamed when it is
 * complete, so the last one wins; {@code %d} in the name gives each its own.
 *
 * <p>Run: {@code ./sockeye run upload-server --out recv%d.jpg}. Try: {@code (echo 5; sleep 1; printf hello) | nc -N 127.0.0.1 9999}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/UploadServer.java}.
 */
public final class UploadServer {
    private static final byte[] RECEIVED = "已收到".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private UploadServer() {}

    static void main(String[] arguments) {
        Main.run("upload-server", arguments);
    }

    static void run(String host, int port, Path out) throws IOException {
        if (Files.isDirectory(out)) {
            throw new IllegalArgumentException("--out is the name of a file, and " + out + " is a folder");
        }
        try (var server = Socket.tcp()) {
            server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1).bind(host, port).listen();
            for (int number = 1;; number++) {
                var target = Path.of(out.toString().replace("%d", Integer.toString(number))).toAbsolutePath();
                try {
                    var client = server.accept();
                    Thread.startVirtualThread(() -> serve(client, target));
                } catch (ErrnoException e) {
                    if (server.fileno() < 0) {
                        throw e;
                    }
                    System.err.println(e.getMessage());
                }
            }
        }
    }

    private static void serve(Socket client, Path target) {
        try (client) {
            // Or a client whose machine is gone would be waited for until we end.
            client.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1);
            long size = receive(client, target);
            IO.println("%s: %d bytes from %s".formatted(target.getFileName(), size, client.peer()));
        } catch (IOException e) {
            System.err
                    .println("%s: nothing from %s: %s".formatted(target.getFileName(), client.peer(), e.getMessage()));
        }
    }

    private static long receive(Socket client, Path target) throws IOException {
        long size = size(client);
        long room = Files.getFileStore(target.getParent()).getUsableSpace();
        if (size > room) {
            throw new IOException("it says " + size + " bytes, and there is room for " + room);
        }
        // In the same folder, or it could not be renamed. The umask takes away from these permissions as from those of any file.
        var part = Files.createTempFile(
                target.getParent(),
                "." + target.getFileName() + "-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-")));
        try {
            client.sendall(RECEIVED);
            receiveAll(client, part, size);
            Files.move(part, target, ATOMIC_MOVE);
            return size;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * The document takes what one recv brings for the size, but TCP keeps no borders. Ours ends with the newline that our client
     * sends, or with the pause in which the document's waits for the answer.
     */
    private static long size(Socket client) throws IOException {
        var digits = new StringBuilder();
        client.settimeout(PATIENCE);
        try {
            // By single bytes, so that nothing of the file is taken.
            for (var next = client.recv(1); next.length > 0 && next[0] != '\n'; next = client.recv(1)) {
                if (next[0] < '0' || next[0] > '9' || digits.length() == 18) {
                    throw new IOException("it says no size that can be");
                }
                digits.append((char) next[0]);
                client.settimeout(PAUSE);
            }
        } catch (TimedOutException e) {
            if (digits.isEmpty()) {
                throw e;
            }
        }
        if (digits.isEmpty()) {
            throw new IOException("it says no size");
        }
        return Long.parseLong(digits.toString());
    }

    /** Of a client that dies, the document's server asks for more and is given nothing, without an end. */
    private static void receiveAll(Socket client, Path part, long size) throws IOException {
        client.settimeout(null);
        try (var file = OpenFile.open(part, O_WRONLY)) {
            // A count of 0 would be all there is.
            long count = size == 0 ? 0 : client.recvfile(file, 0, size);
            if (count < size) {
                throw new IOException("it says " + size + " bytes, and sends " + count);
            }
        }
        client.settimeout(PAUSE);
        try {
            if (client.recv(1).length > 0) {
                throw new IOException("it says " + size + " bytes, and sends more");
            }
        } catch (TimedOutException e) {
            // It does not close, and does not send either. It has sent what it said.
        }
    }
}
