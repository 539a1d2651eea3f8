package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Messages to and from the kernel: netlink(7).
 */
public final class NetlinkConstants {
    static {
        Platform.check();
    }

    // netlink(7): families

    /** Interfaces, addresses, routes; netlink(7). */
    public static final int NETLINK_ROUTE = linux_h.NETLINK_ROUTE();
    /** Between programs; netlink(7). */
    public static final int NETLINK_USERSOCK = linux_h.NETLINK_USERSOCK();
    /** Not used any more; netlink(7). */
    public static final int NETLINK_FIREWALL = linux_h.NETLINK_FIREWALL();
    /** Tells of sockets; sock_diag(7). */
    public static final int NETLINK_SOCK_DIAG = linux_h.NETLINK_SOCK_DIAG();
    /** The same as NETLINK_SOCK_DIAG; sock_diag(7). */
    public static final int NETLINK_INET_DIAG = linux_h.NETLINK_INET_DIAG();
    /** Not used any more; netlink(7). */
    public static final int NETLINK_NFLOG = linux_h.NETLINK_NFLOG();
    /** IPsec; netlink(7). */
    public static final int NETLINK_XFRM = linux_h.NETLINK_XFRM();
    /** What SELinux does; netlink(7). */
    public static final int NETLINK_SELINUX = linux_h.NETLINK_SELINUX();
    /** Auditing; netlink(7). */
    public static final int NETLINK_AUDIT = linux_h.NETLINK_AUDIT();
    /** The kernel's connector; netlink(7). */
    public static final int NETLINK_CONNECTOR = linux_h.NETLINK_CONNECTOR();
    /** Netfilter; netlink(7). */
    public static final int NETLINK_NETFILTER = linux_h.NETLINK_NETFILTER();
    /** Not used any more; netlink(7). */
    public static final int NETLINK_IP6_FW = linux_h.NETLINK_IP6_FW();
    /** Not used any more; netlink(7). */
    public static final int NETLINK_DNRTMSG = linux_h.NETLINK_DNRTMSG();
    /** Devices come and go; netlink(7). */
    public static final int NETLINK_KOBJECT_UEVENT = linux_h.NETLINK_KOBJECT_UEVENT();
    /** Families that have a name; netlink(7). */
    public static final int NETLINK_GENERIC = linux_h.NETLINK_GENERIC();
    /** The kernel's ciphers; netlink(7). */
    public static final int NETLINK_CRYPTO = linux_h.NETLINK_CRYPTO();

    // netlink(7): nlmsg_type

    /** To be ignored; netlink(7). */
    public static final int NLMSG_NOOP = linux_h.NLMSG_NOOP();
    /** An error, or 0 for done; struct nlmsgerr; netlink(7). */
    public static final int NLMSG_ERROR = linux_h.NLMSG_ERROR();
    /** The end of several messages; netlink(7). */
    public static final int NLMSG_DONE = linux_h.NLMSG_DONE();
    /** Data was lost; netlink(7). */
    public static final int NLMSG_OVERRUN = linux_h.NLMSG_OVERRUN();
    /** Types below are control messages; netlink(7). */
    public static final int NLMSG_MIN_TYPE = linux_h.NLMSG_MIN_TYPE();
    /** A message starts at a multiple of this; netlink(7). */
    public static final int NLMSG_ALIGNTO = linux_h.NLMSG_ALIGNTO();

    // netlink(7): nlmsg_flags

