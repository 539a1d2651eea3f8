package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.ECONNABORTED;
import static io.sockeye.bindings.ErrnoConstants.ECONNREFUSED;
import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ETIMEDOUT;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPV6_FLOWINFO_SEND;
import static io.sockeye.bindings.InetConstants.IPV6_V6ONLY;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.support.ThreadedCall;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traps 24, 25, 26, 49 and 50: how a connection begins, and the addresses it begins with. */
class TrapConnectTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);
    private static final Sockaddr ANY_PORT6 = Sockaddr.of("::1", 0);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void trap24_writableWithoutAnErrorIsConnected() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var client = Socket.tcp()) {
            client.settimeout(Duration.ZERO);
            assertErrno(EINPROGRESS, WouldBlockException.class, () -> client.connect(server.getsockname()));

            assertThat(Select.select(List.of(), List.of(client), List.of(), LONG).writable()).containsExactly(client);
            assertThat(client.getsockopt(SOL_SOCKET, SO_ERROR)).isZero();
            assertThat(client.getpeername()).isEqualTo(server.getsockname());
        }
    }

    @Test
    void trap24_writableIsNotYetConnected() throws Exception {
        try (var client = Socket.tcp()) {
            client.settimeout(Duration.ZERO);
            assertErrno(EINPROGRESS, WouldBlockException.class, () -> client.connect(nobody()));

            // HUP, ERR and OUT together: both lists have it.
            var ready = Select.select(List.of(client), List.of(client), List.of(), LONG);
            assertThat(ready.writable()).containsExactly(client);
            assertThat(ready.readable()).containsExactly(client);
            assertThat(client.getsockopt(SOL_SOCKET, SO_ERROR)).isEqualTo(ECONNREFUSED);
            assertThat(client.getsockopt(SOL_SOCKET, SO_ERROR)).as("a second time").isZero();
        }
    }

    @Test
    void trap24_connectWithATimeoutSeesTheRefusal() throws Exception {
        try (var client = Socket.tcp()) {
            client.settimeout(LONG);
            assertErrno(ECONNREFUSED, ConnectionRefusedException.class, () -> client.connect(nobody()));
        }
        try (var client = Socket.tcp()) {
            var connect = ThreadedCall.onVirtualThread(() -> client.connect(nobody()));
            assertErrno(ECONNREFUSED, ConnectionRefusedException.class, connect::result);
        }
    }

    @Test
    void trap24_connectToASlowPeerTimesOut() throws Exception {
        try (var server = Socket.createServer(ANY_PORT, 0, false, false);
                var first = Socket.tcp().connect(server.getsockname());
                var second = Socket.tcp()) {
            assertThat(first.peer()).isEqualTo(server.getsockname());
            second.settimeout(SHORT);
            long start = System.nanoTime();
            assertErrno(ETIMEDOUT, TimedOutException.class, () -> second.connect(server.getsockname()));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        }
    }

    @Test
    void trap24_connectExHasTheErrnoAsAValue() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var connected = Socket.tcp();
                var refused = Socket.tcp();
                var hasty = Socket.tcp()) {
            var closed = Socket.tcp();
            closed.close();
            hasty.settimeout(Duration.ZERO);
            assertThat(connected.connectEx(server.getsockname())).isZero();
            assertThat(refused.connectEx(nobody())).isEqualTo(ECONNREFUSED);
            assertThat(hasty.connectEx(server.getsockname())).isEqualTo(EINPROGRESS);
            assertThatThrownBy(() -> closed.connectEx(nobody())).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void trap25_aFullUnixQueueIsNotInProgress() throws Exception {
        try (var full = new FullQueue();
                var client = Socket.unix()) {
            client.settimeout(Duration.ZERO);
            assertErrno(EAGAIN, WouldBlockException.class, () -> client.connect(full.address));
            assertErrno(EAGAIN, WouldBlockException.class, () -> client.connect(full.address));

            full.server.accept().close();
            client.connect(full.address);
        }
    }

    @Test
    void trap25_aFullUnixQueueTimesOutAndNeverEarly() throws Exception {
        try (var full = new FullQueue();
                var onPlatform = Socket.unix();
                var onVirtual = Socket.unix()) {
            onPlatform.settimeout(SHORT);
            onVirtual.settimeout(SHORT);
            long start = System.nanoTime();
            assertErrno(ETIMEDOUT, TimedOutException.class, () -> onPlatform.connect(full.address));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());

            start = System.nanoTime();
            var connect = ThreadedCall.onVirtualThread(() -> onVirtual.connect(full.address));
            assertErrno(ETIMEDOUT, TimedOutException.class, connect::result);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        }
    }

    @Test
    void trap25_severalVirtualThreadsGoThroughOnceTheQueueEmpties() throws Exception {
        try (var full = new FullQueue();
                var second = Socket.unix();
                var third = Socket.unix();
                var fourth = Socket.unix()) {
            var connects = List.of(second, third, fourth).stream()
                    .map(client -> ThreadedCall.onVirtualThread(() -> client.connect(full.address)))
                    .toList();
            for (var connect : connects) {
                assertThat(connect.awaitBlocked().isRunningAfter(Duration.ofMillis(50))).isTrue();
            }
            for (int i = 0; i < 4; i++) {
                full.server.accept().close();
            }
            for (var connect : connects) {
                assertThat(connect.result().peer()).isEqualTo(full.address);
            }
        }
    }

    @Test
    void trap25_closeEndsAConnectThatWaitsForAFullQueue() throws Exception {
        try (var full = new FullQueue()) {
            var onVirtual = Socket.unix();
            var virtual = ThreadedCall.onVirtualThread(() -> onVirtual.connect(full.address)).awaitBlocked();
            onVirtual.close();
            assertThatThrownBy(virtual::result).isInstanceOf(ClosedDescriptorException.class);

            var onPlatform = Socket.unix();
            var platform = ThreadedCall.onPlatformThread(() -> onPlatform.connect(full.address)).awaitBlocked();
            assertThat(platform.isRunningAfter(Duration.ofMillis(50))).isTrue();
            onPlatform.close();
            assertThatThrownBy(() -> assertThat(platform.isRunningAfter(Duration.ofSeconds(5))).isFalse())
                    .hasRootCauseInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void trap26_theHangupOfAFreshSocketIsNoAnswer() throws Exception {
        try (var server = Socket.createServer(ANY_PORT, 0, false, false);
                var first = Socket.tcp().connect(server.getsockname());
                var client = Socket.tcp()) {
            assertThat(first.peer()).isEqualTo(server.getsockname());
            // Now epoll knows the socket, and what it would report of it is EPOLLHUP.
            assertThat(ThreadedCall.onVirtualThread(() -> client.connectEx(nobody())).result()).isEqualTo(ECONNREFUSED);
            // Linux tells a socket whose error was read that its earlier connect has failed, once.
            assertThat(ThreadedCall.onVirtualThread(() -> client.connectEx(nobody())).result()).isEqualTo(ECONNABORTED);
            var connect = ThreadedCall.onVirtualThread(() -> client.connect(server.getsockname()));
            assertThat(connect.awaitBlocked().isRunningAfter(Duration.ofMillis(300))).isTrue();

            // Room for it: the kernel sends its SYN again after a second.
            server.accept().close();
            connect.result().sendall(new byte[] {26});
            try (var accepted = server.accept()) {
                assertThat(accepted.recv(1)).containsExactly(26);
            }
        }
    }

    @Test
    void trap49_aStaleSocketFileIsInUseAndSurvives(@TempDir Path folder) throws Exception {
        var file = folder.resolve("socket");
        try (var earlier = Socket.unix().bind(SockaddrUn.of(file))) {
            assertThat(earlier.fileno()).isNotNegative();
        }
        try (var socket = Socket.unix()) {
            assertThatThrownBy(() -> socket.bind(SockaddrUn.of(file))).isInstanceOf(AddressInUseException.class);
            assertThatThrownBy(() -> Socket.createServer(SockaddrUn.of(file)))
                    .isInstanceOf(AddressInUseException.class);
            assertThat(file).exists();

            Files.delete(file);
            assertThat(socket.bind(SockaddrUn.of(file)).getsockname()).isEqualTo(SockaddrUn.of(file));
        }
        assertThat(file).as("after close").exists();
    }

    @Test
    void trap50_aScopeIsANameOrANumber() throws Exception {
        int lo = Interfaces.ifNametoindex("lo");
        assertThat(SockaddrIn6.of("fe80::1%lo", 7).scopeId()).isEqualTo(lo);
        assertThat(SockaddrIn6.of("fe80::1%" + lo, 7)).isEqualTo(SockaddrIn6.of("fe80::1%lo", 7));
        assertThat(SockaddrIn6.of("fe80::1%4294967295", 7).host()).isEqualTo("fe80::1%4294967295");
        assertThatThrownBy(() -> SockaddrIn6.of("fe80::1%no-such", 7)).hasMessageContaining("no-such");
        assertThatThrownBy(() -> SockaddrIn6.of("fe80::1%", 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trap50_aLinkLocalAddressNeedsItsScope() throws Exception {
        var own = linkLocal();
        assumeTrue(own.isPresent(), "no interface with a link-local address here");
        int scope = own.get().getScopeId();
        var address = (SockaddrIn6) Sockaddr.of(new java.net.InetSocketAddress(own.get(), 0));
        assertThat(address.scopeId()).isEqualTo(scope).isPositive();
        try (var socket = Socket.tcp6()) {
            var without = new SockaddrIn6(address.high(), address.low(), 0, 0, 0);
            assertErrno(EINVAL, ErrnoException.class, () -> socket.bind(without));
            var name = (SockaddrIn6) socket.bind(address).getsockname();
            assertThat(name.host()).isEqualTo(address.host());
            assertThat(name.scopeId()).isEqualTo(scope);

            try (var client = Socket.tcp6().connect(socket.listen().getsockname());
                    var accepted = socket.accept()) {
                assertThat(((SockaddrIn6) client.getpeername()).scopeId()).isEqualTo(scope);
                assertThat(accepted.peer()).isEqualTo(client.getsockname());
            }
        }
    }

    @Test
    void trap50_theFlowLabelComesBack() throws Exception {
        assumeIpv6();
        try (var server = Socket.createServer(ANY_PORT6);
                var client = Socket.tcp6()) {
            var name = (SockaddrIn6) server.getsockname();
            client.setsockopt(IPPROTO_IPV6, IPV6_FLOWINFO_SEND, 1);
            // The traffic class alone: a flow label would have to be leased first.
            var classy = new SockaddrIn6(name.high(), name.low(), name.port(), 0x0A80_0000, 0);
            assertThat(client.connect(classy).getpeername()).isEqualTo(classy);
            assertThat(name.flowinfo()).isZero();
        }
    }

    @Test
    void trap50_anIpv6ServerTakesIpv4OnlyIfAsked() throws Exception {
        assumeIpv6();
        try (var dual = Socket.createServer(Sockaddr.of("::", 0), 5, false, true)) {
            assertThat(dual.getsockopt(IPPROTO_IPV6, IPV6_V6ONLY)).isZero();
            int port = ((SockaddrIn6) dual.getsockname()).port();
            try (var client = Socket.tcp().connect(Sockaddr.of("127.0.0.1", port));
                    var accepted = dual.accept()) {
                assertThat(((SockaddrIn6) accepted.getsockname()).host()).isEqualTo("::ffff:127.0.0.1");
                assertThat(((SockaddrIn6) accepted.getpeername()).port())
                        .isEqualTo(((SockaddrIn) client.getsockname()).port());
            }
            try (var mapped = Socket.tcp6().connect(Sockaddr.of("::ffff:127.0.0.1", port))) {
                assertThat(mapped.peer()).hasToString("[::ffff:127.0.0.1]:" + port);
            }
        }
        // Bound, and not listening: the port is nobody else's in IPv4.
        try (var four = Socket.tcp().bind(Sockaddr.of("0.0.0.0", 0));
                var six = Socket.createServer(
                        Sockaddr.of("::", ((SockaddrIn) four.getsockname()).port()), 5, false, false);
                var client = Socket.tcp()) {
            assertThat(six.getsockopt(IPPROTO_IPV6, IPV6_V6ONLY)).isOne();
            int port = ((SockaddrIn6) six.getsockname()).port();
            assertThat(client.connectEx(Sockaddr.of("127.0.0.1", port))).isEqualTo(ECONNREFUSED);
        }
    }

    private static void assertErrno(
            int errno, Class<? extends ErrnoException> type,
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(type)
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(new Errno(errno)));
    }

    private static void assumeIpv6() {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "no IPv6 here");
        assumeTrue(Socket.hasDualstackIpv6(), "no IPv6 here");
    }

    private static Optional<Inet6Address> linkLocal() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet6Address && address.isLinkLocalAddress())
                .map(Inet6Address.class::cast)
                .findFirst();
    }

    /** An address where nobody listens. */
    private static Sockaddr nobody() throws ErrnoException {
        try (var socket = Socket.tcp().bind(ANY_PORT)) {
            return socket.getsockname();
        }
    }

    /** A UNIX server with room for one, and one who waits there. */
    private static final class FullQueue implements AutoCloseable {
        final Sockaddr address = SockaddrUn.abstractName("sockeye-" + UUID.randomUUID());
        final Socket server = Socket.unix().bind(address).listen(0);
        private final Socket first = Socket.unix().connect(address);

        FullQueue() throws ErrnoException {}

        @Override
        public void close() {
            first.close();
            server.close();
        }
    }
}
