package io.sockeye.examples;

import static io.sockeye.selectors.Selector.EVENT_READ;
import static io.sockeye.selectors.Selector.EVENT_WRITE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One client of {@code resp-server}, and the Redis protocol: {@code *2\r\n$3\r\nGET\r\n$3\r\nkey\r\n}, or a line of words. It is read from
 * while it takes its answers.
 */
final class RespConnection {
    /** What a request may have at most. */
    private static final int MOST_BYTES = 1 << 20;

    private final RespServer server;
    private final Socket socket;
    private ByteBuffer requests = ByteBuffer.allocate(1 << 14);
    private ByteBuffer answers = ByteBuffer.allocate(0);

    /** Where the parser is in the requests. */
    private int at;

    /** What cannot be answered, because it is not of this protocol. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String why) {
            super(why);
        }
    }

    RespConnection(RespServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void close() {
        socket.close();
    }

    /** Does what can be done now, and returns what it waits for; 0 for its end. */
    int goOn() {
        try {
            if (!send()) {
                return EVENT_WRITE;
            }
            int count = socket.tryRecv(requests);
            if (count <= 0) {
                return count == 0 ? 0 : EVENT_READ;
            }
            answer();
            return send() ? EVENT_READ : EVENT_WRITE;
        } catch (ErrnoException | Wrong e) {
            return 0;
        }
    }

    private boolean send() throws ErrnoException {
        while (answers.hasRemaining()) {
            if (socket.trySend(answers) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Answers all requests that are complete. */
    private void answer() throws Wrong {
        var all = new ByteArrayOutputStream();
        int done = 0;
        at = 0;
        for (var words = request(); words != null; words = request()) {
            if (!words.isEmpty()) {
                all.writeBytes(server.answer(words));
            }
            done = at;
        }
        answers = ByteBuffer.wrap(all.toByteArray());
        requests.flip().position(done).compact();
        if (!requests.hasRemaining()) {
            if (requests.capacity() >= MOST_BYTES) {
                throw new Wrong("a request is longer than " + MOST_BYTES);
            }
            requests = ByteBuffer.allocate(2 * requests.capacity()).put(requests.flip());
        }
    }

    /** The words of the next request, none for an empty line; null if it is not complete. */
    private List<String> request() throws Wrong {
        var line = line();
        if (line == null) {
            return null;
        }
        if (!line.startsWith("*")) {
            return line.isEmpty() ? List.of() : List.of(line.split(" +", -1));
        }
        int count = number(line);
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var size = line();
            if (size == null) {
                return null;
            }
            if (!size.startsWith("$")) {
                throw new Wrong("no length: " + size);
            }
            int length = number(size);
            if (at + length + 2 > requests.position()) {
                return null;
            }
            words.add(new String(requests.array(), at, length, ISO_8859_1));
            at += length + 2;
        }
        return words;
    }

    /** Up to the next end of a line, without it. */
    private String line() {
        for (int i = at; i < requests.position(); i++) {
            if (requests.get(i) == '\n') {
                var line = new String(requests.array(), at, i - at, ISO_8859_1);
                at = i + 1;
                return line.strip();
            }
        }
        return null;
    }

    private static int number(String line) throws Wrong {
        try {
            int number = Integer.parseInt(line.substring(1));
            if (number >= 0 && number <= MOST_BYTES) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As one that is too large.
        }
        throw new Wrong("no number from 0 to " + MOST_BYTES + ": " + line);
    }
}
