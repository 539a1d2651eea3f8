package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_NETLINK;

import java.net.SocketAddress;

/**
 * The address of a netlink socket: {@code struct sockaddr_nl}; netlink(7).
 *
 * @param pid the port ID of the socket, unsigned; 0 is the kernel, or lets {@code bind} choose
 * @param groups a mask of multicast groups, {@code RTMGRP_LINK}, …
 */
public record SockaddrNl(int pid, int groups) implements Sockaddr {
    /** The address of the kernel. */
    public static final SockaddrNl KERNEL = new SockaddrNl(0, 0);

    @Override
    public int family() {
        return AF_NETLINK;
    }

    @Override
    public SocketAddress toJava() {
        throw new UnsupportedOperationException("java.net has no address for " + this);
    }

    /**
     * A human-readable description.
     *
     * @return {@code "netlink:4711"}, with {@code " groups 0x1"} if it has groups
     */
    @Override
    public String toString() {
        return "netlink:" + Integer.toUnsignedString(pid)
                + (groups == 0 ? "" : " groups 0x" + Integer.toHexString(groups));
    }
}
