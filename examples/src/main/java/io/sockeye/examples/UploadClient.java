package io.sockeye.examples;

import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.OpenFile;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * The client of {@code upload-server}: the size, the answer, and the file by sendfile, without copying it into this process.
 *
 * <p>Run: {@code ./sockeye run upload-client FILE}. Instead of the server, try: {@code nc -l 127.0.0.1 9999}, and type 已收到.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/UploadClient.java}.
 */
public final class UploadClient {
    private static final byte[] RECEIVED = "已收到".getBytes(UTF_8);

    private UploadClient() {}

    static void main(String[] arguments) {
        Main.run("upload-client", arguments);
    }

    static void run(String host, int port, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not a file");
        }
        try (var source = OpenFile.open(file, O_RDONLY);
                var socket = Socket.tcp().connect(host, port)) {
            long size = Files.size(file);
            // The document sends no newline, and by send, which may take less than all. Its server's int() ignores ours.
            socket.sendall((size + "\n").getBytes(UTF_8));
            if (!Arrays.equals(socket.recv(RECEIVED.length, MSG_WAITALL), RECEIVED)) {
                throw new IOException("the server does not take " + size + " bytes");
            }
            // Not more than the announced size, even if the file grows.
            long sent = size == 0 ? 0 : send(socket, source, size);
            if (sent < size) {
                throw new IOException(file + " has become shorter: " + sent + " bytes of " + size + " were sent");
            }
        }
    }

    @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again without a terminal.
    private static long send(Socket socket, OpenFile source, long size) throws IOException {
        if (System.console() == null) {
            return socket.sendfile(source, 0, size);
        }
        try (var bar = bar(size)) {
            return socket.sendfile(source, 0, size, bar::stepTo);
        }
    }

    private static ProgressBar bar(long size) {
        return new ProgressBarBuilder()
                .setInitialMax(size)
                .setUnit(" MiB", 1 << 20)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, 80))
                .build();
    }
}
