package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_PACKET;

import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An interface, what runs over it, and a hardware address: {@code struct sockaddr_ll}; packet(7). The kernel fills in
 * {@code hatype} and {@code pkttype} of what was received and looks at neither.
 *
 * @param protocol {@code ETH_P_ALL}, {@code ETH_P_IP}, …, in host order here and in network order in C
 * @param ifindex the number of an interface; 0 lets {@code bind} take all
 * @param hatype {@code ARPHRD_ETHER}, …
 * @param pkttype to whom the packet was: {@code PACKET_HOST}, {@code PACKET_OUTGOING}, …
 * @param hardware the hardware address, at most 8 bytes; none for {@code bind}
 */
public record SockaddrLl(int protocol, int ifindex, int hatype, int pkttype, byte[] hardware) implements Sockaddr {
    /** Copies the bytes and checks what has a limit. */
    public SockaddrLl {
        hardware = hardware.clone();
        if (hardware.length > Long.BYTES) {
            throw new IllegalArgumentException(
                    "a hardware address of " + hardware.length + " bytes; there is room for " + Long.BYTES);
        }
        if (protocol < 0 || protocol > 0xFFFF) {
            throw new IllegalArgumentException("protocol " + protocol + "; a protocol is 0 to 65535");
        }
    }

    /**
     * What {@code bind} needs.
     *
     * @param protocol {@code ETH_P_ALL}, {@code ETH_P_IP}, …
     * @param ifindex the number of an interface; 0 for all
     * @return the address
     */
    public static SockaddrLl of(int protocol, int ifindex) {
        return new SockaddrLl(protocol, ifindex, 0, 0, new byte[0]);
    }

    /**
     * The hardware address.
     *
     * @return a copy
     */
    @Override
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
     * For people.
     *
     * @return {@code "packet:0x800 on 2 00:16:3e:00:00:01"}
     */
    @Override
    public String toString() {
        return "packet:0x" + Integer.toHexString(protocol) + " on " + ifindex
                + (hardware.length == 0 ? "" : " " + HexFormat.ofDelimiter(":").formatHex(hardware));
    }
}
