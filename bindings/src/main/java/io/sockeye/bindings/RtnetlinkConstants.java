package io.sockeye.bindings;

/**
 * Interfaces, addresses and routes by netlink: rtnetlink(7).
 */
public final class RtnetlinkConstants {
    // rtnetlink(7): nlmsg_type

    /** Makes, or tells of, an interface; rtnetlink(7). */
    public static final int RTM_NEWLINK = 16;
    /** Removes, or tells of the end of, an interface; rtnetlink(7). */
    public static final int RTM_DELLINK = 17;
    /** Asks for an interface; rtnetlink(7). */
    public static final int RTM_GETLINK = 18;
    /** Makes, or tells of, an address; rtnetlink(7). */
    public static final int RTM_NEWADDR = 20;
    /** Removes, or tells of the end of, an address; rtnetlink(7). */
    public static final int RTM_DELADDR = 21;
    /** Asks for an address; rtnetlink(7). */
    public static final int RTM_GETADDR = 22;
    /** Makes, or tells of, a route; rtnetlink(7). */
    public static final int RTM_NEWROUTE = 24;
    /** Removes, or tells of the end of, a route; rtnetlink(7). */
    public static final int RTM_DELROUTE = 25;
    /** Asks for a route; rtnetlink(7). */
    public static final int RTM_GETROUTE = 26;
    /** Makes, or tells of, a neighbour; rtnetlink(7). */
    public static final int RTM_NEWNEIGH = 28;
    /** Removes, or tells of the end of, a neighbour; rtnetlink(7). */
    public static final int RTM_DELNEIGH = 29;
    /** Asks for a neighbour; rtnetlink(7). */
    public static final int RTM_GETNEIGH = 30;
    /** Changes an interface; kernel. */
    public static final int RTM_SETLINK = 19;

    // rtnetlink(7): nl_groups

    /** Interfaces; rtnetlink(7). */
    public static final int RTMGRP_LINK = 1;
    /** Not used; rtnetlink(7). */
    public static final int RTMGRP_NOTIFY = 2;
    /** Neighbours; rtnetlink(7). */
    public static final int RTMGRP_NEIGH = 4;
    /** Addresses of IPv4; rtnetlink(7). */
    public static final int RTMGRP_IPV4_IFADDR = 16;
    /** Routes of IPv4; rtnetlink(7). */
    public static final int RTMGRP_IPV4_ROUTE = 64;
    /** Rules of IPv4; rtnetlink(7). */
    public static final int RTMGRP_IPV4_RULE = 128;
    /** Addresses of IPv6; rtnetlink(7). */
    public static final int RTMGRP_IPV6_IFADDR = 256;
    /** Routes of IPv6; rtnetlink(7). */
    public static final int RTMGRP_IPV6_ROUTE = 0x400;
    /** Interfaces of IPv6; rtnetlink(7). */
    public static final int RTMGRP_IPV6_IFINFO = 0x800;
    /** To NETLINK_ADD_MEMBERSHIP: interfaces; kernel. */
    public static final int RTNLGRP_LINK = 1;
    /** To NETLINK_ADD_MEMBERSHIP: neighbours; kernel. */
    public static final int RTNLGRP_NEIGH = 3;
    /** To NETLINK_ADD_MEMBERSHIP: addresses of IPv4; kernel. */
    public static final int RTNLGRP_IPV4_IFADDR = 5;
    /** To NETLINK_ADD_MEMBERSHIP: routes of IPv4; kernel. */
    public static final int RTNLGRP_IPV4_ROUTE = 7;
    /** To NETLINK_ADD_MEMBERSHIP: addresses of IPv6; kernel. */
    public static final int RTNLGRP_IPV6_IFADDR = 9;
    /** To NETLINK_ADD_MEMBERSHIP: routes of IPv6; kernel. */
    public static final int RTNLGRP_IPV6_ROUTE = 11;

    // rtnetlink(7): attributes of interfaces

