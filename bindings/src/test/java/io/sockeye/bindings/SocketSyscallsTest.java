package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EADDRINUSE;
import static io.sockeye.bindings.ErrnoConstants.EAFNOSUPPORT;
import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.ECONNREFUSED;
import static io.sockeye.bindings.ErrnoConstants.EDESTADDRREQ;
import static io.sockeye.bindings.ErrnoConstants.EFAULT;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOPROTOOPT;
import static io.sockeye.bindings.ErrnoConstants.ENOTCONN;
import static io.sockeye.bindings.ErrnoConstants.ENOTSOCK;
import static io.sockeye.bindings.ErrnoConstants.EOPNOTSUPP;
import static io.sockeye.bindings.ErrnoConstants.EPIPE;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_NONBLOCK;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls on sockets. */
class SocketSyscallsTest {
    private final Descriptors fds = new Descriptors();
    private final MemorySegment buffer = fds.arena.allocate(16);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void aClientReachesAServerOverTcp() {
        int listener = fds.socket(AF_INET, SOCK_STREAM);
        var server = fds.bound(listener);
        assertThat(SocketSyscalls.listen(listener, 1)).isZero();
        int client = fds.socket(AF_INET, SOCK_STREAM);
        assertThat(SocketSyscalls.connect(client, server.address(), server.length())).isZero();
        var peer = new SockaddrStorage(fds.arena);
        int accepted = fds.opened(
                SocketSyscalls.accept4(listener, peer.address(), peer.lengthPointer(), SOCK_CLOEXEC | SOCK_NONBLOCK));

        assertThat(peer.length()).isEqualTo(16);
        assertThat(peer.port()).isEqualTo(name(client).port()).isPositive();
        assertThat(name(accepted).port()).isEqualTo(server.port());
        assertThat(peerName(client).port()).isEqualTo(server.port());
        assertThat(FileSyscalls.fcntl(accepted, FileConstants.F_GETFD, 0)).isEqualTo(FileConstants.FD_CLOEXEC);
        assertThat(SocketSyscalls.recv(accepted, buffer, 16, 0)).as("SOCK_NONBLOCK").isEqualTo(-EAGAIN);
    }

    @Test
    void acceptNeedsNoRoomForTheAddress() {
        int listener = fds.socket(AF_INET, SOCK_STREAM);
        var server = fds.bound(listener);
        assertThat(SocketSyscalls.listen(listener, 1)).isZero();
        int client = fds.socket(AF_INET, SOCK_STREAM);
        assertThat(SocketSyscalls.connect(client, server.address(), server.length())).isZero();

        fds.opened(SocketSyscalls.accept4(listener, NULL, NULL, SOCK_CLOEXEC));
    }

    @Test
    void whatIsSentIsReceived() {
        int[] pair = fds.socketpair(SOCK_STREAM);
        assertThat(SocketSyscalls.send(pair[0], fds.bytes("hello"), 5, MSG_NOSIGNAL)).isEqualTo(5);

        assertThat(SocketSyscalls.recv(pair[1], buffer, 16, MSG_PEEK)).isEqualTo(5);
        assertThat(SocketSyscalls.recv(pair[1], buffer, 3, 0)).isEqualTo(3);
        assertThat(Descriptors.text(buffer, 3)).isEqualTo("hel");
        assertThat(SocketSyscalls.recv(pair[1], buffer, 16, 0)).isEqualTo(2);
    }

    @Test
    void aDatagramArrivesWithItsSender() {
        int receiver = fds.socket(AF_INET, SOCK_DGRAM);
        int sender = fds.socket(AF_INET, SOCK_DGRAM);
        var to = fds.bound(receiver);
        var from = fds.bound(sender);
        var peer = new SockaddrStorage(fds.arena);
        assertThat(SocketSyscalls.sendto(sender, fds.bytes("hello"), 5, 0, to.address(), to.length())).isEqualTo(5);

        assertThat(SocketSyscalls.recvfrom(receiver, buffer, 2, MSG_TRUNC, peer.address(), peer.lengthPointer()))
                .as("the whole length, though there was room for 2").isEqualTo(5);

        assertThat(Descriptors.text(buffer, 2)).isEqualTo("he");
        assertThat(peer.inet()).isEqualTo(InetConstants.INADDR_LOOPBACK);
        assertThat(peer.port()).isEqualTo(from.port());
    }

