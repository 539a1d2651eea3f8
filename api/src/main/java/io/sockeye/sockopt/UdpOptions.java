package io.sockeye.sockopt;

import static io.sockeye.sockopt.OptionValue.BOOLEAN;
import static io.sockeye.sockopt.OptionValue.INT;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;

import io.sockeye.bindings.InetConstants;

/**
 * The options of the level {@code IPPROTO_UDP}: udp(7). An option marked "kernel" has no man page.
 */
public final class UdpOptions {
    /** Accumulates output into one datagram; udp(7). */
    public static final Option<Boolean> UDP_CORK = of(InetConstants.UDP_CORK, BOOLEAN);
    /** The encapsulation type, for IPsec; cannot be unset; kernel. */
    public static final Option<Integer> UDP_ENCAP = of(InetConstants.UDP_ENCAP, INT);
    /** Coalesces received datagrams of one sender; udp(7). */
    public static final Option<Boolean> UDP_GRO = of(InetConstants.UDP_GRO, BOOLEAN);
    /** Accepts IPv6 datagrams without a checksum; kernel. */
    public static final Option<Boolean> UDP_NO_CHECK6_RX = of(InetConstants.UDP_NO_CHECK6_RX, BOOLEAN);
    /** Sends IPv6 datagrams without a checksum; kernel. */
    public static final Option<Boolean> UDP_NO_CHECK6_TX = of(InetConstants.UDP_NO_CHECK6_TX, BOOLEAN);
    /** Splits each send into datagrams of this size, in bytes; 0 for off; udp(7). */
    public static final Option<Integer> UDP_SEGMENT = of(InetConstants.UDP_SEGMENT, INT);

    private UdpOptions() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(IPPROTO_UDP, number, value);
    }
}
