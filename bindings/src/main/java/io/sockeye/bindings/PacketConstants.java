package io.sockeye.bindings;

/**
 * Packets as an interface sends and receives them: packet(7).
 */
public final class PacketConstants {
    // packet(7): sll_pkttype

    /** To this host; packet(7). */
    public static final int PACKET_HOST = 0;
    /** To all; packet(7). */
    public static final int PACKET_BROADCAST = 1;
    /** To a group; packet(7). */
    public static final int PACKET_MULTICAST = 2;
    /** To another host; packet(7). */
    public static final int PACKET_OTHERHOST = 3;
    /** Sent by this host; packet(7). */
    public static final int PACKET_OUTGOING = 4;
    /** Not seen by programs; kernel. */
    public static final int PACKET_LOOPBACK = 5;
    /** To programs; kernel. */
    public static final int PACKET_USER = 6;
    /** To the kernel; kernel. */
    public static final int PACKET_KERNEL = 7;
    /** Not seen by programs; kernel. */
    public static final int PACKET_FASTROUTE = 6;

    // packet(7): options

    /** Receives more; struct packet_mreq; packet(7). */
    public static final int PACKET_ADD_MEMBERSHIP = 1;
    /** Receives it no more; struct packet_mreq; packet(7). */
    public static final int PACKET_DROP_MEMBERSHIP = 2;
    /** How many packets were received and dropped; packet(7). */
    public static final int PACKET_STATISTICS = 6;
    /** Each receive carries more about the packet; packet(7). */
    public static final int PACKET_AUXDATA = 8;
    /** The interface where it came in; kernel. */
    public static final int PACKET_ORIGDEV = 9;
    /** The kind of ring; packet(7). */
    public static final int PACKET_VERSION = 10;
    /** Room before each packet of the ring; packet(7). */
    public static final int PACKET_RESERVE = 12;
    /** A ring in memory to receive; packet(7). */
    public static final int PACKET_RX_RING = 5;
    /** A ring in memory to send; packet(7). */
    public static final int PACKET_TX_RING = 13;
    /** Broken packets are skipped; packet(7). */
    public static final int PACKET_LOSS = 14;
    /** Whose clock the ring has; packet(7). */
    public static final int PACKET_TIMESTAMP = 17;
    /** Several sockets share the packets; packet(7). */
    public static final int PACKET_FANOUT = 18;
    /** Past the queueing discipline; packet(7). */
    public static final int PACKET_QDISC_BYPASS = 20;
    /** Nothing of what this host sends; kernel. */
    public static final int PACKET_IGNORE_OUTGOING = 23;
    /** mr_type: one multicast address; packet(7). */
    public static final int PACKET_MR_MULTICAST = 0;
    /** mr_type: all packets; packet(7). */
    public static final int PACKET_MR_PROMISC = 1;
    /** mr_type: all multicast; packet(7). */
    public static final int PACKET_MR_ALLMULTI = 2;
    /** mr_type: one more address; kernel. */
    public static final int PACKET_MR_UNICAST = 3;

    // packet(7): sll_protocol

    /** Every protocol; packet(7). */
    public static final int ETH_P_ALL = 3;
    /** IPv4; packet(7). */
    public static final int ETH_P_IP = 0x800;
    /** ARP; packet(7). */
    public static final int ETH_P_ARP = 0x806;
    /** IPv6; packet(7). */
    public static final int ETH_P_IPV6 = 0x86dd;
    /** VLAN; packet(7). */
    public static final int ETH_P_8021Q = 0x8100;
    /** The same as ETH_P_IP; packet(7). */
    public static final int ETHERTYPE_IP = 0x800;
    /** The same as ETH_P_ARP; packet(7). */
    public static final int ETHERTYPE_ARP = 0x806;
    /** The same as ETH_P_IPV6; packet(7). */
    public static final int ETHERTYPE_IPV6 = 0x86dd;
    /** The same as ETH_P_8021Q; packet(7). */
    public static final int ETHERTYPE_VLAN = 0x8100;
    /** How many bytes a hardware address of Ethernet has; packet(7). */
    public static final int ETH_ALEN = 6;
    /** How many bytes the header of Ethernet has; packet(7). */
    public static final int ETH_HLEN = 14;

    // packet(7): sll_hatype

    /** Ethernet; packet(7). */
    public static final int ARPHRD_ETHER = 1;
    /** Loopback; packet(7). */
    public static final int ARPHRD_LOOPBACK = 772;
    /** No header; packet(7). */
    public static final int ARPHRD_NONE = 0xfffe;

    private PacketConstants() {}
}
