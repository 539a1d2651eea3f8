package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Protocols, options and addresses of the internet families: protocols(5), tcp(7), udp(7), ip(7), ipv6(7).
 * Where a line says "kernel" there is no man page, and a file named there is of the kernel's
 * {@code Documentation/networking}.
 */
public final class InetConstants {
    static {
        Platform.check();
    }

    // protocols(5)

    /** The level of the IP_ options; to socket(2), the usual protocol; ip(7). */
    public static final int IPPROTO_IP = linux_h.IPPROTO_IP();
    /** IPv6 hop-by-hop options; protocols(5). */
    public static final int IPPROTO_HOPOPTS = linux_h.IPPROTO_HOPOPTS();
    /** Internet control messages; icmp(7). */
    public static final int IPPROTO_ICMP = linux_h.IPPROTO_ICMP();
    /** Internet group management; protocols(5). */
    public static final int IPPROTO_IGMP = linux_h.IPPROTO_IGMP();
    /** IPv4 in IPv4; protocols(5). */
    public static final int IPPROTO_IPIP = linux_h.IPPROTO_IPIP();
    /** TCP, and the level of the TCP_ options; tcp(7). */
    public static final int IPPROTO_TCP = linux_h.IPPROTO_TCP();
    /** Exterior gateway protocol; protocols(5). */
    public static final int IPPROTO_EGP = linux_h.IPPROTO_EGP();
    /** PARC universal packets; protocols(5). */
    public static final int IPPROTO_PUP = linux_h.IPPROTO_PUP();
    /** UDP, and the level of the UDP_ options; udp(7). */
    public static final int IPPROTO_UDP = linux_h.IPPROTO_UDP();
    /** Xerox datagrams; protocols(5). */
    public static final int IPPROTO_IDP = linux_h.IPPROTO_IDP();
    /** OSI transport class 4; protocols(5). */
    public static final int IPPROTO_TP = linux_h.IPPROTO_TP();
    /** IPv6, and the level of the IPV6_ options; ipv6(7). */
    public static final int IPPROTO_IPV6 = linux_h.IPPROTO_IPV6();
    /** IPv6 routing header; protocols(5). */
    public static final int IPPROTO_ROUTING = linux_h.IPPROTO_ROUTING();
    /** IPv6 fragment header; protocols(5). */
    public static final int IPPROTO_FRAGMENT = linux_h.IPPROTO_FRAGMENT();
    /** Resource reservation; protocols(5). */
    public static final int IPPROTO_RSVP = linux_h.IPPROTO_RSVP();
    /** Generic routing encapsulation; protocols(5). */
    public static final int IPPROTO_GRE = linux_h.IPPROTO_GRE();
    /** Encapsulating security payload; protocols(5). */
    public static final int IPPROTO_ESP = linux_h.IPPROTO_ESP();
    /** Authentication header; protocols(5). */
    public static final int IPPROTO_AH = linux_h.IPPROTO_AH();
    /** Control messages of IPv6; protocols(5). */
    public static final int IPPROTO_ICMPV6 = linux_h.IPPROTO_ICMPV6();
    /** IPv6 no next header; protocols(5). */
    public static final int IPPROTO_NONE = linux_h.IPPROTO_NONE();
    /** IPv6 destination options; protocols(5). */
    public static final int IPPROTO_DSTOPTS = linux_h.IPPROTO_DSTOPTS();
    /** Protocol independent multicast; protocols(5). */
    public static final int IPPROTO_PIM = linux_h.IPPROTO_PIM();
    /** SCTP; protocols(5). */
    public static final int IPPROTO_SCTP = linux_h.IPPROTO_SCTP();
    /** UDP with a partial checksum; udplite(7). */
    public static final int IPPROTO_UDPLITE = linux_h.IPPROTO_UDPLITE();
    /** Packets with their IP header; raw(7). */
    public static final int IPPROTO_RAW = linux_h.IPPROTO_RAW();
    /** TCP over several paths; kernel, mptcp.rst. */
    public static final int IPPROTO_MPTCP = linux_h.IPPROTO_MPTCP();

    // tcp(7)