    /** A request; netlink(7). */
    public static final int NLM_F_REQUEST = linux_h.NLM_F_REQUEST();
    /** One of several messages, ended by NLMSG_DONE; netlink(7). */
    public static final int NLM_F_MULTI = linux_h.NLM_F_MULTI();
    /** Asks for an answer when it is done; netlink(7). */
    public static final int NLM_F_ACK = linux_h.NLM_F_ACK();
    /** Asks for what it causes; netlink(7). */
    public static final int NLM_F_ECHO = linux_h.NLM_F_ECHO();
    /** It changed while it was told; kernel. */
    public static final int NLM_F_DUMP_INTR = linux_h.NLM_F_DUMP_INTR();
    /** It was filtered as asked; kernel. */
    public static final int NLM_F_DUMP_FILTERED = linux_h.NLM_F_DUMP_FILTERED();
    /** GET: the whole table; netlink(7). */
    public static final int NLM_F_ROOT = linux_h.NLM_F_ROOT();
    /** GET: all that match; netlink(7). */
    public static final int NLM_F_MATCH = linux_h.NLM_F_MATCH();
    /** GET: all at one moment; netlink(7). */
    public static final int NLM_F_ATOMIC = linux_h.NLM_F_ATOMIC();
    /** GET: all of it; netlink(7). */
    public static final int NLM_F_DUMP = linux_h.NLM_F_DUMP();
    /** NEW: in place of what is there; netlink(7). */
    public static final int NLM_F_REPLACE = linux_h.NLM_F_REPLACE();
    /** NEW: fails if it is there; netlink(7). */
    public static final int NLM_F_EXCL = linux_h.NLM_F_EXCL();
    /** NEW: creates it if it is not there; netlink(7). */
    public static final int NLM_F_CREATE = linux_h.NLM_F_CREATE();
    /** NEW: at the end of the list; netlink(7). */
    public static final int NLM_F_APPEND = linux_h.NLM_F_APPEND();
    /** ERROR: the request is not repeated in full; kernel. */
    public static final int NLM_F_CAPPED = linux_h.NLM_F_CAPPED();
    /** ERROR: attributes follow; kernel. */
    public static final int NLM_F_ACK_TLVS = linux_h.NLM_F_ACK_TLVS();

    // netlink(7): attributes of NLMSG_ERROR

    /** What is wrong, in words; kernel. */
    public static final int NLMSGERR_ATTR_MSG = linux_h.NLMSGERR_ATTR_MSG();
    /** Where in the request; kernel. */
    public static final int NLMSGERR_ATTR_OFFS = linux_h.NLMSGERR_ATTR_OFFS();

    // netlink(7): options

    /** Joins a group, by number; netlink(7). */
    public static final int NETLINK_ADD_MEMBERSHIP = linux_h.NETLINK_ADD_MEMBERSHIP();
    /** Leaves a group, by number; netlink(7). */
    public static final int NETLINK_DROP_MEMBERSHIP = linux_h.NETLINK_DROP_MEMBERSHIP();
    /** Each receive carries the group; netlink(7). */
    public static final int NETLINK_PKTINFO = linux_h.NETLINK_PKTINFO();
    /** A sender is told when this socket is full; netlink(7). */
    public static final int NETLINK_BROADCAST_ERROR = linux_h.NETLINK_BROADCAST_ERROR();
    /** No ENOBUFS when messages were lost; netlink(7). */
    public static final int NETLINK_NO_ENOBUFS = linux_h.NETLINK_NO_ENOBUFS();
    /** From all network namespaces that have a number here; netlink(7). */
    public static final int NETLINK_LISTEN_ALL_NSID = linux_h.NETLINK_LISTEN_ALL_NSID();
    /** The groups (read only); netlink(7). */
    public static final int NETLINK_LIST_MEMBERSHIPS = linux_h.NETLINK_LIST_MEMBERSHIPS();
    /** Errors do not repeat the request; netlink(7). */
    public static final int NETLINK_CAP_ACK = linux_h.NETLINK_CAP_ACK();
    /** Errors have attributes; kernel. */
    public static final int NETLINK_EXT_ACK = linux_h.NETLINK_EXT_ACK();
    /** Requests are checked strictly; kernel. */
    public static final int NETLINK_GET_STRICT_CHK = linux_h.NETLINK_GET_STRICT_CHK();

    // netlink(7): nla_type

    /** The attribute has attributes; kernel. */
    public static final int NLA_F_NESTED = linux_h.NLA_F_NESTED();
    /** The attribute is in network order; kernel. */
    public static final int NLA_F_NET_BYTEORDER = linux_h.NLA_F_NET_BYTEORDER();

    private NetlinkConstants() {}
}
