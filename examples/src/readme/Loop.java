import static io.sockeye.selectors.Selector.EVENT_READ;

import io.sockeye.*;
import io.sockeye.selectors.*;

void main() throws IOException {
    try (var selector = new EpollSelector<Socket>();  // or PollSelector, or SelectSelector
            var server = Socket.createServer(Sockaddr.of("127.0.0.1", 7000))) {
        selector.register(server, EVENT_READ, server);
        while (true) {
            for (var event : selector.select(null)) {  // epoll_wait(2)
                var socket = event.key().attachment();
                if (socket == server) {
                    var client = server.accept();
                    selector.register(client, EVENT_READ, client);
                } else {
                    var data = socket.recv(65_536);
                    if (data.length == 0) {
                        socket.close();  // leaves the selector by itself
                    } else {
                        socket.sendall(data);
                    }
                }
            }
        }
    }
}
