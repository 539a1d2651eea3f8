package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.AF_PACKET;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;

import io.sockeye.bindings.SockaddrStorage;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;

/** The address of a socket: one immutable class for each {@code struct sockaddr_…}. */
public sealed interface Sockaddr permits SockaddrIn, SockaddrIn6, SockaddrLl, SockaddrNl, SockaddrUn, SockaddrVm {
    /**
     * The address family.
     *
     * @return {@code AF_INET}, {@code AF_INET6}, {@code AF_UNIX}, {@code AF_VSOCK}, {@code AF_NETLINK}, {@code AF_PACKET}
     */
    int family();

    /**
     * Converts this address for {@code java.net} and {@code java.nio}.
     *
     * @return an {@link InetSocketAddress} or a {@link UnixDomainSocketAddress}
     * @throws UnsupportedOperationException if Java has no such address: an abstract UNIX name, a path that is not UTF-8, or a family that
     *     Java does not support
     */
    SocketAddress toJava();

    /**
     * Converts an address of {@code java.net} or {@code java.nio}.
     *
     * @param address resolved, if it is an {@link InetSocketAddress}
     * @return the address
     * @throws IllegalArgumentException if it is unresolved or of another kind
     */
    static Sockaddr of(SocketAddress address) {
        return switch (address) {
            case InetSocketAddress inet -> of(inet);
            case UnixDomainSocketAddress unix when unix.getPath().toString().isEmpty() -> SockaddrUn.UNNAMED;
            case UnixDomainSocketAddress unix -> SockaddrUn.of(unix.getPath());
            default -> throw new IllegalArgumentException("an address of an unsupported class: " + address);
        };
    }

    private static Sockaddr of(InetSocketAddress address) {
        return switch (address.getAddress()) {
            case null -> throw new IllegalArgumentException("not resolved: " + address);
            case Inet6Address six -> {
                var bytes = ByteBuffer.wrap(six.getAddress());
                yield new SockaddrIn6(bytes.getLong(), bytes.getLong(), address.getPort(), 0, six.getScopeId());
            }
            case Inet4Address four ->
                new SockaddrIn(ByteBuffer.wrap(four.getAddress()).getInt(), address.getPort());
            default -> throw new IllegalArgumentException("neither IPv4 nor IPv6: " + address);
        };
    }

    /**
     * Parses an IPv4 or IPv6 address. No name is looked up.
     *
     * @param host {@code 127.0.0.1}, {@code ::1}, {@code fe80::1%eth0}
     * @param port 0 to 65535
     * @return the address
     * @throws IllegalArgumentException if the text is no address, or the port is out of range
     */
    static Sockaddr of(String host, int port) {
        return host.indexOf(':') >= 0 ? SockaddrIn6.of(host, port) : SockaddrIn.of(host, port);
    }

    /**
     * Encodes this address for a system call.
     *
     * @param storage the memory to write
     */
    default void copyTo(SockaddrStorage storage) {
        switch (this) {
            case SockaddrIn in -> storage.setInet(in.address(), in.port());
            case SockaddrIn6 in6 ->
                storage.setInet6(in6.high(), in6.low(), in6.port(), in6.flowinfo(), in6.scopeId());
            case SockaddrUn un -> storage.setUnix(un.bytes());
            case SockaddrVm vm -> storage.setVsock(vm.cid(), vm.port());
            case SockaddrNl nl -> storage.setNetlink(nl.pid(), nl.groups());
            case SockaddrLl ll -> storage.setPacket(ll.protocol(), ll.ifindex(), ll.hardware());
        }
    }

    /**
     * Decodes an address that the kernel wrote.
     *
     * @param storage the memory that {@code accept4}, {@code recvfrom}, {@code getsockname} or {@code getpeername} filled
     * @return the address
     * @throws IllegalArgumentException if its family is not supported
     */
    static Sockaddr of(SockaddrStorage storage) {
        int family = storage.family();
        if (family == AF_INET) {
            return new SockaddrIn(storage.inet(), storage.port());
        } else if (family == AF_INET6) {
            return new SockaddrIn6(
                    storage.inet6High(), storage.inet6Low(), storage.port(), storage.flowinfo(), storage.scopeId());
        } else if (family == AF_UNIX) {
            return SockaddrUn.of(storage.path());
        } else if (family == AF_VSOCK) {
            return new SockaddrVm(storage.cid(), storage.vsockPort());
        } else if (family == AF_NETLINK) {
            return new SockaddrNl(storage.netlinkPid(), storage.groups());
        } else if (family == AF_PACKET) {
            return new SockaddrLl(
                    storage.protocol(), storage.ifindex(), storage.hatype(), storage.pkttype(), storage.hardware());
        }
        throw new IllegalArgumentException("an address of family " + family + ", which is not supported");
    }
}
