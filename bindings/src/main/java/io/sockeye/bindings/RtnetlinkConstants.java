package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Interfaces, addresses and routes by netlink: rtnetlink(7).
 */
public final class RtnetlinkConstants {
    static {
        Platform.check();
    }

    // rtnetlink(7): nlmsg_type

    /** Makes, or tells of, an interface; rtnetlink(7). */
    public static final int RTM_NEWLINK = linux_h.RTM_NEWLINK();
    /** Removes, or tells of the end of, an interface; rtnetlink(7). */
    public static final int RTM_DELLINK = linux_h.RTM_DELLINK();
    /** Asks for an interface; rtnetlink(7). */
    public static final int RTM_GETLINK = linux_h.RTM_GETLINK();
    /** Makes, or tells of, an address; rtnetlink(7). */
    public static final int RTM_NEWADDR = linux_h.RTM_NEWADDR();
    /** Removes, or tells of the end of, an address; rtnetlink(7). */
    public static final int RTM_DELADDR = linux_h.RTM_DELADDR();
    /** Asks for an address; rtnetlink(7). */
    public static final int RTM_GETADDR = linux_h.RTM_GETADDR();
    /** Makes, or tells of, a route; rtnetlink(7). */
    public static final int RTM_NEWROUTE = linux_h.RTM_NEWROUTE();
    /** Removes, or tells of the end of, a route; rtnetlink(7). */
    public static final int RTM_DELROUTE = linux_h.RTM_DELROUTE();
    /** Asks for a route; rtnetlink(7). */
    public static final int RTM_GETROUTE = linux_h.RTM_GETROUTE();
    /** Makes, or tells of, a neighbour; rtnetlink(7). */
    public static final int RTM_NEWNEIGH = linux_h.RTM_NEWNEIGH();
    /** Removes, or tells of the end of, a neighbour; rtnetlink(7). */
    public static final int RTM_DELNEIGH = linux_h.RTM_DELNEIGH();
    /** Asks for a neighbour; rtnetlink(7). */
    public static final int RTM_GETNEIGH = linux_h.RTM_GETNEIGH();
    /** Changes an interface; kernel. */
    public static final int RTM_SETLINK = linux_h.RTM_SETLINK();

    // rtnetlink(7): nl_groups

    /** Interfaces; rtnetlink(7). */
    public static final int RTMGRP_LINK = linux_h.RTMGRP_LINK();
    /** Not used; rtnetlink(7). */
    public static final int RTMGRP_NOTIFY = linux_h.RTMGRP_NOTIFY();
    /** Neighbours; rtnetlink(7). */
    public static final int RTMGRP_NEIGH = linux_h.RTMGRP_NEIGH();
    /** Addresses of IPv4; rtnetlink(7). */
    public static final int RTMGRP_IPV4_IFADDR = linux_h.RTMGRP_IPV4_IFADDR();
    /** Routes of IPv4; rtnetlink(7). */
    public static final int RTMGRP_IPV4_ROUTE = linux_h.RTMGRP_IPV4_ROUTE();
    /** Rules of IPv4; rtnetlink(7). */
    public static final int RTMGRP_IPV4_RULE = linux_h.RTMGRP_IPV4_RULE();
    /** Addresses of IPv6; rtnetlink(7). */
    public static final int RTMGRP_IPV6_IFADDR = linux_h.RTMGRP_IPV6_IFADDR();
    /** Routes of IPv6; rtnetlink(7). */
    public static final int RTMGRP_IPV6_ROUTE = linux_h.RTMGRP_IPV6_ROUTE();
    /** Interfaces of IPv6; rtnetlink(7). */
    public static final int RTMGRP_IPV6_IFINFO = linux_h.RTMGRP_IPV6_IFINFO();
    /** To NETLINK_ADD_MEMBERSHIP: interfaces; kernel. */
    public static final int RTNLGRP_LINK = linux_h.RTNLGRP_LINK();
    /** To NETLINK_ADD_MEMBERSHIP: neighbours; kernel. */
    public static final int RTNLGRP_NEIGH = linux_h.RTNLGRP_NEIGH();
    /** To NETLINK_ADD_MEMBERSHIP: addresses of IPv4; kernel. */
    public static final int RTNLGRP_IPV4_IFADDR = linux_h.RTNLGRP_IPV4_IFADDR();
    /** To NETLINK_ADD_MEMBERSHIP: routes of IPv4; kernel. */
    public static final int RTNLGRP_IPV4_ROUTE = linux_h.RTNLGRP_IPV4_ROUTE();
    /** To NETLINK_ADD_MEMBERSHIP: addresses of IPv6; kernel. */
    public static final int RTNLGRP_IPV6_IFADDR = linux_h.RTNLGRP_IPV6_IFADDR();
    /** To NETLINK_ADD_MEMBERSHIP: routes of IPv6; kernel. */
    public static final int RTNLGRP_IPV6_ROUTE = linux_h.RTNLGRP_IPV6_ROUTE();

