package io.sockeye;

import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPV6_V6ONLY;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static io.sockeye.bindings.SocketConstants.SO_REUSEPORT;

import io.sockeye.internal.poll.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Sockets ready for use, made in several calls: Python's {@code create_connection} and {@code create_server}. */
final class Connections {
    private Connections() {}

    static Socket create(String host, int port, @Nullable Duration timeout, @Nullable Sockaddr source)
            throws IOException {
        long deadline = Deadline.after(timeout);
        var failures = new ArrayList<ErrnoException>();
        for (var info : Names.getaddrinfo(host, Integer.toString(port), AF_UNSPEC, SOCK_STREAM, 0, 0)) {
            try {
                return connect(info, deadline, timeout, source);
            } catch (ErrnoException e) {
                failures.add(e);
            }
        }
        // getaddrinfo gives one address at least, or throws.
        var last = failures.removeLast();
        failures.forEach(last::addSuppressed);
        throw last;
    }

    private static Socket connect(
            AddressInfo info, long deadline, @Nullable Duration timeout, @Nullable Sockaddr source)
            throws ErrnoException {
        var socket = new Socket(info.family(), info.type(), info.protocol());
        try {
            if (source != null) {
                socket.bind(source);
            }
            boolean limited = deadline != Deadline.NEVER && deadline != Deadline.NOW;
            socket.settimeout(limited ? Duration.ofNanos(Math.max(1, Deadline.remainingNanos(deadline))) : timeout);
            socket.connect(info.address());
            socket.settimeout(timeout);
            return socket;
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
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
        } catch (ErrnoException | IllegalArgumentException e) {
            socket.close();
            throw e;
        }
    }

    static boolean hasDualstackIpv6() {
        try (var socket = Socket.tcp6()) {
            socket.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0);
            return true;
        } catch (ErrnoException e) {
            // EAFNOSUPPORT, ENOPROTOOPT: the kernel has no IPv6, or none of this kind. That is the answer.
            return false;
        }
    }
}
