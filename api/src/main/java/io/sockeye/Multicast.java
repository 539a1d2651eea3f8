package io.sockeye;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPV6_MULTICAST_IF;
import static io.sockeye.bindings.InetConstants.IP_MULTICAST_IF;
import static io.sockeye.bindings.InetConstants.MCAST_BLOCK_SOURCE;
import static io.sockeye.bindings.InetConstants.MCAST_JOIN_GROUP;
import static io.sockeye.bindings.InetConstants.MCAST_JOIN_SOURCE_GROUP;
import static io.sockeye.bindings.InetConstants.MCAST_LEAVE_GROUP;
import static io.sockeye.bindings.InetConstants.MCAST_LEAVE_SOURCE_GROUP;
import static io.sockeye.bindings.InetConstants.MCAST_UNBLOCK_SOURCE;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.internal.socket.Sockopt;
import io.sockeye.bindings.GroupReq;
import io.sockeye.bindings.GroupSourceReq;
import io.sockeye.bindings.IpMreqn;
import io.sockeye.bindings.SockaddrStorage;
import java.lang.foreign.Arena;

/**
 * The multicast groups of a socket on one interface, IPv4 or IPv6; ip(7), ipv6(7). The port of a group's address is ignored: the
 * socket receives on the port that it is bound to. Sending is configured by {@code IP_MULTICAST_TTL}, {@code IP_MULTICAST_LOOP},
 * {@code IPV6_MULTICAST_HOPS} and {@code IPV6_MULTICAST_LOOP}.
 *
 * <p>Thread-safe: it has no state of its own, each method is one {@code setsockopt}.
 */
public final class Multicast {
    private final Sockopt options;
    private final int family;
    private final int ifindex;

    Multicast(Sockopt options, int family, int ifindex) {
        this.options = options;
        this.family = family;
        this.ifindex = ifindex;
    }

    /**
     * {@code setsockopt(MCAST_JOIN_GROUP)}: receives the datagrams that are sent to a group.
     *
     * @param group {@code 239.1.2.3}, {@code ff02::114}
     * @throws ErrnoException ENODEV, EADDRINUSE if the socket has joined it already, EINVAL if it is not a group, or of another family,
     *     ENOBUFS if the socket has joined too many
     */
    public void join(Sockaddr group) throws ErrnoException {
        set(MCAST_JOIN_GROUP, group);
    }

    /**
     * {@code setsockopt(MCAST_LEAVE_GROUP)}: the reverse of {@link #join}.
     *
     * @param group as it was joined
     * @throws ErrnoException EADDRNOTAVAIL if the socket has not joined it, ENODEV
     */
    public void leave(Sockaddr group) throws ErrnoException {
        set(MCAST_LEAVE_GROUP, group);
    }

    /**
     * {@code setsockopt(MCAST_JOIN_SOURCE_GROUP)}: receives the datagrams that one sender sends to a group. Can be called for several
     * senders.
     *
     * @param group {@code 232.1.2.3}, {@code ff35::114}
     * @param source the sender's address
     * @throws ErrnoException ENODEV, EADDRNOTAVAIL if the socket has joined this source, EINVAL if it has joined the whole group
     */
    public void joinSource(Sockaddr group, Sockaddr source) throws ErrnoException {
        set(MCAST_JOIN_SOURCE_GROUP, group, source);
    }

    /**
     * {@code setsockopt(MCAST_LEAVE_SOURCE_GROUP)}: the reverse of {@link #joinSource}.
     *
     * @param group as it was joined
     * @param source as it was joined
     * @throws ErrnoException EADDRNOTAVAIL, EINVAL if the socket has not joined it, ENODEV
     */
    public void leaveSource(Sockaddr group, Sockaddr source) throws ErrnoException {
        set(MCAST_LEAVE_SOURCE_GROUP, group, source);
    }

    /**
     * {@code setsockopt(MCAST_BLOCK_SOURCE)}: ignores one sender of a group that was joined by {@link #join}.
     *
     * @param group as it was joined
     * @param source the sender's address
     * @throws ErrnoException EADDRNOTAVAIL if the source is blocked already, EINVAL if the group is not joined, ENODEV
     */
    public void blockSource(Sockaddr group, Sockaddr source) throws ErrnoException {
        set(MCAST_BLOCK_SOURCE, group, source);
    }

    /**
     * {@code setsockopt(MCAST_UNBLOCK_SOURCE)}: the reverse of {@link #blockSource}.
     *
     * @param group as it was joined
     * @param source as it was blocked
     * @throws ErrnoException EADDRNOTAVAIL if the source is not blocked, EINVAL if the group is not joined, ENODEV
     */
    public void unblockSource(Sockaddr group, Sockaddr source) throws ErrnoException {
        set(MCAST_UNBLOCK_SOURCE, group, source);
    }

    /**
     * {@code setsockopt(IP_MULTICAST_IF)} or {@code IPV6_MULTICAST_IF}: sends datagrams to groups through this interface; without
     * one, through the interface of the route.
     *
     * @throws ErrnoException ENODEV, EADDRNOTAVAIL, EINVAL if the socket is bound to another device
     */
    public void sendHere() throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            if (family == AF_INET6) {
                options.set(IPPROTO_IPV6, IPV6_MULTICAST_IF, arena.allocateFrom(JAVA_INT, ifindex), here());
            } else {
                options.set(IPPROTO_IP, IP_MULTICAST_IF, new IpMreqn(arena).set(0, 0, ifindex), here());
            }
        }
    }

    private void set(int option, Sockaddr group) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var request = new GroupReq(arena).set(ifindex, storage(arena, group));
            options.set(level(group), option, request, host(group) + " on " + here());
        }
    }

    private void set(int option, Sockaddr group, Sockaddr source) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var request = new GroupSourceReq(arena).set(ifindex, storage(arena, group), storage(arena, source));
            options.set(level(group), option, request, host(group) + " from " + host(source) + " on " + here());
        }
    }

    private static int level(Sockaddr group) {
        return group.family() == AF_INET6 ? IPPROTO_IPV6 : IPPROTO_IP;
    }

    private static SockaddrStorage storage(Arena arena, Sockaddr address) {
        var storage = new SockaddrStorage(arena);
        address.copyTo(storage);
        return storage;
    }

    private static String host(Sockaddr address) {
        return switch (address) {
            case SockaddrIn in -> in.host();
            case SockaddrIn6 in6 -> in6.host();
            default -> throw new IllegalArgumentException("a group or a source must be an IP address, not " + address);
        };
    }

    private String here() {
        return ifindex == 0 ? "any interface" : "interface " + ifindex;
    }
}