    // rtnetlink(7): attributes of interfaces

    /** Its hardware address; rtnetlink(7). */
    public static final int IFLA_ADDRESS = linux_h.IFLA_ADDRESS();
    /** Its broadcast address; rtnetlink(7). */
    public static final int IFLA_BROADCAST = linux_h.IFLA_BROADCAST();
    /** Its name; rtnetlink(7). */
    public static final int IFLA_IFNAME = linux_h.IFLA_IFNAME();
    /** Its MTU; rtnetlink(7). */
    public static final int IFLA_MTU = linux_h.IFLA_MTU();
    /** The interface below it; rtnetlink(7). */
    public static final int IFLA_LINK = linux_h.IFLA_LINK();
    /** Its queueing discipline; rtnetlink(7). */
    public static final int IFLA_QDISC = linux_h.IFLA_QDISC();
    /** Its counters; rtnetlink(7). */
    public static final int IFLA_STATS = linux_h.IFLA_STATS();
    /** The interface that it belongs to; kernel. */
    public static final int IFLA_MASTER = linux_h.IFLA_MASTER();
    /** The length of its queue; kernel. */
    public static final int IFLA_TXQLEN = linux_h.IFLA_TXQLEN();
    /** Whether it works, RFC 2863; kernel. */
    public static final int IFLA_OPERSTATE = linux_h.IFLA_OPERSTATE();
    /** Whether it may sleep; kernel. */
    public static final int IFLA_LINKMODE = linux_h.IFLA_LINKMODE();
    /** Its kind, as attributes; kernel. */
    public static final int IFLA_LINKINFO = linux_h.IFLA_LINKINFO();
    /** The process to whose network namespace it goes; kernel. */
    public static final int IFLA_NET_NS_PID = linux_h.IFLA_NET_NS_PID();
    /** The network namespace to which it goes; kernel. */
    public static final int IFLA_NET_NS_FD = linux_h.IFLA_NET_NS_FD();
    /** Its description; kernel. */
    public static final int IFLA_IFALIAS = linux_h.IFLA_IFALIAS();
    /** Its counters of 64 bits; kernel. */
    public static final int IFLA_STATS64 = linux_h.IFLA_STATS64();
    /** What its families say, as attributes; kernel. */
    public static final int IFLA_AF_SPEC = linux_h.IFLA_AF_SPEC();
    /** Its group; kernel. */
    public static final int IFLA_GROUP = linux_h.IFLA_GROUP();
    /** What else to tell; kernel. */
    public static final int IFLA_EXT_MASK = linux_h.IFLA_EXT_MASK();
    /** How many want all packets; kernel. */
    public static final int IFLA_PROMISCUITY = linux_h.IFLA_PROMISCUITY();
    /** How many queues to send; kernel. */
    public static final int IFLA_NUM_TX_QUEUES = linux_h.IFLA_NUM_TX_QUEUES();
    /** How many queues to receive; kernel. */
    public static final int IFLA_NUM_RX_QUEUES = linux_h.IFLA_NUM_RX_QUEUES();
    /** Whether there is a carrier; kernel. */
    public static final int IFLA_CARRIER = linux_h.IFLA_CARRIER();
    /** In IFLA_LINKINFO: veth, bridge, …; kernel. */
    public static final int IFLA_INFO_KIND = linux_h.IFLA_INFO_KIND();
    /** In IFLA_LINKINFO: what the kind says, as attributes; kernel. */
    public static final int IFLA_INFO_DATA = linux_h.IFLA_INFO_DATA();

