package io.sockeye;

import io.sockeye.support.Proc;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnixStreamTest extends NioStreamContract {
    @TempDir
    Path folder = Path.of("");

    private int names;

    @Override
    Socket open() throws ErrnoException {
        return Socket.unix();
    }

    @Override
    Sockaddr free() {
        return SockaddrUn.of(folder.resolve("socket" + names++));
    }

    /** Between two attempts, since the kernel offers no event for the backlog. */
    @Override
    void awaitInsideConnect(int fd) throws IOException {
        Proc.awaitInside(Proc.PPOLL);
    }

    @Override
    boolean isNameOfAClient(Sockaddr name) {
        return name.equals(SockaddrUn.UNNAMED);
    }

    @Override
    String familyName() {
        return "AF_UNIX";
    }

    @Override
    ServerSocketChannel openNioServer() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }
}