    /** Its hardware address; rtnetlink(7). */
    public static final int IFLA_ADDRESS = 1;
    /** Its broadcast address; rtnetlink(7). */
    public static final int IFLA_BROADCAST = 2;
    /** Its name; rtnetlink(7). */
    public static final int IFLA_IFNAME = 3;
    /** Its MTU; rtnetlink(7). */
    public static final int IFLA_MTU = 4;
    /** The interface below it; rtnetlink(7). */
    public static final int IFLA_LINK = 5;
    /** Its queueing discipline; rtnetlink(7). */
    public static final int IFLA_QDISC = 6;
    /** Its counters; rtnetlink(7). */
    public static final int IFLA_STATS = 7;
    /** The interface that it belongs to; kernel. */
    public static final int IFLA_MASTER = 10;
    /** The length of its queue; kernel. */
    public static final int IFLA_TXQLEN = 13;
    /** Whether it works, RFC 2863; kernel. */
    public static final int IFLA_OPERSTATE = 16;
    /** Whether it may sleep; kernel. */
    public static final int IFLA_LINKMODE = 17;
    /** Its kind, as attributes; kernel. */
    public static final int IFLA_LINKINFO = 18;
    /** The process to whose network namespace it goes; kernel. */
    public static final int IFLA_NET_NS_PID = 19;
    /** The network namespace to which it goes; kernel. */
    public static final int IFLA_NET_NS_FD = 28;
    /** Its description; kernel. */
    public static final int IFLA_IFALIAS = 20;
    /** Its counters of 64 bits; kernel. */
    public static final int IFLA_STATS64 = 23;
    /** What its families say, as attributes; kernel. */
    public static final int IFLA_AF_SPEC = 26;
    /** Its group; kernel. */
    public static final int IFLA_GROUP = 27;
    /** What else to tell; kernel. */
    public static final int IFLA_EXT_MASK = 29;
    /** How many want all packets; kernel. */
    public static final int IFLA_PROMISCUITY = 30;
    /** How many queues to send; kernel. */
    public static final int IFLA_NUM_TX_QUEUES = 31;
    /** How many queues to receive; kernel. */
    public static final int IFLA_NUM_RX_QUEUES = 32;
    /** Whether there is a carrier; kernel. */
    public static final int IFLA_CARRIER = 33;
    /** In IFLA_LINKINFO: veth, bridge, …; kernel. */
    public static final int IFLA_INFO_KIND = 1;
    /** In IFLA_LINKINFO: what the kind says, as attributes; kernel. */
    public static final int IFLA_INFO_DATA = 2;

    // rtnetlink(7): attributes of addresses

    /** The address, or the peer's; rtnetlink(7). */
    public static final int IFA_ADDRESS = 1;
    /** The local address; rtnetlink(7). */
    public static final int IFA_LOCAL = 2;
    /** The interface's name; rtnetlink(7). */
    public static final int IFA_LABEL = 3;
    /** The broadcast address; rtnetlink(7). */
    public static final int IFA_BROADCAST = 4;
    /** The anycast address; rtnetlink(7). */
    public static final int IFA_ANYCAST = 5;
    /** How long it is valid; rtnetlink(7). */
    public static final int IFA_CACHEINFO = 6;
    /** All flags, 32 bits; kernel. */
    public static final int IFA_FLAGS = 8;
    /** ifa_flags: not the first of its network; rtnetlink(7). */
    public static final int IFA_F_SECONDARY = 1;
    /** ifa_flags: is not looked for on the network; kernel. */
    public static final int IFA_F_NODAD = 2;
    /** ifa_flags: is being looked for on the network; kernel. */
    public static final int IFA_F_TENTATIVE = 64;
    /** ifa_flags: was set by hand; rtnetlink(7). */
    public static final int IFA_F_PERMANENT = 128;

    // rtnetlink(7): attributes of routes

    /** To where; rtnetlink(7). */
    public static final int RTA_DST = 1;
    /** From where; rtnetlink(7). */
    public static final int RTA_SRC = 2;
    /** By which interface it came; rtnetlink(7). */
    public static final int RTA_IIF = 3;
    /** By which interface it goes; rtnetlink(7). */
    public static final int RTA_OIF = 4;
    /** By which router; rtnetlink(7). */
    public static final int RTA_GATEWAY = 5;
    /** Its priority; rtnetlink(7). */
    public static final int RTA_PRIORITY = 6;
    /** With which address; rtnetlink(7). */
    public static final int RTA_PREFSRC = 7;
    /** Its numbers, as attributes; rtnetlink(7). */
    public static final int RTA_METRICS = 8;
    /** Several ways; rtnetlink(7). */
    public static final int RTA_MULTIPATH = 9;
    /** Its realm; rtnetlink(7). */
    public static final int RTA_FLOW = 11;
    /** What is remembered; rtnetlink(7). */
    public static final int RTA_CACHEINFO = 12;
    /** Its table, 32 bits; rtnetlink(7). */
    public static final int RTA_TABLE = 15;
    /** Its mark; rtnetlink(7). */
    public static final int RTA_MARK = 16;
    /** Its preference among routers; rtnetlink(7). */
    public static final int RTA_PREF = 20;
    /** How long it is valid, of IPv6; rtnetlink(7). */
    public static final int RTA_EXPIRES = 23;

