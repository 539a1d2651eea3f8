package io.sockeye.bindings;

/**
 * Messages to and from the kernel: netlink(7).
 */
public final class NetlinkConstants {
    // netlink(7): families

    /** Interfaces, addresses, routes; netlink(7). */
    public static final int NETLINK_ROUTE = 0;
    /** Between programs; netlink(7). */
    public static final int NETLINK_USERSOCK = 2;
    /** Not used any more; netlink(7). */
    public static final int NETLINK_FIREWALL = 3;
    /** Tells of sockets; sock_diag(7). */
    public static final int NETLINK_SOCK_DIAG = 4;
    /** The same as NETLINK_SOCK_DIAG; sock_diag(7). */
    public static final int NETLINK_INET_DIAG = 4;
    /** Not used any more; netlink(7). */
    public static final int NETLINK_NFLOG = 5;
    /** IPsec; netlink(7). */
    public static final int NETLINK_XFRM = 6;
    /** What SELinux does; netlink(7). */
    public static final int NETLINK_SELINUX = 7;
    /** Auditing; netlink(7). */
    public static final int NETLINK_AUDIT = 9;
    /** The kernel's connector; netlink(7). */
    public static final int NETLINK_CONNECTOR = 11;
    /** Netfilter; netlink(7). */
    public static final int NETLINK_NETFILTER = 12;
    /** Not used any more; netlink(7). */
    public static final int NETLINK_IP6_FW = 13;
    /** Not used any more; netlink(7). */
    public static final int NETLINK_DNRTMSG = 14;
    /** Devices come and go; netlink(7). */
    public static final int NETLINK_KOBJECT_UEVENT = 15;
    /** Families that have a name; netlink(7). */
    public static final int NETLINK_GENERIC = 16;
    /** The kernel's ciphers; netlink(7). */
    public static final int NETLINK_CRYPTO = 21;

    // netlink(7): nlmsg_type

    /** To be ignored; netlink(7). */
    public static final int NLMSG_NOOP = 1;
    /** An error, or 0 for done; struct nlmsgerr; netlink(7). */
    public static final int NLMSG_ERROR = 2;
    /** The end of several messages; netlink(7). */
    public static final int NLMSG_DONE = 3;
    /** Data was lost; netlink(7). */
    public static final int NLMSG_OVERRUN = 4;
    /** Types below are control messages; netlink(7). */
    public static final int NLMSG_MIN_TYPE = 16;
    /** A message starts at a multiple of this; netlink(7). */
    public static final int NLMSG_ALIGNTO = 4;

    // netlink(7): nlmsg_flags

    /** A request; netlink(7). */
    public static final int NLM_F_REQUEST = 1;
    /** One of several messages, ended by NLMSG_DONE; netlink(7). */
    public static final int NLM_F_MULTI = 2;
    /** Asks for an answer when it is done; netlink(7). */
    public static final int NLM_F_ACK = 4;
    /** Asks for what it causes; netlink(7). */
    public static final int NLM_F_ECHO = 8;
    /** It changed while it was told; kernel. */
    public static final int NLM_F_DUMP_INTR = 16;
    /** It was filtered as asked; kernel. */
    public static final int NLM_F_DUMP_FILTERED = 32;
    /** GET: the whole table; netlink(7). */
    public static final int NLM_F_ROOT = 256;
    /** GET: all that match; netlink(7). */
    public static final int NLM_F_MATCH = 512;
    /** GET: all at one moment; netlink(7). */
    public static final int NLM_F_ATOMIC = 0x400;
    /** GET: all of it; netlink(7). */
    public static final int NLM_F_DUMP = 768;
    /** NEW: in place of what is there; netlink(7). */
    public static final int NLM_F_REPLACE = 256;
    /** NEW: fails if it is there; netlink(7). */
    public static final int NLM_F_EXCL = 512;
    /** NEW: creates it if it is not there; netlink(7). */
    public static final int NLM_F_CREATE = 0x400;
    /** NEW: at the end of the list; netlink(7). */
    public static final int NLM_F_APPEND = 0x800;
    /** ERROR: the request is not repeated in full; kernel. */
    public static final int NLM_F_CAPPED = 256;
    /** ERROR: attributes follow; kernel. */
    public static final int NLM_F_ACK_TLVS = 512;

    // netlink(7): attributes of NLMSG_ERROR

    /** What is wrong, in words; kernel. */
    public static final int NLMSGERR_ATTR_MSG = 1;
    /** Where in the request; kernel. */
    public static final int NLMSGERR_ATTR_OFFS = 2;

    // netlink(7): options

    /** Joins a group, by number; netlink(7). */
    public static final int NETLINK_ADD_MEMBERSHIP = 1;
    /** Leaves a group, by number; netlink(7). */
    public static final int NETLINK_DROP_MEMBERSHIP = 2;
    /** Each receive carries the group; netlink(7). */
    public static final int NETLINK_PKTINFO = 3;
    /** Reports to a sender that the receive buffer of this socket is full; netlink(7). */
    public static final int NETLINK_BROADCAST_ERROR = 4;
    /** No ENOBUFS when messages were lost; netlink(7). */
    public static final int NETLINK_NO_ENOBUFS = 5;
    /** From all network namespaces that have a number here; netlink(7). */
    public static final int NETLINK_LISTEN_ALL_NSID = 8;
    /** The groups (read only); netlink(7). */
    public static final int NETLINK_LIST_MEMBERSHIPS = 9;
    /** Errors do not repeat the request; netlink(7). */
    public static final int NETLINK_CAP_ACK = 10;
    /** Errors have attributes; kernel. */
    public static final int NETLINK_EXT_ACK = 11;
    /** Requests are checked strictly; kernel. */
    public static final int NETLINK_GET_STRICT_CHK = 12;

    // netlink(7): nla_type

    /** The attribute has attributes; kernel. */
    public static final int NLA_F_NESTED = 0x8000;
    /** The attribute is in network order; kernel. */
    public static final int NLA_F_NET_BYTEORDER = 0x4000;

    private NetlinkConstants() {}
}
