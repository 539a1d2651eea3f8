package io.sockeye.examples;

import static io.sockeye.selectors.Selector.EVENT_READ;
import static io.sockeye.selectors.Selector.EVENT_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.selectors.Selector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Each line of a client is sent to all others. One selector; no client blocks another: one that does not read is disconnected.
 *
 * <p>Run: {@code ./sockeye run chat}. Try it from several terminals: {@code nc 127.0.0.1 6667}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/Chat.java}.
 */
public final class Chat {
    private static final int LONGEST_LINE = 1 << 10;
    private static final int MOST_UNHEARD = 1 << 10;

    private final Selector<Person> selector;
    private final byte[] bytes = new byte[LONGEST_LINE];

    /** A client, an incomplete line that it has sent, and lines that are still to be sent to it. */
    private record Person(Socket socket, ByteArrayOutputStream line, ArrayDeque<ByteBuffer> unheard) {}

    private Chat(Selector<Person> selector) {
        this.selector = selector;
    }

    static void main(String[] arguments) {
        Main.run("chat", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var server = Socket.createServer(Sockaddr.of(host, port));
                var selector = Selector.<Person>open()) {
            var chat = new Chat(selector);
            selector.register(server, EVENT_READ, null);
            while (true) {
                selector.select(null, (key, events) -> {
                    var person = key.attachment();
                    if (person == null) {
                        chat.welcome(server);
                    } else if ((events & EVENT_WRITE) != 0) {
                        chat.send(person);
                    } else {
                        chat.listen(person);
                    }
                });
            }
        }
    }

    private void welcome(Socket server) throws ErrnoException {
        Socket socket;
        try {
            socket = server.tryAccept();
        } catch (ErrnoException e) {
            // EMFILE: connected clients are served, and the new one stays in the queue.
            System.err.println(e.getMessage());
            return;
        }
        if (socket != null) {
            selector.register(socket, EVENT_READ, new Person(socket, new ByteArrayOutputStream(), new ArrayDeque<>()));
            tell(null, socket.peer() + " is here\n");
        }
    }

    private void listen(Person person) throws ErrnoException {
        int count;
        try {
            count = person.socket.tryRecv(bytes);
        } catch (ErrnoException e) {
            count = 0;
        }
        if (count == 0) {
            leave(person);
        }
        for (int i = 0; i < count; i++) {
            person.line.write(bytes[i]);
            if (bytes[i] == '\n' || person.line.size() == LONGEST_LINE) {
                // A whole line: no character in it is cut, whatever TCP did to it on the way.
                tell(person, person.socket.peer() + ": " + person.line.toString(UTF_8).strip() + "\n");
                person.line.reset();
            }
        }
    }

    private void tell(Person from, String line) throws ErrnoException {
        var message = ByteBuffer.wrap(line.getBytes(UTF_8)).asReadOnlyBuffer();
        for (var key : selector.keys()) {
            var person = key.attachment();
            if (person != null && !person.equals(from) && person.socket.fileno() >= 0) {
                person.unheard.add(message.duplicate());
                send(person);
            }
        }
    }

    /** Sends what goes now; the rest when the selector says that there is room. */
    private void send(Person person) throws ErrnoException {
        try {
            while (!person.unheard.isEmpty() && person.socket.trySend(person.unheard.getFirst()) >= 0) {
                if (!person.unheard.getFirst().hasRemaining()) {
                    person.unheard.removeFirst();
                }
            }
        } catch (ErrnoException e) {
            leave(person);
            return;
        }
        if (person.unheard.size() > MOST_UNHEARD) {
            leave(person);
        } else {
            selector.modify(person.socket, person.unheard.isEmpty() ? EVENT_READ : EVENT_READ | EVENT_WRITE);
        }
    }

    private void leave(Person person) throws ErrnoException {
        selector.unregister(person.socket);
        person.socket.close();
        tell(null, person.socket.peer() + " is gone\n");
    }
}