    /** The state of the congestion control (read only); kernel. */
    public static final int TCP_CC_INFO = linux_h.TCP_CC_INFO();
    /** The control message that TCP_INQ adds; kernel. */
    public static final int TCP_CM_INQ = linux_h.TCP_CM_INQ();
    /** The congestion control, by name; tcp(7). */
    public static final int TCP_CONGESTION = linux_h.TCP_CONGESTION();
    /** Holds back what does not fill a segment; tcp(7). */
    public static final int TCP_CORK = linux_h.TCP_CORK();
    /** accept waits until data is there, at most this many seconds; tcp(7). */
    public static final int TCP_DEFER_ACCEPT = linux_h.TCP_DEFER_ACCEPT();
    /** The listener takes data with the SYN; how many may be pending; tcp(7). */
    public static final int TCP_FASTOPEN = linux_h.TCP_FASTOPEN();
    /** connect waits to send its SYN with the first data; tcp(7). */
    public static final int TCP_FASTOPEN_CONNECT = linux_h.TCP_FASTOPEN_CONNECT();
    /** The key of the fast-open cookies; kernel. */
    public static final int TCP_FASTOPEN_KEY = linux_h.TCP_FASTOPEN_KEY();
    /** Fast open without a cookie; kernel. */
    public static final int TCP_FASTOPEN_NO_COOKIE = linux_h.TCP_FASTOPEN_NO_COOKIE();
    /** The connection's state and counters; struct tcp_info (read only); tcp(7). */
    public static final int TCP_INFO = linux_h.TCP_INFO();
    /** Each receive carries how many bytes are left in the queue; kernel. */
    public static final int TCP_INQ = linux_h.TCP_INQ();
    /** How many unanswered probes end the connection; tcp(7). */
    public static final int TCP_KEEPCNT = linux_h.TCP_KEEPCNT();
    /** Idle seconds before the first probe; tcp(7). */
    public static final int TCP_KEEPIDLE = linux_h.TCP_KEEPIDLE();
    /** Seconds between probes; tcp(7). */
    public static final int TCP_KEEPINTVL = linux_h.TCP_KEEPINTVL();
    /** Seconds in FIN_WAIT2; tcp(7). */
    public static final int TCP_LINGER2 = linux_h.TCP_LINGER2();
    /** The largest segment; tcp(7). */
    public static final int TCP_MAXSEG = linux_h.TCP_MAXSEG();
    /** A key that signs the segments of one peer; kernel. */
    public static final int TCP_MD5SIG = linux_h.TCP_MD5SIG();
    /** A key that signs the segments of a network of peers; kernel. */
    public static final int TCP_MD5SIG_EXT = linux_h.TCP_MD5SIG_EXT();
    /** Sends at once: no Nagle algorithm; tcp(7). */
    public static final int TCP_NODELAY = linux_h.TCP_NODELAY();
    /** Writable only while fewer bytes than this are unsent; kernel, ip-sysctl.rst. */
    public static final int TCP_NOTSENT_LOWAT = linux_h.TCP_NOTSENT_LOWAT();
    /** Sequence number of the queue under repair; kernel. */
    public static final int TCP_QUEUE_SEQ = linux_h.TCP_QUEUE_SEQ();
    /** Acknowledges at once, until the kernel thinks otherwise; tcp(7). */
    public static final int TCP_QUICKACK = linux_h.TCP_QUICKACK();
    /** The connection can be saved and restored; kernel. */
    public static final int TCP_REPAIR = linux_h.TCP_REPAIR();
    /** The negotiated options, under repair; kernel. */
    public static final int TCP_REPAIR_OPTIONS = linux_h.TCP_REPAIR_OPTIONS();
    /** Which queue is under repair; kernel. */
    public static final int TCP_REPAIR_QUEUE = linux_h.TCP_REPAIR_QUEUE();
    /** The window, under repair; kernel. */
    public static final int TCP_REPAIR_WINDOW = linux_h.TCP_REPAIR_WINDOW();
    /** The SYN that was kept (read only); kernel. */
    public static final int TCP_SAVED_SYN = linux_h.TCP_SAVED_SYN();
    /** The listener keeps each SYN; kernel. */
    public static final int TCP_SAVE_SYN = linux_h.TCP_SAVE_SYN();
    /** How often a SYN is sent before connect gives up; tcp(7). */
    public static final int TCP_SYNCNT = linux_h.TCP_SYNCNT();
    /** Has no effect any more; kernel. */
    public static final int TCP_THIN_DUPACK = linux_h.TCP_THIN_DUPACK();
    /** A thin stream repeats without doubling its timeout; kernel, tcp-thin.rst. */
    public static final int TCP_THIN_LINEAR_TIMEOUTS = linux_h.TCP_THIN_LINEAR_TIMEOUTS();
    /** The clock of the timestamp option, under repair; kernel. */
    public static final int TCP_TIMESTAMP = linux_h.TCP_TIMESTAMP();
    /** Microseconds that each segment is held back; kernel. */
    public static final int TCP_TX_DELAY = linux_h.TCP_TX_DELAY();
    /** A protocol above TCP in the kernel, such as {@code tls}; kernel, tls.rst. */
    public static final int TCP_ULP = linux_h.TCP_ULP();
    /** Milliseconds that sent data may stay unacknowledged; tcp(7). */
    public static final int TCP_USER_TIMEOUT = linux_h.TCP_USER_TIMEOUT();
    /** The largest window; tcp(7). */
    public static final int TCP_WINDOW_CLAMP = linux_h.TCP_WINDOW_CLAMP();
    /** Maps received pages instead of copying them; kernel. */
    public static final int TCP_ZEROCOPY_RECEIVE = linux_h.TCP_ZEROCOPY_RECEIVE();
    /** tcpi_ca_state: all is well; tcp(7). */
    public static final int TCP_CA_Open = linux_h.TCP_CA_Open();
    /** tcpi_ca_state: duplicate acknowledgements arrive; tcp(7). */
    public static final int TCP_CA_Disorder = linux_h.TCP_CA_Disorder();
    /** tcpi_ca_state: the window was reduced; tcp(7). */
    public static final int TCP_CA_CWR = linux_h.TCP_CA_CWR();
    /** tcpi_ca_state: fast retransmission; tcp(7). */
    public static final int TCP_CA_Recovery = linux_h.TCP_CA_Recovery();
    /** tcpi_ca_state: a timeout, or data thought lost; tcp(7). */
    public static final int TCP_CA_Loss = linux_h.TCP_CA_Loss();
    /** tcpi_options: timestamps; tcp(7). */
    public static final int TCPI_OPT_TIMESTAMPS = linux_h.TCPI_OPT_TIMESTAMPS();
    /** tcpi_options: selective acknowledgements; tcp(7). */
    public static final int TCPI_OPT_SACK = linux_h.TCPI_OPT_SACK();
    /** tcpi_options: window scaling; tcp(7). */
    public static final int TCPI_OPT_WSCALE = linux_h.TCPI_OPT_WSCALE();
    /** tcpi_options: congestion notification was negotiated; tcp(7). */
    public static final int TCPI_OPT_ECN = linux_h.TCPI_OPT_ECN();
    /** tcpi_options: a packet with congestion notification came; tcp(7). */
    public static final int TCPI_OPT_ECN_SEEN = linux_h.TCPI_OPT_ECN_SEEN();
    /** tcpi_options: data sent with the SYN was acknowledged; tcp(7). */
    public static final int TCPI_OPT_SYN_DATA = linux_h.TCPI_OPT_SYN_DATA();
    /** To TCP_REPAIR: on; kernel. */
    public static final int TCP_REPAIR_ON = linux_h.TCP_REPAIR_ON();
    /** To TCP_REPAIR: off; kernel. */
    public static final int TCP_REPAIR_OFF = linux_h.TCP_REPAIR_OFF();
    /** To TCP_REPAIR: off, without a window probe; kernel. */
    public static final int TCP_REPAIR_OFF_NO_WP = linux_h.TCP_REPAIR_OFF_NO_WP();
    /** To TCP_REPAIR_QUEUE: none; kernel. */
    public static final int TCP_NO_QUEUE = linux_h.TCP_NO_QUEUE();
    /** To TCP_REPAIR_QUEUE: of what is received; kernel. */
    public static final int TCP_RECV_QUEUE = linux_h.TCP_RECV_QUEUE();
    /** To TCP_REPAIR_QUEUE: of what is sent; kernel. */
    public static final int TCP_SEND_QUEUE = linux_h.TCP_SEND_QUEUE();
    /** The longest key; kernel. */
    public static final int TCP_MD5SIG_MAXKEYLEN = linux_h.TCP_MD5SIG_MAXKEYLEN();

