package io.sockeye.examples;

import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static io.sockeye.bindings.SocketConstants.MSG_MORE;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.selectors.Selector.EVENT_READ;
import static io.sockeye.selectors.Selector.EVENT_WRITE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.ErrnoException;
import io.sockeye.OpenFile;
import io.sockeye.Socket;
import io.sockeye.WouldBlockException;
import java.io.IOException;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** One client of {@code http-files}. Requests are answered in order, and none is read until the client has taken the answers. */
final class HttpConnection {
    private static final int LONGEST_REQUEST = 1 << 13;
    private static final int TURN = 1 << 20;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final HttpFiles files;
    private final Socket socket;
    private final ByteBuffer requests = ByteBuffer.allocate(LONGEST_REQUEST);
    private ByteBuffer head = ByteBuffer.allocate(0);
    private OpenFile file;
    private long sent;
    private long size;
    private boolean last;
    private boolean ended;

    HttpConnection(HttpFiles files, Socket socket) throws ErrnoException {
        this.files = files;
        this.socket = socket;
        // Every call says at once how much it could do.
        socket.settimeout(Duration.ZERO);
    }

    void close() {
        if (file != null) {
            file.close();
        }
        socket.close();
    }

    /** Does what can be done now, and returns what it waits for; 0 for its end. */
    int goOn() {
        try {
            for (int turn = 0; turn < 16; turn++) {
                if (!send()) {
                    return EVENT_WRITE;
                }
                if (last) {
                    return end();
                }
                int end = endOfRequest();
                if (end >= 0) {
                    answer(end);
                } else {
                    int count = socket.tryRecv(requests);
                    if (count <= 0) {
                        return count == 0 ? 0 : EVENT_READ;
                    }
                }
            }
            // The others want a turn, too. A client that has been answered has room for more.
            return EVENT_WRITE;
        } catch (IOException e) {
            // ECONNRESET, EPIPE: it is gone.
            return 0;
        }
    }

    /** A close while there is something to read is a reset, and would take the answer away from a client that has not read it. */
    private int end() throws ErrnoException {
        if (!ended) {
            ended = true;
            socket.shutdown(SHUT_WR);
        }
        return socket.tryRecv(requests.clear()) == 0 ? 0 : EVENT_READ;
    }

    /** Returns whether all of the answer is sent. */
    private boolean send() throws IOException {
        try {
            while (head.hasRemaining()) {
                // MSG_MORE: the file's first bytes go into the same segment.
                int flags = file == null ? 0 : MSG_MORE;
                int count = socket.send(head.array(), head.position(), head.remaining(), flags);
                head.position(head.position() + count);
            }
            if (file == null) {
                return true;
            }
            // No more than a MiB: a client that takes all that comes would keep the others waiting.
            long count = socket.sendfile(file, sent, Math.min(TURN, size - sent));
            sent += count;
            if (count == 0) {
                // The file has become shorter than was said. There is no way to say so but the end.
                throw new IOException("the file has become shorter");
            }
        } catch (WouldBlockException e) {
            sent += e.transferred();
        }
        if (file == null || sent < size) {
            return false;
        }
        file.close();
        file = null;
        return true;
    }

    /** Where the next request ends, behind its empty line; -1 if that has not come yet. */
    private int endOfRequest() {
        for (int i = 3; i < requests.position(); i++) {
            if (requests.get(i) == '\n' && requests.get(i - 1) == '\r' && requests.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return requests.hasRemaining() ? -1 : 0;
    }

    private void answer(int end) throws IOException {
        var lines = new String(requests.array(), 0, end, ISO_8859_1).split("\r\n", -1);
        requests.flip().position(end).compact();
        var words = lines[0].split(" ", -1);
        boolean old = lines[0].endsWith(" HTTP/1.0");
        last = old;
        for (var line : lines) {
            var field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith("connection:")) {
                last = old ? !field.contains("keep-alive") : field.contains("close");
            } else if (field.startsWith("transfer-encoding:") || field.startsWith("content-length:")) {
                // What follows would be read as a request: this one has to be the last.
                last = true;
                break;
            }
        }
        if (end == 0) {
            refuse("431 Request Header Fields Too Large");
        } else if (words.length != 3 || !words[1].startsWith("/") || !words[2].startsWith("HTTP/1.")) {
            refuse("400 Bad Request");
        } else if (!words[0].equals("GET") && !words[0].equals("HEAD")) {
            refuse("405 Method Not Allowed\nAllow: GET, HEAD");
        } else {
            answer(words[0].equals("HEAD"), words[1]);
        }
    }

    private void answer(boolean onlyHead, String target) throws IOException {
        Path path;
        try {
            var encoded = target.split("[?#]", 2)[0].replace("+", "%2B");
            path = files.file(URLDecoder.decode(encoded, UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            // Also a NUL, which no path has.
            refuse("400 Bad Request");
            return;
        }
        if (path == null || !Files.isReadable(path)) {
            say("404 Not Found", "text/plain", 0);
            return;
        }
        size = Files.size(path);
        sent = 0;
        var type = URLConnection.guessContentTypeFromName(path.toString());
        say("200 OK", Objects.requireNonNullElse(type, "application/octet-stream"), size);
        if (!onlyHead && size > 0) {
            file = OpenFile.open(path, O_RDONLY);
        }
    }

    private void refuse(String status) {
        last = true;
        say(status, "text/plain", 0);
    }

    private void say(String status, String type, long length) {
        head = ByteBuffer.wrap("""
                HTTP/1.1 %s
                Date: %s
                Content-Type: %s
                Content-Length: %d
                Connection: %s

                """.formatted(
                status, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)), type, length, last ? "close" : "keep-alive")
                .replace("\n", "\r\n").getBytes(ISO_8859_1));
    }
}
