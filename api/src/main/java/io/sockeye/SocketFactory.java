package io.sockeye;

import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPV6_V6ONLY;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static io.sockeye.bindings.SocketConstants.SO_REUSEPORT;

import io.sockeye.internal.poll.Deadline;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes connected and listening sockets in several calls, as Python's {@code create_connection} and {@code create_server}. */
final class SocketFactory {
    private SocketFactory() {}

    /** The timeout is for the look-up and all attempts together. */
    static Socket connect(String host, int port, @Nullable Duration timeout, @Nullable Sockaddr source)
            throws IOException {
        long deadline = Deadline.of(timeout);
        var addresses = Resolver.lookUp(host, port, timeout, deadline);
        var target = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        return new ConnectionAttempts(target, addresses, source, timeout, deadline).connect();
    }

    static Socket listen(Sockaddr address, int backlog, boolean reusePort, boolean dualstack) throws ErrnoException {
        var socket = new Socket(address.family(), SOCK_STREAM, 0);
        try {
            socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            if (reusePort) {
                socket.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1);
            }
            if (address.family() == AF_INET6) {
                socket.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, dualstack ? 0 : 1);
            } else if (dualstack) {
                throw new IllegalArgumentException("dual stack is for an IPv6 address, not for " + address);
            }
            return socket.bind(address).listen(backlog);
        } catch (ErrnoException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    static boolean hasDualstackIpv6() {
        try (var socket = Socket.tcp6()) {
            socket.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0);
            return true;
        } catch (ErrnoException e) {
            // EAFNOSUPPORT, ENOPROTOOPT: the kernel has no IPv6, or cannot receive IPv4 on an IPv6 socket.
            return false;
        }
    }
}