    // ip(7)

    /** Joins a multicast group; struct ip_mreqn; ip(7). */
    public static final int IP_ADD_MEMBERSHIP = linux_h.IP_ADD_MEMBERSHIP();
    /** Joins a multicast group for one source; ip(7). */
    public static final int IP_ADD_SOURCE_MEMBERSHIP = linux_h.IP_ADD_SOURCE_MEMBERSHIP();
    /** bind to port 0 picks the port only at connect; ip(7). */
    public static final int IP_BIND_ADDRESS_NO_PORT = linux_h.IP_BIND_ADDRESS_NO_PORT();
    /** Ignores one source of a multicast group; ip(7). */
    public static final int IP_BLOCK_SOURCE = linux_h.IP_BLOCK_SOURCE();
    /** Whether multicast comes back to this host unless set; kernel. */
    public static final int IP_DEFAULT_MULTICAST_LOOP = linux_h.IP_DEFAULT_MULTICAST_LOOP();
    /** Time to live of multicast unless set; kernel. */
    public static final int IP_DEFAULT_MULTICAST_TTL = linux_h.IP_DEFAULT_MULTICAST_TTL();
    /** Leaves a multicast group; struct ip_mreqn; ip(7). */
    public static final int IP_DROP_MEMBERSHIP = linux_h.IP_DROP_MEMBERSHIP();
    /** Leaves one source of a multicast group; ip(7). */
    public static final int IP_DROP_SOURCE_MEMBERSHIP = linux_h.IP_DROP_SOURCE_MEMBERSHIP();
    /** bind to an address that is not there yet; ip(7). */
    public static final int IP_FREEBIND = linux_h.IP_FREEBIND();
    /** The program writes the IP header itself; raw(7). */
    public static final int IP_HDRINCL = linux_h.IP_HDRINCL();
    /** How many multicast groups the headers allow for; kernel. */
    public static final int IP_MAX_MEMBERSHIPS = linux_h.IP_MAX_MEMBERSHIPS();
    /** Drops what arrives with a lower time to live; kernel. */
    public static final int IP_MINTTL = linux_h.IP_MINTTL();
    /** The path's MTU of a connected socket (read only); ip(7). */
    public static final int IP_MTU = linux_h.IP_MTU();
    /** Path MTU discovery: one of IP_PMTUDISC_; ip(7). */
    public static final int IP_MTU_DISCOVER = linux_h.IP_MTU_DISCOVER();
    /** Messages of groups that only other sockets joined arrive too; ip(7). */
    public static final int IP_MULTICAST_ALL = linux_h.IP_MULTICAST_ALL();
    /** The device for outgoing multicast; ip(7). */
    public static final int IP_MULTICAST_IF = linux_h.IP_MULTICAST_IF();
    /** Whether multicast comes back to this host; ip(7). */
    public static final int IP_MULTICAST_LOOP = linux_h.IP_MULTICAST_LOOP();
    /** Time to live of outgoing multicast; ip(7). */
    public static final int IP_MULTICAST_TTL = linux_h.IP_MULTICAST_TTL();
    /** No reassembly before the firewall, for raw sockets; ip(7). */
    public static final int IP_NODEFRAG = linux_h.IP_NODEFRAG();
    /** The IP options of each packet; ip(7). */
    public static final int IP_OPTIONS = linux_h.IP_OPTIONS();
    /** The control message that IP_RECVORIGDSTADDR adds; kernel. */
    public static final int IP_ORIGDSTADDR = linux_h.IP_ORIGDSTADDR();
    /** Each message carries the peer's security context; ip(7). */
    public static final int IP_PASSSEC = linux_h.IP_PASSSEC();
    /** Each message carries device and address; struct in_pktinfo; ip(7). */
    public static final int IP_PKTINFO = linux_h.IP_PKTINFO();
    /** Never fragments: too long is EMSGSIZE; ip(7). */
    public static final int IP_PMTUDISC_DO = linux_h.IP_PMTUDISC_DO();
    /** Always fragments; ip(7). */
    public static final int IP_PMTUDISC_DONT = linux_h.IP_PMTUDISC_DONT();
    /** Ignores the path's MTU and uses the device's; kernel. */
    public static final int IP_PMTUDISC_INTERFACE = linux_h.IP_PMTUDISC_INTERFACE();
    /** As INTERFACE, but may fragment; kernel. */
    public static final int IP_PMTUDISC_OMIT = linux_h.IP_PMTUDISC_OMIT();
    /** Never fragments, and ignores the path's MTU; ip(7). */
    public static final int IP_PMTUDISC_PROBE = linux_h.IP_PMTUDISC_PROBE();
    /** As the route says; ip(7). */
    public static final int IP_PMTUDISC_WANT = linux_h.IP_PMTUDISC_WANT();
    /** Errors are queued for MSG_ERRQUEUE; ip(7). */
    public static final int IP_RECVERR = linux_h.IP_RECVERR();
    /** Each message carries the size of its largest fragment; kernel. */
    public static final int IP_RECVFRAGSIZE = linux_h.IP_RECVFRAGSIZE();
    /** Each message carries its IP options; ip(7). */
    public static final int IP_RECVOPTS = linux_h.IP_RECVOPTS();
    /** Each message carries the address it was first sent to; ip(7). */
    public static final int IP_RECVORIGDSTADDR = linux_h.IP_RECVORIGDSTADDR();
    /** Another name of IP_RETOPTS; ip(7). */
    public static final int IP_RECVRETOPTS = linux_h.IP_RECVRETOPTS();
    /** Each message carries its type of service; ip(7). */
    public static final int IP_RECVTOS = linux_h.IP_RECVTOS();
    /** Each message carries its time to live; ip(7). */
    public static final int IP_RECVTTL = linux_h.IP_RECVTTL();
    /** Each message carries its IP options, unprocessed; ip(7). */
    public static final int IP_RETOPTS = linux_h.IP_RETOPTS();
    /** Takes packets that ask every router to look; ip(7). */
    public static final int IP_ROUTER_ALERT = linux_h.IP_ROUTER_ALERT();
    /** The type of service of each packet; ip(7). */
    public static final int IP_TOS = linux_h.IP_TOS();
    /** bind to an address of another host, for proxies; ip(7). */
    public static final int IP_TRANSPARENT = linux_h.IP_TRANSPARENT();
    /** Time to live of each packet; ip(7). */
    public static final int IP_TTL = linux_h.IP_TTL();
    /** Hears a blocked source again; ip(7). */
    public static final int IP_UNBLOCK_SOURCE = linux_h.IP_UNBLOCK_SOURCE();
    /** The device for outgoing unicast; kernel. */
    public static final int IP_UNICAST_IF = linux_h.IP_UNICAST_IF();
    /** Joins a multicast group for one source; struct group_source_req; RFC 3678. */
    public static final int MCAST_JOIN_SOURCE_GROUP = linux_h.MCAST_JOIN_SOURCE_GROUP();
    /** Leaves one source of a multicast group; struct group_source_req; RFC 3678. */
    public static final int MCAST_LEAVE_SOURCE_GROUP = linux_h.MCAST_LEAVE_SOURCE_GROUP();
    /** Ignores one source of a multicast group; struct group_source_req; RFC 3678. */
    public static final int MCAST_BLOCK_SOURCE = linux_h.MCAST_BLOCK_SOURCE();
    /** Hears a blocked source again; struct group_source_req; RFC 3678. */
    public static final int MCAST_UNBLOCK_SOURCE = linux_h.MCAST_UNBLOCK_SOURCE();
    /** Each receive carries the checksum of the data; kernel. */
    public static final int IP_CHECKSUM = linux_h.IP_CHECKSUM();
    /** Sets all sources of a multicast group at once; ip(7). */
    public static final int IP_MSFILTER = linux_h.IP_MSFILTER();
    /** The options of the last packet, of TCP; kernel. */
    public static final int IP_PKTOPTIONS = linux_h.IP_PKTOPTIONS();
    /** The old name of IP_MTU_DISCOVER; kernel. */
    public static final int IP_PMTUDISC = linux_h.IP_PMTUDISC();
    /** Joins a multicast group of either family; struct group_req; kernel. */
    public static final int MCAST_JOIN_GROUP = linux_h.MCAST_JOIN_GROUP();
    /** Leaves a multicast group of either family; struct group_req; kernel. */
    public static final int MCAST_LEAVE_GROUP = linux_h.MCAST_LEAVE_GROUP();
    /** As IP_MSFILTER, of either family; kernel. */
    public static final int MCAST_MSFILTER = linux_h.MCAST_MSFILTER();
    /** To the source filters: all but these; kernel. */
    public static final int MCAST_EXCLUDE = linux_h.MCAST_EXCLUDE();
    /** To the source filters: these only; kernel. */
    public static final int MCAST_INCLUDE = linux_h.MCAST_INCLUDE();
    /** To IP_TOS: soon; ip(7). */
    public static final int IPTOS_LOWDELAY = linux_h.IPTOS_LOWDELAY();
    /** To IP_TOS: much; ip(7). */
    public static final int IPTOS_THROUGHPUT = linux_h.IPTOS_THROUGHPUT();
    /** To IP_TOS: safely; ip(7). */
    public static final int IPTOS_RELIABILITY = linux_h.IPTOS_RELIABILITY();
    /** To IP_TOS: at leisure; ip(7). */
    public static final int IPTOS_MINCOST = linux_h.IPTOS_MINCOST();
    /** The bits of IP_TOS that congestion notification has; kernel. */
    public static final int IPTOS_ECN_MASK = linux_h.IPTOS_ECN_MASK();
    /** Congestion notification is understood; kernel. */
    public static final int IPTOS_ECN_ECT0 = linux_h.IPTOS_ECN_ECT0();
    /** Congestion notification is understood, the other mark; kernel. */
    public static final int IPTOS_ECN_ECT1 = linux_h.IPTOS_ECN_ECT1();
    /** There is congestion; kernel. */
    public static final int IPTOS_ECN_CE = linux_h.IPTOS_ECN_CE();

