package io.sockeye.socketserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.Errno;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.bindings.ErrnoConstants;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers make of an errno. */
class ErrorScopeTest {
    private static Errno errno(String name) throws ReflectiveOperationException {
        return new Errno(ErrnoConstants.class.getField(name).getInt(null));
    }

    /** accept(2), recv(2), ip(7), udp(7), unix(7). */
    @ParameterizedTest
    @ValueSource(strings = {"ECONNABORTED", "ECONNRESET", "ECONNREFUSED", "EPERM", "EACCES", "EPROTO",
        "EPROTONOSUPPORT",
        "ESOCKTNOSUPPORT", "EOPNOTSUPP", "ETIMEDOUT", "ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH", "ENONET",
        "ENOPROTOOPT", "EMSGSIZE", "EPIPE", "EADDRNOTAVAIL", "ETOOMANYREFS", "EAGAIN", "EINTR", "EIO"})
    void anErrorOfAConnectionOrAPeerIsItsOwn(String name) throws Exception {
        assertThat(ErrorScope.of(errno(name), () -> true)).isEqualTo(ErrorScope.PEER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ENOSR"})
    void aLackOfResourcesPasses(String name) throws Exception {
        assertThat(ErrorScope.of(errno(name), () -> true)).isEqualTo(ErrorScope.RESOURCES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EBADF", "EFAULT", "EINVAL", "ENOSYS", "ENOTCONN", "ENOTSOCK"})
    void anUnusableSocketStaysUnusable(String name) throws Exception {
        assertThat(ErrorScope.of(errno(name), () -> true)).isEqualTo(ErrorScope.PERMANENT);
    }

    /** accept4 says EOPNOTSUPP to a datagram socket, and EINVAL to a stream socket that does not listen. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSocketThatCannotAcceptEndsTheLoop(boolean isDatagram) throws IOException {
        var anywhere = Sockaddr.of("127.0.0.1", 0);
        try (var peer = Socket.udp().bind(anywhere);
                var server = new TCPServer(isDatagram ? Socket.udp().bind(anywhere) : Socket.tcp(), () -> {
                    throw new AssertionError("no request can come");
                })) {
            if (isDatagram) {
                peer.sendto(new byte[1], server.serverAddress());
            }
            assertThat(ServerContract.start(() -> {
                server.serveForever();
                return true;
            }))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageStartingWith("accept4(")
                    .withMessageContaining(isDatagram ? "EOPNOTSUPP" : "EINVAL");
        }
    }
}
