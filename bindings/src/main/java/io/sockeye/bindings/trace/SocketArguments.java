package io.sockeye.bindings.trace;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.AF_PACKET;

import io.sockeye.bindings.InetConstants;
import io.sockeye.bindings.NetlinkConstants;
import io.sockeye.bindings.PacketConstants;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.internal.ConstantNames;

/** Type and protocol of socket(2). */
final class SocketArguments {
    /** The kernel's SOCK_TYPE_MASK, which no header of user space has: what is beyond it are flags; include/linux/net.h. */
    private static final int TYPE = 0xF;

    private static final ConstantNames TYPES =
            ConstantNames.of("SOCK_???", SocketConstants.class, "SOCK_(STREAM|DGRAM|RAW|RDM|SEQPACKET)");
    private static final ConstantNames FLAGS =
            ConstantNames.listed("SOCK_???", SocketConstants.class, "SOCK_CLOEXEC", "SOCK_NONBLOCK");
    private static final ConstantNames INET = ConstantNames.of("IPPROTO_???", InetConstants.class, "IPPROTO_.*");
    private static final ConstantNames NETLINK = ConstantNames.of(
            "NETLINK_???", NetlinkConstants.class,
            "NETLINK_(?!.*_MEMBERSHIP|PKTINFO|.*_ERROR|NO_|LISTEN_|CAP_|EXT_|GET_).*");
    private static final ConstantNames ETHERNET = ConstantNames.of("ETH_P_???", PacketConstants.class, "ETH_P_.*");

    private SocketArguments() {}

    static Argument type() {
        return call -> {
            int type = call.integer(1);
            return FLAGS.flagsAfter(TYPES.one(type & TYPE), type & ~TYPE);
        };
    }

    static Argument protocol() {
        return call -> protocol(call.integer(0), call.integer(2));
    }

    private static String protocol(int family, int protocol) {
        if (family == AF_INET || family == AF_INET6) {
            return INET.one(protocol);
        }
        if (family == AF_NETLINK) {
            return NETLINK.one(protocol);
        }
        return family == AF_PACKET ? ethernet(protocol) : StructArguments.hex(protocol);
    }

    /** A protocol of packet(7): 16 bits in network order. */
    static String ethernet(int protocol) {
        int host = Short.toUnsignedInt(Short.reverseBytes((short) protocol));
        return "htons(" + (ETHERNET.has(host) ? ETHERNET.one(host) : StructArguments.hex(host) + " /* ETH_P_??? */")
                + ")";
    }
}
