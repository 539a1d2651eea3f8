package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPV6_V6ONLY;
import static io.sockeye.bindings.SocketConstants.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.internal.ConstantNames;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.sockopt.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens the descriptors of sockets: new ones, pairs, duplicates, adopted ones; and connected and listening sockets, which take several
 * calls, as Python's {@code create_connection} and {@code create_server}.
 */
final class SocketFactory {
    /** Loaded when an error or {@code toString} needs a name. */
    private static final class Symbolic {
        static final ConstantNames FAMILIES = ConstantNames.of(SocketConstants.class, "AF_(?!LOCAL).*");
        static final ConstantNames TYPES =
                ConstantNames.of(SocketConstants.class, "SOCK_(?!CLOEXEC|NONBLOCK).*");
    }

    private SocketFactory() {}

    /** {@code "AF_INET, SOCK_STREAM"}, for error messages. */
    static String kind(int family, int type) {
        return Symbolic.FAMILIES.name(family) + ", " + Symbolic.TYPES.name(type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK));
    }

    /** Returns a descriptor that the caller has to close. */
    static int open(int family, int type, int protocol) throws ErrnoException {
        int fd = SocketSyscalls.socket(family, type | SOCK_CLOEXEC, protocol);
        if (fd < 0) {
            throw ErrnoException.of("socket", kind(family, type) + ", " + protocol, -fd);
        }
        return fd;
    }

    /** Returns a descriptor that the caller has to close. */
    static int duplicate(int fd) throws ErrnoException {
        int duplicate = FileSyscalls.fcntl(fd, F_DUPFD_CLOEXEC, 0);
        if (duplicate < 0) {
            throw ErrnoException.of("fcntl", "fd=" + fd + ", F_DUPFD_CLOEXEC", -duplicate);
        }
        return duplicate;
    }

    static SocketPair socketpair(int family, int type, int protocol) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            // SAFETY: the kernel writes two ints.
            var sv = arena.allocate(JAVA_INT, 2);
            int result = SocketSyscalls.socketpair(family, type | SOCK_CLOEXEC, protocol, sv);
            if (result < 0) {
                throw ErrnoException.of("socketpair", kind(family, type) + ", " + protocol, -result);
            }
            var timeout = (type & SOCK_NONBLOCK) == 0 ? null : Duration.ZERO;
            var first = new Socket(sv.getAtIndex(JAVA_INT, 0), family, type, protocol, timeout);
            var second = new Socket(sv.getAtIndex(JAVA_INT, 1), family, type, protocol, timeout);
            return new SocketPair(
                    first.connectedTo(SockaddrUn.UNNAMED), second.connectedTo(SockaddrUn.UNNAMED));
        }
    }

    static Socket adopt(int fd) throws ErrnoException {
        int family = SocketOptions.SO_DOMAIN.read(fd);
        int type = SocketOptions.SO_TYPE.read(fd);
        int protocol = SocketOptions.SO_PROTOCOL.read(fd);
        int flags = FileSyscalls.fcntl(fd, F_GETFL, 0);
        if (flags < 0) {
            throw ErrnoException.of("fcntl", "fd=" + fd, -flags);
        }
        boolean nonblocking = (flags & O_NONBLOCK) != 0;
        // SAFETY: the file may have other owners, a parent process or a duplicate, which a shutdown would affect.
        var socket = new Socket(
                Descriptor.withoutShutdown(fd),
                family,
                nonblocking ? type | SOCK_NONBLOCK : type,
                protocol,
                nonblocking ? Duration.ZERO : null);
        // An owner may have set SO_RCVTIMEO or SO_SNDTIMEO.
        socket.share();
        return socket;
    }

    static Socket fromfd(int fd) throws ErrnoException {
        int duplicate = duplicate(fd);
        try {
            return adopt(duplicate);
        } catch (ErrnoException e) {
            Descriptor.withoutShutdown(duplicate).close();
            throw e;
        }
    }

    /** Looks the host up and connects within one timeout, which is then the timeout of the socket. */
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
                throw new IllegalArgumentException("dualstack needs an IPv6 address, not " + address);
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
