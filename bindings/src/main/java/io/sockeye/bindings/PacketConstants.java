package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Packets as an interface sends and receives them: packet(7).
 */
public final class PacketConstants {
    static {
        Platform.check();
    }

    // packet(7): sll_pkttype

    /** To this host; packet(7). */
    public static final int PACKET_HOST = linux_h.PACKET_HOST();
    /** To all; packet(7). */
    public static final int PACKET_BROADCAST = linux_h.PACKET_BROADCAST();
    /** To a group; packet(7). */
    public static final int PACKET_MULTICAST = linux_h.PACKET_MULTICAST();
    /** To another host; packet(7). */
    public static final int PACKET_OTHERHOST = linux_h.PACKET_OTHERHOST();
    /** Sent by this host; packet(7). */
    public static final int PACKET_OUTGOING = linux_h.PACKET_OUTGOING();
    /** Not seen by programs; kernel. */
    public static final int PACKET_LOOPBACK = linux_h.PACKET_LOOPBACK();
    /** To programs; kernel. */
    public static final int PACKET_USER = linux_h.PACKET_USER();
    /** To the kernel; kernel. */
    public static final int PACKET_KERNEL = linux_h.PACKET_KERNEL();
    /** Not seen by programs; kernel. */
    public static final int PACKET_FASTROUTE = linux_h.PACKET_FASTROUTE();

    // packet(7): options

    /** Receives more; struct packet_mreq; packet(7). */
    public static final int PACKET_ADD_MEMBERSHIP = linux_h.PACKET_ADD_MEMBERSHIP();
    /** Receives it no more; struct packet_mreq; packet(7). */
    public static final int PACKET_DROP_MEMBERSHIP = linux_h.PACKET_DROP_MEMBERSHIP();
    /** How many packets were received and dropped; packet(7). */
    public static final int PACKET_STATISTICS = linux_h.PACKET_STATISTICS();
    /** Each receive carries more about the packet; packet(7). */
    public static final int PACKET_AUXDATA = linux_h.PACKET_AUXDATA();
    /** The interface where it came in; kernel. */
    public static final int PACKET_ORIGDEV = linux_h.PACKET_ORIGDEV();
    /** The kind of ring; packet(7). */
    public static final int PACKET_VERSION = linux_h.PACKET_VERSION();
    /** Room before each packet of the ring; packet(7). */
    public static final int PACKET_RESERVE = linux_h.PACKET_RESERVE();
    /** A ring in memory to receive; packet(7). */
    public static final int PACKET_RX_RING = linux_h.PACKET_RX_RING();
    /** A ring in memory to send; packet(7). */
    public static final int PACKET_TX_RING = linux_h.PACKET_TX_RING();
    /** Broken packets are skipped; packet(7). */
    public static final int PACKET_LOSS = linux_h.PACKET_LOSS();
    /** Whose clock the ring has; packet(7). */
    public static final int PACKET_TIMESTAMP = linux_h.PACKET_TIMESTAMP();
    /** Several sockets share the packets; packet(7). */
    public static final int PACKET_FANOUT = linux_h.PACKET_FANOUT();
    /** Past the queueing discipline; packet(7). */
    public static final int PACKET_QDISC_BYPASS = linux_h.PACKET_QDISC_BYPASS();
    /** Nothing of what this host sends; kernel. */
    public static final int PACKET_IGNORE_OUTGOING = linux_h.PACKET_IGNORE_OUTGOING();
    /** mr_type: one multicast address; packet(7). */
    public static final int PACKET_MR_MULTICAST = linux_h.PACKET_MR_MULTICAST();
    /** mr_type: all packets; packet(7). */
    public static final int PACKET_MR_PROMISC = linux_h.PACKET_MR_PROMISC();
    /** mr_type: all multicast; packet(7). */
    public static final int PACKET_MR_ALLMULTI = linux_h.PACKET_MR_ALLMULTI();
    /** mr_type: one more address; kernel. */
    public static final int PACKET_MR_UNICAST = linux_h.PACKET_MR_UNICAST();

    // packet(7): sll_protocol

    /** Every protocol; packet(7). */
    public static final int ETH_P_ALL = linux_h.ETH_P_ALL();
    /** IPv4; packet(7). */
    public static final int ETH_P_IP = linux_h.ETH_P_IP();
    /** ARP; packet(7). */
    public static final int ETH_P_ARP = linux_h.ETH_P_ARP();
    /** IPv6; packet(7). */
    public static final int ETH_P_IPV6 = linux_h.ETH_P_IPV6();
    /** VLAN; packet(7). */
    public static final int ETH_P_8021Q = linux_h.ETH_P_8021Q();
    /** The same as ETH_P_IP; packet(7). */
    public static final int ETHERTYPE_IP = linux_h.ETHERTYPE_IP();
    /** The same as ETH_P_ARP; packet(7). */
    public static final int ETHERTYPE_ARP = linux_h.ETHERTYPE_ARP();
    /** The same as ETH_P_IPV6; packet(7). */
    public static final int ETHERTYPE_IPV6 = linux_h.ETHERTYPE_IPV6();
    /** The same as ETH_P_8021Q; packet(7). */
    public static final int ETHERTYPE_VLAN = linux_h.ETHERTYPE_VLAN();
    /** How many bytes a hardware address of Ethernet has; packet(7). */
    public static final int ETH_ALEN = linux_h.ETH_ALEN();
    /** How many bytes the header of Ethernet has; packet(7). */
    public static final int ETH_HLEN = linux_h.ETH_HLEN();

    // packet(7): sll_hatype

    /** Ethernet; packet(7). */
    public static final int ARPHRD_ETHER = linux_h.ARPHRD_ETHER();
    /** Loopback; packet(7). */
    public static final int ARPHRD_LOOPBACK = linux_h.ARPHRD_LOOPBACK();
    /** No header; packet(7). */
    public static final int ARPHRD_NONE = linux_h.ARPHRD_NONE();

    private PacketConstants() {}
}