    @Test
    void trap27AFullSocketTakesAPartAndThenNothing() {
        int[] pair = fds.socketpair(SOCK_STREAM);
        var piece = fds.arena.allocate(1 << 16);
        long sent;
        do {
            sent = SocketSyscalls.send(pair[0], piece, piece.byteSize(), MSG_DONTWAIT | MSG_NOSIGNAL);
        } while (sent > 0);

        assertThat(sent).isEqualTo(-EAGAIN);
        assertThat(SocketSyscalls.recv(pair[1], piece, piece.byteSize(), MSG_DONTWAIT)).isEqualTo(piece.byteSize());
    }

    @Test
    void shutdownEndsOneDirection() {
        int[] pair = fds.socketpair(SOCK_STREAM);
        assertThat(SocketSyscalls.shutdown(pair[0], SHUT_WR)).isZero();

        assertThat(SocketSyscalls.recv(pair[1], buffer, 16, 0)).as("the end").isZero();
        assertThat(SocketSyscalls.send(pair[0], buffer, 1, MSG_NOSIGNAL)).isEqualTo(-EPIPE);
        assertThat(SocketSyscalls.send(pair[1], buffer, 1, MSG_NOSIGNAL)).isOne();
    }

    @Test
    void trap62AnOptionSaysHowLongItIs() {
        int fd = fds.socket(AF_INET, SOCK_STREAM);
        var length = fds.arena.allocateFrom(JAVA_INT, 16);
        assertThat(SocketSyscalls.setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, fds.arena.allocateFrom(JAVA_INT, 1), 4))
                .isZero();