    // ipv6(7)

    /** Which of its addresses the host sends from; RFC 5014. */
    public static final int IPV6_ADDR_PREFERENCES = linux_h.IPV6_ADDR_PREFERENCES();
    /** Joins a multicast group; struct ipv6_mreq; ipv6(7). */
    public static final int IPV6_ADD_MEMBERSHIP = linux_h.IPV6_ADD_MEMBERSHIP();
    /** The kernel sets the flow label; kernel, ip-sysctl.rst. */
    public static final int IPV6_AUTOFLOWLABEL = linux_h.IPV6_AUTOFLOWLABEL();
    /** Where a raw socket's checksum is; RFC 3542. */
    public static final int IPV6_CHECKSUM = linux_h.IPV6_CHECKSUM();
    /** Never fragments: too long is EMSGSIZE; RFC 3542. */
    public static final int IPV6_DONTFRAG = linux_h.IPV6_DONTFRAG();
    /** Leaves a multicast group; struct ipv6_mreq; ipv6(7). */
    public static final int IPV6_DROP_MEMBERSHIP = linux_h.IPV6_DROP_MEMBERSHIP();
    /** Destination options, as a control message; RFC 3542. */
    public static final int IPV6_DSTOPTS = linux_h.IPV6_DSTOPTS();
    /** Each message carries its flow label and traffic class; ipv6(7). */
    public static final int IPV6_FLOWINFO = linux_h.IPV6_FLOWINFO();
    /** sin6_flowinfo is used for sending; kernel. */
    public static final int IPV6_FLOWINFO_SEND = linux_h.IPV6_FLOWINFO_SEND();
    /** bind to an address that is not there yet; kernel. */
    public static final int IPV6_FREEBIND = linux_h.IPV6_FREEBIND();
    /** The program writes the IPv6 header itself; kernel. */
    public static final int IPV6_HDRINCL = linux_h.IPV6_HDRINCL();
    /** Hop limit, as a control message; RFC 3542. */
    public static final int IPV6_HOPLIMIT = linux_h.IPV6_HOPLIMIT();
    /** Hop-by-hop options, as a control message; RFC 3542. */
    public static final int IPV6_HOPOPTS = linux_h.IPV6_HOPOPTS();
    /** Another name of IPV6_ADD_MEMBERSHIP; RFC 3493. */
    public static final int IPV6_JOIN_GROUP = linux_h.IPV6_JOIN_GROUP();
    /** Another name of IPV6_DROP_MEMBERSHIP; RFC 3493. */
    public static final int IPV6_LEAVE_GROUP = linux_h.IPV6_LEAVE_GROUP();
    /** Drops what arrives with a lower hop limit; kernel. */
    public static final int IPV6_MINHOPCOUNT = linux_h.IPV6_MINHOPCOUNT();
    /** The path's MTU; ipv6(7). */
    public static final int IPV6_MTU = linux_h.IPV6_MTU();
    /** Path MTU discovery: one of IPV6_PMTUDISC_; ipv6(7). */
    public static final int IPV6_MTU_DISCOVER = linux_h.IPV6_MTU_DISCOVER();
    /** Messages of groups that only other sockets joined arrive too; kernel. */
    public static final int IPV6_MULTICAST_ALL = linux_h.IPV6_MULTICAST_ALL();
    /** Hop limit of outgoing multicast; ipv6(7). */
    public static final int IPV6_MULTICAST_HOPS = linux_h.IPV6_MULTICAST_HOPS();
    /** The device for outgoing multicast, by index; ipv6(7). */
    public static final int IPV6_MULTICAST_IF = linux_h.IPV6_MULTICAST_IF();
    /** Whether multicast comes back to this host; ipv6(7). */
    public static final int IPV6_MULTICAST_LOOP = linux_h.IPV6_MULTICAST_LOOP();
    /** The next hop, as a control message; RFC 3542. */
    public static final int IPV6_NEXTHOP = linux_h.IPV6_NEXTHOP();
    /** The control message that IPV6_RECVORIGDSTADDR adds; kernel. */
    public static final int IPV6_ORIGDSTADDR = linux_h.IPV6_ORIGDSTADDR();
    /** The path's MTU, as a control message; RFC 3542. */
    public static final int IPV6_PATHMTU = linux_h.IPV6_PATHMTU();
    /** Device and address, as a control message; struct in6_pktinfo; ipv6(7). */
    public static final int IPV6_PKTINFO = linux_h.IPV6_PKTINFO();
    /** Never fragments: too long is EMSGSIZE; ipv6(7). */
    public static final int IPV6_PMTUDISC_DO = linux_h.IPV6_PMTUDISC_DO();
    /** Always fragments; ipv6(7). */
    public static final int IPV6_PMTUDISC_DONT = linux_h.IPV6_PMTUDISC_DONT();
    /** Ignores the path's MTU and uses the device's; kernel. */
    public static final int IPV6_PMTUDISC_INTERFACE = linux_h.IPV6_PMTUDISC_INTERFACE();
    /** As INTERFACE, but may fragment; kernel. */
    public static final int IPV6_PMTUDISC_OMIT = linux_h.IPV6_PMTUDISC_OMIT();
    /** Never fragments, and ignores the path's MTU; ipv6(7). */
    public static final int IPV6_PMTUDISC_PROBE = linux_h.IPV6_PMTUDISC_PROBE();
    /** As the route says; ipv6(7). */
    public static final int IPV6_PMTUDISC_WANT = linux_h.IPV6_PMTUDISC_WANT();
    /** Each message carries its destination options; RFC 3542. */
    public static final int IPV6_RECVDSTOPTS = linux_h.IPV6_RECVDSTOPTS();
    /** Errors are queued for MSG_ERRQUEUE; ipv6(7). */
    public static final int IPV6_RECVERR = linux_h.IPV6_RECVERR();
    /** Each message carries the size of its largest fragment; kernel. */
    public static final int IPV6_RECVFRAGSIZE = linux_h.IPV6_RECVFRAGSIZE();
    /** Each message carries its hop limit; RFC 3542. */
    public static final int IPV6_RECVHOPLIMIT = linux_h.IPV6_RECVHOPLIMIT();
    /** Each message carries its hop-by-hop options; RFC 3542. */
    public static final int IPV6_RECVHOPOPTS = linux_h.IPV6_RECVHOPOPTS();
    /** Each message carries the address it was first sent to; kernel. */
    public static final int IPV6_RECVORIGDSTADDR = linux_h.IPV6_RECVORIGDSTADDR();
    /** Each message carries the path's MTU when it changed; RFC 3542. */
    public static final int IPV6_RECVPATHMTU = linux_h.IPV6_RECVPATHMTU();
    /** Each message carries device and address; struct in6_pktinfo; ipv6(7). */
    public static final int IPV6_RECVPKTINFO = linux_h.IPV6_RECVPKTINFO();
    /** Each message carries its routing header; RFC 3542. */
    public static final int IPV6_RECVRTHDR = linux_h.IPV6_RECVRTHDR();
    /** Each message carries its traffic class; RFC 3542. */
    public static final int IPV6_RECVTCLASS = linux_h.IPV6_RECVTCLASS();
    /** Takes packets that ask every router to look; ipv6(7). */
    public static final int IPV6_ROUTER_ALERT = linux_h.IPV6_ROUTER_ALERT();
    /** Routing header, as a control message; RFC 3542. */
    public static final int IPV6_RTHDR = linux_h.IPV6_RTHDR();
    /** Destination options before the routing header, as a control message; RFC 3542. */
    public static final int IPV6_RTHDRDSTOPTS = linux_h.IPV6_RTHDRDSTOPTS();
    /** A routing header of type 0; RFC 3542. */
    public static final int IPV6_RTHDR_TYPE_0 = linux_h.IPV6_RTHDR_TYPE_0();
    /** Traffic class of each packet; RFC 3542. */
    public static final int IPV6_TCLASS = linux_h.IPV6_TCLASS();
    /** bind to an address of another host, for proxies; kernel. */
    public static final int IPV6_TRANSPARENT = linux_h.IPV6_TRANSPARENT();
    /** Hop limit of outgoing unicast; ipv6(7). */
    public static final int IPV6_UNICAST_HOPS = linux_h.IPV6_UNICAST_HOPS();
    /** The device for outgoing unicast; kernel. */
    public static final int IPV6_UNICAST_IF = linux_h.IPV6_UNICAST_IF();
    /** No IPv4 through this socket; ipv6(7). */
    public static final int IPV6_V6ONLY = linux_h.IPV6_V6ONLY();
    /** Asks for a flow label, or gives it back; kernel. */
    public static final int IPV6_FLOWLABEL_MGR = linux_h.IPV6_FLOWLABEL_MGR();
    /** Joins an anycast group; kernel. */
    public static final int IPV6_JOIN_ANYCAST = linux_h.IPV6_JOIN_ANYCAST();
    /** Leaves an anycast group; kernel. */
    public static final int IPV6_LEAVE_ANYCAST = linux_h.IPV6_LEAVE_ANYCAST();
    /** Errors tell where the extension of ICMP starts; kernel. */
    public static final int IPV6_RECVERR_RFC4884 = linux_h.IPV6_RECVERR_RFC4884();
    /** Router alerts of this network namespace only; kernel. */
    public static final int IPV6_ROUTER_ALERT_ISOLATE = linux_h.IPV6_ROUTER_ALERT_ISOLATE();
    /** To IPV6_ADDR_PREFERENCES: a temporary address; kernel. */
    public static final int IPV6_PREFER_SRC_TMP = linux_h.IPV6_PREFER_SRC_TMP();
    /** To IPV6_ADDR_PREFERENCES: a public address; kernel. */
    public static final int IPV6_PREFER_SRC_PUBLIC = linux_h.IPV6_PREFER_SRC_PUBLIC();
    /** To IPV6_ADDR_PREFERENCES: either; kernel. */
    public static final int IPV6_PREFER_SRC_PUBTMP_DEFAULT = linux_h.IPV6_PREFER_SRC_PUBTMP_DEFAULT();
    /** To IPV6_ADDR_PREFERENCES: the address here, of mobile hosts; kernel. */
    public static final int IPV6_PREFER_SRC_COA = linux_h.IPV6_PREFER_SRC_COA();
    /** To IPV6_ADDR_PREFERENCES: the address at home, of mobile hosts; kernel. */
    public static final int IPV6_PREFER_SRC_HOME = linux_h.IPV6_PREFER_SRC_HOME();

