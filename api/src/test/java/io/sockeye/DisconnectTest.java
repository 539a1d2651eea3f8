package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNRESET;
import static io.sockeye.bindings.ErrnoConstants.EDESTADDRREQ;
import static io.sockeye.bindings.ErrnoConstants.ENOTCONN;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.support.ThreadKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code disconnect()} is connect(2) to AF_UNSPEC: a datagram socket has no peer any more, a TCP connection is aborted. */
class DisconnectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<Arguments> everyFamilyAndThread() {
        return Stream.of("127.0.0.1", "::1")
                .flatMap(host -> Arrays.stream(ThreadKind.values()).map(thread -> Arguments.of(host, thread)));
    }

    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void aDissolvedSocketReceivesFromAll(String host, ThreadKind thread) throws Exception {
        try (var peer = udp(host).bind(host, 0);
                var other = udp(host).bind(host, 0);
                var socket = udp(host).bind(host, freePort(host))) {
            var here = socket.getsockname();
            on(thread, () -> socket.connect(peer.getsockname()).disconnect());
            assertThat(socket.getsockname()).isEqualTo(here);

            other.sendto("other".getBytes(UTF_8), here);
            assertThat(on(thread, () -> text(socket))).isEqualTo("other");
            peer.sendto("peer".getBytes(UTF_8), here);
            assertThat(on(thread, () -> text(socket))).isEqualTo("peer");
        }
    }

    /** Linux, udp_disconnect: it keeps only what bind(2) was given, so a port that the kernel chose is lost. */
    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void aPortThatTheKernelChoseIsGivenUp(String host, ThreadKind thread) throws Exception {
        try (var socket = udp(host).bind(host, 0)) {
            assertThat(port(socket)).isPositive();
            on(thread, () -> socket.disconnect());
            assertThat(port(socket)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void whileItIsConnectedItDoesNot(String host, ThreadKind thread) throws Exception {
        try (var peer = udp(host).bind(host, 0);
                var other = udp(host).bind(host, 0);
                var socket = udp(host).bind(host, 0)) {
            socket.connect(peer.getsockname());
            other.sendto("other".getBytes(UTF_8), socket.getsockname());
            peer.sendto("peer".getBytes(UTF_8), socket.getsockname());
            assertThat(on(thread, () -> text(socket))).isEqualTo("peer");
        }
    }

    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void aDissolvedSocketHasNoPeer(String host, ThreadKind thread) throws Exception {
        try (var peer = udp(host).bind(host, 0);
                var socket = udp(host).connect(peer.getsockname())) {
            assertThat(socket.peer()).isEqualTo(peer.getsockname());
            assertThat(on(thread, () -> socket.disconnect())).isSameAs(socket);

            assertThat(socket.peer()).isNull();
            assertErrno(ENOTCONN, socket::getpeername);
            assertErrno(EDESTADDRREQ, () -> on(thread, () -> socket.send("nowhere".getBytes(UTF_8))));
        }
    }

    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void aDissolvedSocketCanBeConnectedAnew(String host, ThreadKind thread) throws Exception {
        try (var first = udp(host).bind(host, 0);
                var second = udp(host).bind(host, 0);
                var socket = udp(host).connect(first.getsockname())) {
            on(thread, () -> socket.disconnect().connect(second.getsockname()));

            assertThat(socket.peer()).isEqualTo(second.getsockname());
            assertThat(socket.getpeername()).isEqualTo(second.getsockname());
            on(thread, () -> socket.send("second".getBytes(UTF_8)));
            assertThat(text(second)).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void aSocketThatWasNeverConnectedCanBeDissolved(String host, ThreadKind thread) throws Exception {
        try (var socket = udp(host).bind(host, 0)) {
            on(thread, () -> socket.disconnect());
            assertThat(socket.peer()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("everyFamilyAndThread")
    void aTcpConnectionIsAborted(String host, ThreadKind thread) throws Exception {
        try (var listener = tcp(host).bind(host, 0).listen(1);
                var client = tcp(host).connect(listener.getsockname());
                var accepted = listener.accept()) {
            accepted.settimeout(PATIENCE);
            on(thread, () -> client.disconnect());

            assertThat(client.peer()).isNull();
            assertErrno(ENOTCONN, client::getpeername);
            assertErrno(ECONNRESET, () -> on(thread, () -> accepted.recv(8)));
        }
    }

    @Test
    void aClosedSocketIsReported() throws Exception {
        var socket = Socket.udp();
        socket.close();
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(socket::disconnect);
    }

    private static Socket udp(String host) throws Exception {
        var socket = isIpv6(host) ? new Socket(AF_INET6, SOCK_DGRAM, 0) : Socket.udp();
        socket.settimeout(PATIENCE);
        return socket;
    }

    private static Socket tcp(String host) throws Exception {
        return isIpv6(host) ? Socket.tcp6() : Socket.tcp();
    }

    private static int freePort(String host) throws Exception {
        try (var socket = udp(host).bind(host, 0)) {
            return port(socket);
        }
    }

    private static int port(Socket socket) throws Exception {
        return switch (socket.getsockname()) {
            case SockaddrIn in -> in.port();
            case SockaddrIn6 in6 -> in6.port();
            default -> throw new AssertionError("not of IP");
        };
    }

    private static boolean isIpv6(String host) {
        return host.contains(":");
    }

    private static String text(Socket socket) throws Exception {
        return new String(socket.recv(16), UTF_8);
    }

    /** What a call on a thread of this kind returns or throws. */
    private static <T> T on(ThreadKind thread, Callable<T> call) throws Exception {
        return thread.start(call).result();
    }

    private static void assertErrno(int errno, ThrowingCallable call) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.errno().number()).isEqualTo(errno));
    }
}
