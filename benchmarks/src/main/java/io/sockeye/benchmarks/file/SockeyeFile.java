package io.sockeye.benchmarks.file;

import static io.sockeye.bindings.FileConstants.O_WRONLY;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;

import io.sockeye.OpenFile;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.sockopt.TcpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Sockeye: {@code sendfile}, and {@code recvfile}, which splices through a pipe. */
final class SockeyeFile implements FileEnd {
    @Override
    public long send(Path file, InetSocketAddress peer) throws IOException {
        try (var socket = connect(peer)) {
            long sent = socket.sendfile(file);
            socket.shutdown(SHUT_WR);
            if (socket.recv(1).length != 0) {
                throw new IOException("the other end has something to say");
            }
            return sent;
        }
    }

    @Override
    public long receive(Path file, InetSocketAddress peer) throws IOException {
        try (var socket = connect(peer);
                var target = OpenFile.open(file, O_WRONLY)) {
            return socket.recvfile(target, 0, 0);
        }
    }

    private static Socket connect(InetSocketAddress peer) throws IOException {
        var socket = Socket.tcp();
        try {
            return socket.setsockopt(TcpOptions.TCP_NODELAY, true).connect(Sockaddr.of("127.0.0.1", peer.getPort()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