    // udp(7)

    /** Gathers what is sent into one datagram; udp(7). */
    public static final int UDP_CORK = linux_h.UDP_CORK();
    /** Carries IPsec; kernel. */
    public static final int UDP_ENCAP = linux_h.UDP_ENCAP();
    /** Datagrams of one sender arrive joined; udp(7). */
    public static final int UDP_GRO = linux_h.UDP_GRO();
    /** Takes IPv6 datagrams without a checksum; kernel. */
    public static final int UDP_NO_CHECK6_RX = linux_h.UDP_NO_CHECK6_RX();
    /** Sends IPv6 datagrams without a checksum; kernel. */
    public static final int UDP_NO_CHECK6_TX = linux_h.UDP_NO_CHECK6_TX();
    /** One send is cut into datagrams of this size; udp(7). */
    public static final int UDP_SEGMENT = linux_h.UDP_SEGMENT();

    // ip(7): IPv4 addresses in host byte order, and limits

    /** 0.0.0.0: any address of this host; ip(7). */
    public static final int INADDR_ANY = linux_h.INADDR_ANY();
    /** 255.255.255.255: everyone on the link; ip(7). */
    public static final int INADDR_BROADCAST = linux_h.INADDR_BROADCAST();
    /** 127.0.0.1: this host; ip(7). */
    public static final int INADDR_LOOPBACK = linux_h.INADDR_LOOPBACK();
    /** 255.255.255.255: what inet_addr returns for an error; inet_addr(3). */
    public static final int INADDR_NONE = linux_h.INADDR_NONE();
    /** 224.0.0.0: the first multicast address; kernel. */
    public static final int INADDR_UNSPEC_GROUP = linux_h.INADDR_UNSPEC_GROUP();
    /** 224.0.0.1: all hosts on the link; kernel. */
    public static final int INADDR_ALLHOSTS_GROUP = linux_h.INADDR_ALLHOSTS_GROUP();
    /** 224.0.0.2: all routers on the link; kernel. */
    public static final int INADDR_ALLRTRS_GROUP = linux_h.INADDR_ALLRTRS_GROUP();
    /** 224.0.0.106: all snoopers on the link; kernel. */
    public static final int INADDR_ALLSNOOPERS_GROUP = linux_h.INADDR_ALLSNOOPERS_GROUP();
    /** 224.0.0.255: the last multicast address of the link; kernel. */
    public static final int INADDR_MAX_LOCAL_GROUP = linux_h.INADDR_MAX_LOCAL_GROUP();
    /** Room for an IPv4 address as text; inet_ntop(3). */
    public static final int INET_ADDRSTRLEN = linux_h.INET_ADDRSTRLEN();
    /** Room for an IPv6 address as text; inet_ntop(3). */
    public static final int INET6_ADDRSTRLEN = linux_h.INET6_ADDRSTRLEN();
    /** Ports below this one need a privilege; ip(7). */
    public static final int IPPORT_RESERVED = linux_h.IPPORT_RESERVED();
    /** Ports from here on were once meant for users; kernel. */
    public static final int IPPORT_USERRESERVED = linux_h.IPPORT_USERRESERVED();

    private InetConstants() {}
}
