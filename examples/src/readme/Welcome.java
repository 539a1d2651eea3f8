import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.*;

void main() throws IOException {
    try (var server = Socket.tcp().bind("127.0.0.1", 9999).listen();  // socket(2), bind(2), listen(2)
            var client = server.accept()) {                           // one accept4(2)
        client.sendall("welcome to my service~".getBytes(UTF_8));
        IO.println(client.peer() + ": " + new String(client.recv(1024), UTF_8));
    }
}