        assertThat(SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_REUSEADDR, buffer, length)).isZero();

        assertThat(length.get(JAVA_INT, 0)).isEqualTo(4);
        assertThat(buffer.get(JAVA_INT, 0)).isOne();
    }

    @Test
    void trap53TheReceiveBufferIsDoubled() {
        int fd = fds.socket(AF_INET, SOCK_STREAM);
        var length = fds.arena.allocateFrom(JAVA_INT, 4);
        assertThat(SocketSyscalls.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, fds.arena.allocateFrom(JAVA_INT, 10_000), 4))
                .isZero();

        assertThat(SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, buffer, length)).isZero();
        assertThat(buffer.get(JAVA_INT, 0)).isEqualTo(20_000);
    }

    @Test
    void trap50FlowAndScopeComeBackFromTheKernel() {
        int fd = fds.socket(AF_INET6, SOCK_DGRAM);
        var address = new SockaddrStorage(fds.arena);
        address.setInet6(0, 1, 0, 0, 0);

        assertThat(SocketSyscalls.bind(fd, address.address(), address.length())).isZero();

        assertThat(name(fd).inet6Low()).isOne();
        assertThat(name(fd).scopeId()).isZero();
        address.setInet6(0xFE80_0000_0000_0000L, 1, 0, 0, 0);
        assertThat(SocketSyscalls.connect(fd, address.address(), address.length())).as("link-local without a scope")
                .isEqualTo(-EINVAL);
    }

    @Test
    void makingASocketFailsAsItsPageSays() {
        assertThat(SocketSyscalls.socket(-1, SOCK_STREAM, 0)).isEqualTo(-EAFNOSUPPORT);
        assertThat(SocketSyscalls.socket(AF_INET, -1, 0)).isEqualTo(-EINVAL);
        assertThat(SocketSyscalls.socketpair(AF_INET, SOCK_STREAM, 0, buffer)).isEqualTo(-EOPNOTSUPP);
        assertThat(SocketSyscalls.socketpair(AF_UNIX, SOCK_STREAM, 0, NULL)).isEqualTo(-EFAULT);
    }

    @Test
    void namingASocketFailsAsItsPageSays() {
        int fd = fds.socket(AF_INET, SOCK_STREAM);
        var taken = fds.bound(fd);
        assertThat(SocketSyscalls.listen(fd, 1)).isZero();
        int other = fds.socket(AF_INET, SOCK_STREAM);

        assertThat(SocketSyscalls.bind(other, taken.address(), taken.length())).isEqualTo(-EADDRINUSE);
        assertThat(SocketSyscalls.bind(other, taken.address(), 1)).isEqualTo(-EINVAL);
        assertThat(SocketSyscalls.getpeername(fd, taken.address(), taken.lengthPointer())).isEqualTo(-ENOTCONN);
        assertThat(SocketSyscalls.getsockname(fds.pipe()[0], taken.address(), taken.lengthPointer()))
                .isEqualTo(-ENOTSOCK);
    }

    @Test
    void connectingFailsAsItsPageSays() {
        int fd = fds.socket(AF_INET, SOCK_STREAM);
        var nobodyListens = fds.bound(fd);
        int client = fds.socket(AF_INET, SOCK_STREAM);

        assertThat(SocketSyscalls.connect(client, nobodyListens.address(), nobodyListens.length()))
                .isEqualTo(-ECONNREFUSED);
        assertThat(SocketSyscalls.accept4(fd, NULL, NULL, 0)).as("not listening").isEqualTo(-EINVAL);
        assertThat(SocketSyscalls.accept4(fd, NULL, NULL, -1)).as("no such flags").isEqualTo(-EINVAL);
        assertThat(SocketSyscalls.listen(fds.socket(AF_INET, SOCK_DGRAM), 1)).isEqualTo(-EOPNOTSUPP);
        assertThat(SocketSyscalls.shutdown(fd, SHUT_WR)).isEqualTo(-ENOTCONN);
    }

    @Test
    void movingBytesFailsAsItsPageSays() {
        int datagrams = fds.socket(AF_INET, SOCK_DGRAM);
        int stream = fds.socket(AF_INET, SOCK_STREAM);

        assertThat(SocketSyscalls.send(datagrams, buffer, 1, 0)).isEqualTo(-EDESTADDRREQ);
        assertThat(SocketSyscalls.sendto(datagrams, buffer, 1, 0, NULL, 0)).isEqualTo(-EDESTADDRREQ);
        assertThat(SocketSyscalls.recv(stream, buffer, 1, 0)).isEqualTo(-ENOTCONN);
        assertThat(SocketSyscalls.recvfrom(-1, buffer, 1, 0, NULL, NULL)).isEqualTo(-EBADF);
    }

    @Test
    void anOptionFailsAsItsPageSays() {
        int fd = fds.socket(AF_INET, SOCK_STREAM);
        var length = fds.arena.allocateFrom(JAVA_INT, 4);

        assertThat(SocketSyscalls.getsockopt(fd, SOL_SOCKET, -1, buffer, length)).isEqualTo(-ENOPROTOOPT);
        assertThat(SocketSyscalls.setsockopt(fd, SOL_SOCKET, -1, buffer, 4)).isEqualTo(-ENOPROTOOPT);
        assertThat(SocketSyscalls.setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, buffer, 3)).isEqualTo(-EINVAL);
    }

    private SockaddrStorage name(int fd) {
        var name = new SockaddrStorage(fds.arena);
        assertThat(SocketSyscalls.getsockname(fd, name.address(), name.lengthPointer())).isZero();
        return name;
    }

    private SockaddrStorage peerName(int fd) {
        var name = new SockaddrStorage(fds.arena);
        assertThat(SocketSyscalls.getpeername(fd, name.address(), name.lengthPointer())).isZero();
        return name;
    }
}