    // rtnetlink(7): attributes of addresses

    /** The address, or the peer's; rtnetlink(7). */
    public static final int IFA_ADDRESS = linux_h.IFA_ADDRESS();
    /** The local address; rtnetlink(7). */
    public static final int IFA_LOCAL = linux_h.IFA_LOCAL();
    /** The interface's name; rtnetlink(7). */
    public static final int IFA_LABEL = linux_h.IFA_LABEL();
    /** The broadcast address; rtnetlink(7). */
    public static final int IFA_BROADCAST = linux_h.IFA_BROADCAST();
    /** The anycast address; rtnetlink(7). */
    public static final int IFA_ANYCAST = linux_h.IFA_ANYCAST();
    /** How long it is valid; rtnetlink(7). */
    public static final int IFA_CACHEINFO = linux_h.IFA_CACHEINFO();
    /** All flags, 32 bits; kernel. */
    public static final int IFA_FLAGS = linux_h.IFA_FLAGS();
    /** ifa_flags: not the first of its network; rtnetlink(7). */
    public static final int IFA_F_SECONDARY = linux_h.IFA_F_SECONDARY();
    /** ifa_flags: is not looked for on the network; kernel. */
    public static final int IFA_F_NODAD = linux_h.IFA_F_NODAD();
    /** ifa_flags: is being looked for on the network; kernel. */
    public static final int IFA_F_TENTATIVE = linux_h.IFA_F_TENTATIVE();
    /** ifa_flags: was set by hand; rtnetlink(7). */
    public static final int IFA_F_PERMANENT = linux_h.IFA_F_PERMANENT();

    // rtnetlink(7): attributes of routes

    /** To where; rtnetlink(7). */
    public static final int RTA_DST = linux_h.RTA_DST();
    /** From where; rtnetlink(7). */
    public static final int RTA_SRC = linux_h.RTA_SRC();
    /** By which interface it came; rtnetlink(7). */
    public static final int RTA_IIF = linux_h.RTA_IIF();
    /** By which interface it goes; rtnetlink(7). */
    public static final int RTA_OIF = linux_h.RTA_OIF();
    /** By which router; rtnetlink(7). */
    public static final int RTA_GATEWAY = linux_h.RTA_GATEWAY();
    /** Its priority; rtnetlink(7). */
    public static final int RTA_PRIORITY = linux_h.RTA_PRIORITY();
    /** With which address; rtnetlink(7). */
    public static final int RTA_PREFSRC = linux_h.RTA_PREFSRC();
    /** Its numbers, as attributes; rtnetlink(7). */
    public static final int RTA_METRICS = linux_h.RTA_METRICS();
    /** Several ways; rtnetlink(7). */
    public static final int RTA_MULTIPATH = linux_h.RTA_MULTIPATH();
    /** Its realm; rtnetlink(7). */
    public static final int RTA_FLOW = linux_h.RTA_FLOW();
    /** What is remembered; rtnetlink(7). */
    public static final int RTA_CACHEINFO = linux_h.RTA_CACHEINFO();
    /** Its table, 32 bits; rtnetlink(7). */
    public static final int RTA_TABLE = linux_h.RTA_TABLE();
    /** Its mark; rtnetlink(7). */
    public static final int RTA_MARK = linux_h.RTA_MARK();
    /** Its preference among routers; rtnetlink(7). */
    public static final int RTA_PREF = linux_h.RTA_PREF();
    /** How long it is valid, of IPv6; rtnetlink(7). */
    public static final int RTA_EXPIRES = linux_h.RTA_EXPIRES();

    // rtnetlink(7): rtm_table, rtm_protocol, rtm_scope, rtm_type

