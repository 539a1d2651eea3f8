package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_PACKET;

import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A link-layer address: interface, protocol and hardware address; {@code struct sockaddr_ll}; packet(7). The kernel sets {@code hatype} and
 * {@code pkttype} of received packets and ignores both in {@code bind} and {@code sendto}.
 */
public final class SockaddrLl implements Sockaddr {
    private static final int HARDWARE_MAX = 8;

    private final int protocol;
    private final int ifindex;
    private final int hatype;
    private final int pkttype;
    private final byte[] hardware;

    /**
     * Creates an address from all fields.
     *
     * @param protocol {@code ETH_P_ALL}, {@code ETH_P_IP}, …, in host order here and in network order in C
     * @param ifindex the interface index; 0 means all in {@code bind}
     * @param hatype {@code ARPHRD_ETHER}, …
     * @param pkttype the destination of the packet: {@code PACKET_HOST}, {@code PACKET_OUTGOING}, …
     * @param hardware the hardware address, at most 8 bytes; empty for {@code bind}
     */
    public SockaddrLl(int protocol, int ifindex, int hatype, int pkttype, byte[] hardware) {
        if (hardware.length > HARDWARE_MAX) {
            throw new IllegalArgumentException(
                    "a hardware address of " + hardware.length + " bytes; there is room for " + HARDWARE_MAX);
        }
        if (protocol < 0 || protocol > 0xFFFF) {
            throw new IllegalArgumentException("protocol " + protocol + "; a protocol is 0 to 65535");
        }
        this.protocol = protocol;
        this.ifindex = ifindex;
        this.hatype = hatype;
        this.pkttype = pkttype;
        this.hardware = hardware.clone();
    }

    /**
     * Creates an address for {@code bind}. Open the socket with protocol 0: with another one it receives from all interfaces until it is
     * bound.
     *
     * @param protocol {@code ETH_P_ALL}, {@code ETH_P_IP}, …
     * @param ifindex the interface index; 0 for all
     * @return the address
     */
    public static SockaddrLl of(int protocol, int ifindex) {
        return new SockaddrLl(protocol, ifindex, 0, 0, new byte[0]);
    }

    /**
     * The protocol, in host byte order.
     *
     * @return {@code ETH_P_ALL}, {@code ETH_P_IP}, …
     */
    public int protocol() {
        return protocol;
    }

    /**
     * The interface index.
     *
     * @return the index; 0 for all
     */
    public int ifindex() {
        return ifindex;
    }

    /**
     * The hardware type.
     *
     * @return {@code ARPHRD_ETHER}, …; 0 if the kernel did not set it
     */
    public int hatype() {
        return hatype;
    }

    /**
     * The packet type.
     *
     * @return {@code PACKET_HOST}, {@code PACKET_OUTGOING}, …
     */
    public int pkttype() {
        return pkttype;
    }

    /**
     * The hardware address.
     *
     * @return a copy
     */
    public byte[] hardware() {
        return hardware.clone();
    }

    @Override
    public int family() {
        return AF_PACKET;
    }

    @Override
    public SocketAddress toJava() {
        throw new UnsupportedOperationException("java.net has no address for " + this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SockaddrLl ll
                && protocol == ll.protocol
                && ifindex == ll.ifindex
                && hatype == ll.hatype
                && pkttype == ll.pkttype
                && Arrays.equals(hardware, ll.hardware);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * protocol + ifindex) + Arrays.hashCode(hardware);
    }

    /**
     * A human-readable description.
     *
     * @return {@code "packet:0x800 on 2 00:16:3e:00:00:01"}
     */
    @Override
    public String toString() {
        return "packet:0x" + Integer.toHexString(protocol) + " on " + ifindex
                + (hardware.length == 0 ? "" : " " + HexFormat.ofDelimiter(":").formatHex(hardware));
    }
}