    // rtnetlink(7): rtm_table, rtm_protocol, rtm_scope, rtm_type

    /** Any table; rtnetlink(7). */
    public static final int RT_TABLE_UNSPEC = 0;
    /** The default table; rtnetlink(7). */
    public static final int RT_TABLE_DEFAULT = 253;
    /** The main table; rtnetlink(7). */
    public static final int RT_TABLE_MAIN = 254;
    /** The table of local addresses; rtnetlink(7). */
    public static final int RT_TABLE_LOCAL = 255;
    /** From anybody; rtnetlink(7). */
    public static final int RTPROT_UNSPEC = 0;
    /** From a redirect; rtnetlink(7). */
    public static final int RTPROT_REDIRECT = 1;
    /** From the kernel; rtnetlink(7). */
    public static final int RTPROT_KERNEL = 2;
    /** From the start of the system; rtnetlink(7). */
    public static final int RTPROT_BOOT = 3;
    /** By hand; rtnetlink(7). */
    public static final int RTPROT_STATIC = 4;
    /** Everywhere; rtnetlink(7). */
    public static final int RT_SCOPE_UNIVERSE = 0;
    /** The site; rtnetlink(7). */
    public static final int RT_SCOPE_SITE = 200;
    /** The network; rtnetlink(7). */
    public static final int RT_SCOPE_LINK = 253;
    /** This host; rtnetlink(7). */
    public static final int RT_SCOPE_HOST = 254;
    /** Nowhere; rtnetlink(7). */
    public static final int RT_SCOPE_NOWHERE = 255;
    /** Any route; rtnetlink(7). */
    public static final int RTN_UNSPEC = 0;
    /** A way; rtnetlink(7). */
    public static final int RTN_UNICAST = 1;
    /** An address of this host; rtnetlink(7). */
    public static final int RTN_LOCAL = 2;
    /** A broadcast address; rtnetlink(7). */
    public static final int RTN_BROADCAST = 3;
    /** An anycast address; rtnetlink(7). */
    public static final int RTN_ANYCAST = 4;
    /** A multicast address; rtnetlink(7). */
    public static final int RTN_MULTICAST = 5;
    /** Drops it; rtnetlink(7). */
    public static final int RTN_BLACKHOLE = 6;
    /** Says that there is no way; rtnetlink(7). */
    public static final int RTN_UNREACHABLE = 7;
    /** Says that it is forbidden; rtnetlink(7). */
    public static final int RTN_PROHIBIT = 8;
    /** Goes on in the next table; rtnetlink(7). */
    public static final int RTN_THROW = 9;

    // rtnetlink(7), netdevice(7): ifi_flags

    /** Is on; netdevice(7). */
    public static final int IFF_UP = 1;
    /** Has a broadcast address; netdevice(7). */
    public static final int IFF_BROADCAST = 2;
    /** Is a loopback; netdevice(7). */
    public static final int IFF_LOOPBACK = 8;
    /** Has one peer; netdevice(7). */
    public static final int IFF_POINTOPOINT = 16;
    /** Works; netdevice(7). */
    public static final int IFF_RUNNING = 64;
    /** Has no ARP; netdevice(7). */
    public static final int IFF_NOARP = 128;
    /** Receives all packets; netdevice(7). */
    public static final int IFF_PROMISC = 256;
    /** Receives all multicast; netdevice(7). */
    public static final int IFF_ALLMULTI = 512;
    /** Can multicast; netdevice(7). */
    public static final int IFF_MULTICAST = 0x1000;
    /** Has a carrier; netdevice(7). */
    public static final int IFF_LOWER_UP = 0x10000;

    private RtnetlinkConstants() {}
}