    /** Any table; rtnetlink(7). */
    public static final int RT_TABLE_UNSPEC = linux_h.RT_TABLE_UNSPEC();
    /** The default table; rtnetlink(7). */
    public static final int RT_TABLE_DEFAULT = linux_h.RT_TABLE_DEFAULT();
    /** The main table; rtnetlink(7). */
    public static final int RT_TABLE_MAIN = linux_h.RT_TABLE_MAIN();
    /** The table of local addresses; rtnetlink(7). */
    public static final int RT_TABLE_LOCAL = linux_h.RT_TABLE_LOCAL();
    /** From anybody; rtnetlink(7). */
    public static final int RTPROT_UNSPEC = linux_h.RTPROT_UNSPEC();
    /** From a redirect; rtnetlink(7). */
    public static final int RTPROT_REDIRECT = linux_h.RTPROT_REDIRECT();
    /** From the kernel; rtnetlink(7). */
    public static final int RTPROT_KERNEL = linux_h.RTPROT_KERNEL();
    /** From the start of the system; rtnetlink(7). */
    public static final int RTPROT_BOOT = linux_h.RTPROT_BOOT();
    /** By hand; rtnetlink(7). */
    public static final int RTPROT_STATIC = linux_h.RTPROT_STATIC();
    /** Everywhere; rtnetlink(7). */
    public static final int RT_SCOPE_UNIVERSE = linux_h.RT_SCOPE_UNIVERSE();
    /** The site; rtnetlink(7). */
    public static final int RT_SCOPE_SITE = linux_h.RT_SCOPE_SITE();
    /** The network; rtnetlink(7). */
    public static final int RT_SCOPE_LINK = linux_h.RT_SCOPE_LINK();
    /** This host; rtnetlink(7). */
    public static final int RT_SCOPE_HOST = linux_h.RT_SCOPE_HOST();
    /** Nowhere; rtnetlink(7). */
    public static final int RT_SCOPE_NOWHERE = linux_h.RT_SCOPE_NOWHERE();
    /** Any route; rtnetlink(7). */
    public static final int RTN_UNSPEC = linux_h.RTN_UNSPEC();
    /** A way; rtnetlink(7). */
    public static final int RTN_UNICAST = linux_h.RTN_UNICAST();
    /** An address of this host; rtnetlink(7). */
    public static final int RTN_LOCAL = linux_h.RTN_LOCAL();
    /** A broadcast address; rtnetlink(7). */
    public static final int RTN_BROADCAST = linux_h.RTN_BROADCAST();
    /** An anycast address; rtnetlink(7). */
    public static final int RTN_ANYCAST = linux_h.RTN_ANYCAST();
    /** A multicast address; rtnetlink(7). */
    public static final int RTN_MULTICAST = linux_h.RTN_MULTICAST();
    /** Drops it; rtnetlink(7). */
    public static final int RTN_BLACKHOLE = linux_h.RTN_BLACKHOLE();
    /** Says that there is no way; rtnetlink(7). */
    public static final int RTN_UNREACHABLE = linux_h.RTN_UNREACHABLE();
    /** Says that it is forbidden; rtnetlink(7). */
    public static final int RTN_PROHIBIT = linux_h.RTN_PROHIBIT();
    /** Goes on in the next table; rtnetlink(7). */
    public static final int RTN_THROW = linux_h.RTN_THROW();

    // rtnetlink(7), netdevice(7): ifi_flags

    /** Is on; netdevice(7). */
    public static final int IFF_UP = linux_h.IFF_UP();
    /** Has a broadcast address; netdevice(7). */
    public static final int IFF_BROADCAST = linux_h.IFF_BROADCAST();
    /** Is a loopback; netdevice(7). */
    public static final int IFF_LOOPBACK = linux_h.IFF_LOOPBACK();
    /** Has one peer; netdevice(7). */
    public static final int IFF_POINTOPOINT = linux_h.IFF_POINTOPOINT();
    /** Works; netdevice(7). */
    public static final int IFF_RUNNING = linux_h.IFF_RUNNING();
    /** Has no ARP; netdevice(7). */
    public static final int IFF_NOARP = linux_h.IFF_NOARP();
    /** Receives all packets; netdevice(7). */
    public static final int IFF_PROMISC = linux_h.IFF_PROMISC();
    /** Receives all multicast; netdevice(7). */
    public static final int IFF_ALLMULTI = linux_h.IFF_ALLMULTI();
    /** Can multicast; netdevice(7). */
    public static final int IFF_MULTICAST = linux_h.IFF_MULTICAST();
    /** Has a carrier; netdevice(7). */
    public static final int IFF_LOWER_UP = linux_h.IFF_LOWER_UP();

    private RtnetlinkConstants() {}
}
