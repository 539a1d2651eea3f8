package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** {@code chat}: all hear what one says, and nobody waits for who does not listen. */
class ChatTest {
    private final int port = Running.freePort();

    ChatTest() throws Exception {}

    private record Person(Socket socket, BufferedReader hears) implements AutoCloseable {
        Person(Socket socket) throws IOException {
            this(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
            // Itself, so whoever comes next is heard by it.
            assertThat(hears.readLine()).isEqualTo(name() + " is here");
        }

        String name() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        void say(byte... words) throws IOException {
            socket.getOutputStream().write(words);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Running server() throws Exception {
        return Running.sockeye("run", "chat", "--port", Integer.toString(port)).awaitListening(port);
    }

    @Test
    void whatOneSaysAllOthersHearInWholeLines() throws Exception {
        try (var server = server();
                var first = new Person(Running.connect(port));
                var second = new Person(Running.connect(port));
                var third = new Person(Running.connect(port))) {
            assertThat(first.hears.readLine()).isEqualTo(second.name() + " is here");
            assertThat(first.hears.readLine()).isEqualTo(third.name() + " is here");
            assertThat(second.hears.readLine()).isEqualTo(third.name() + " is here");
            var words = "你好\n".getBytes(UTF_8);
            first.socket.setTcpNoDelay(true);
            for (byte one : words) {
                first.say(one);
            }
            assertThat(second.hears.readLine()).isEqualTo(first.name() + ": 你好");
            assertThat(third.hears.readLine()).isEqualTo(first.name() + ": 你好");
            first.socket.close();
            assertThat(second.hears.readLine()).isEqualTo(first.name() + " is gone");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void whoDoesNotListenIsSentAway() throws Exception {
        try (var server = server();
                var talks = new Person(Running.connect(port));
                var deaf = Running.connect(port)) {
            var name = "127.0.0.1:" + deaf.getLocalPort();
            assertThat(talks.hears.readLine()).isEqualTo(name + " is here");
            var line = ("x".repeat(1000) + "\n").getBytes(UTF_8);
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        talks.say(line);
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            assertThat(talks.hears.readLine()).isEqualTo(name + " is gone");
            assertThat(server.isAlive()).isTrue();
        }
    }
}
