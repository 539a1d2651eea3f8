package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;
import static io.sockeye.selectors.Selector.EVENT_READ;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.selectors.Selector;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keys and values for clients of Redis: PING, ECHO, SET, GET, DEL. One thread, so no lock. Requests may come many at a time; their
 * answers go out together. {@link RespConnection} is the protocol.
 *
 * <p>Run: {@code ./sockeye run resp-server}. Try: {@code printf 'PING\r\n' | nc -N 127.0.0.1 6379}, {@code redis-benchmark -t ping,set,get}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/RespServer.java}.
 */
public final class RespServer {
    /** How many bytes of keys and values are kept: or any client could fill the heap. */
    private static final int MOST_BYTES = 1 << 26;

    private final Map<String, String> values = new HashMap<>();
    private int bytes;

    private RespServer() {}

    static void main(String[] arguments) {
        Main.run("resp-server", arguments);
    }

    static void run(String host, int port) throws IOException {
        var keys = new RespServer();
        try (var server = Socket.createServer(Sockaddr.of(host, port));
                var selector = Selector.<RespConnection>open()) {
            selector.register(server, EVENT_READ, null);
            while (true) {
                selector.select(null, (key, events) -> {
                    var connection = key.attachment();
                    if (connection == null) {
                        keys.accept(server, selector);
                        return;
                    }
                    int wanted = connection.goOn();
                    if (wanted == 0) {
                        selector.unregister(key.item());
                        connection.close();
                    } else if (wanted != key.events()) {
                        selector.modify(key.item(), wanted);
                    }
                });
            }
        }
    }

    private void accept(Socket server, Selector<RespConnection> selector) {
        try {
            // All of them: one for each round of the others' requests would let a thousand wait for seconds.
            for (var client = server.tryAccept(); client != null; client = server.tryAccept()) {
                client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
                selector.register(client, EVENT_READ, new RespConnection(this, client));
            }
        } catch (ErrnoException e) {
            // EMFILE: the connection stays in the queue, and the other clients are served.
            System.err.println(e.getMessage());
        }
    }

    /** The answer to one request, ready to be sent. A string is the bytes that came, one to a char. */
    byte[] answer(List<String> words) {
        var name = words.getFirst().toUpperCase(Locale.ROOT);
        var answer = switch (name + " " + (words.size() - 1)) {
            case "PING 0" -> "+PONG\r\n";
            case "PING 1", "ECHO 1" -> bulk(words.get(1));
            case "SET 2" -> set(words.get(1), words.get(2));
            case "GET 1" -> bulk(values.get(words.get(1)));
            case "DEL 1" -> ":" + (remove(words.get(1)) ? 1 : 0) + "\r\n";
            // redis-benchmark and redis-cli ask, and take nothing for an answer.
            case "CONFIG 2", "COMMAND 0", "COMMAND 1" -> "*0\r\n";
            default -> "-ERR unknown command, or a wrong number of arguments\r\n";
        };
        return answer.getBytes(ISO_8859_1);
    }

    private String set(String key, String value) {
        remove(key);
        if (bytes + key.length() + value.length() > MOST_BYTES) {
            return "-OOM there is no room for more\r\n";
        }
        bytes += key.length() + value.length();
        values.put(key, value);
        return "+OK\r\n";
    }

    private boolean remove(String key) {
        var old = values.remove(key);
        bytes -= old == null ? 0 : key.length() + old.length();
        return old != null;
    }

    private static String bulk(String value) {
        return value == null ? "$-1\r\n" : "$" + value.length() + "\r\n" + value + "\r\n";
    }
}
