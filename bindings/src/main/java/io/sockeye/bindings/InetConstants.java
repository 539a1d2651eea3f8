package io.sockeye.bindings;

/**
 * Protocols, options and addresses of the internet families: protocols(5), tcp(7), udp(7), ip(7), ipv6(7).
 * Where a line says "kernel" there is no man page, and a file named there is of the kernel's
 * {@code Documentation/networking}.
 */
public final class InetConstants {
    // protocols(5)

    /** The level of the IP_ options; to socket(2), the usual protocol; ip(7). */
    public static final int IPPROTO_IP = 0;
    /** IPv6 hop-by-hop options; protocols(5). */
    public static final int IPPROTO_HOPOPTS = 0;
    /** Internet control messages; icmp(7). */
    public static final int IPPROTO_ICMP = 1;
    /** Internet group management; protocols(5). */
    public static final int IPPROTO_IGMP = 2;
    /** IPv4 in IPv4; protocols(5). */
    public static final int IPPROTO_IPIP = 4;
    /** TCP, and the level of the TCP_ options; tcp(7). */
    public static final int IPPROTO_TCP = 6;
    /** Exterior gateway protocol; protocols(5). */
    public static final int IPPROTO_EGP = 8;
    /** PARC universal packets; protocols(5). */
    public static final int IPPROTO_PUP = 12;
    /** UDP, and the level of the UDP_ options; udp(7). */
    public static final int IPPROTO_UDP = 17;
    /** Xerox datagrams; protocols(5). */
    public static final int IPPROTO_IDP = 22;
    /** OSI transport class 4; protocols(5). */
    public static final int IPPROTO_TP = 29;
    /** IPv6, and the level of the IPV6_ options; ipv6(7). */
    public static final int IPPROTO_IPV6 = 41;
    /** IPv6 routing header; protocols(5). */
    public static final int IPPROTO_ROUTING = 43;
    /** IPv6 fragment header; protocols(5). */
    public static final int IPPROTO_FRAGMENT = 44;
    /** Resource reservation; protocols(5). */
    public static final int IPPROTO_RSVP = 46;
    /** Generic routing encapsulation; protocols(5). */
    public static final int IPPROTO_GRE = 47;
    /** Encapsulating security payload; protocols(5). */
    public static final int IPPROTO_ESP = 50;
    /** Authentication header; protocols(5). */
    public static final int IPPROTO_AH = 51;
    /** Control messages of IPv6; protocols(5). */
    public static final int IPPROTO_ICMPV6 = 58;
    /** IPv6 no next header; protocols(5). */
    public static final int IPPROTO_NONE = 59;
    /** IPv6 destination options; protocols(5). */
    public static final int IPPROTO_DSTOPTS = 60;
    /** Protocol independent multicast; protocols(5). */
    public static final int IPPROTO_PIM = 103;
    /** SCTP; protocols(5). */
    public static final int IPPROTO_SCTP = 132;
    /** UDP with a partial checksum; udplite(7). */
    public static final int IPPROTO_UDPLITE = 136;
    /** Packets with their IP header; raw(7). */
    public static final int IPPROTO_RAW = 255;
    /** TCP over several paths; kernel, mptcp.rst. */
    public static final int IPPROTO_MPTCP = 262;

    // tcp(7)

    /** The state of the congestion control (read only); kernel. */
    public static final int TCP_CC_INFO = 26;
    /** The control message that TCP_INQ adds; kernel. */
    public static final int TCP_CM_INQ = 36;
    /** The congestion control, by name; tcp(7). */
    public static final int TCP_CONGESTION = 13;
    /** Holds back what does not fill a segment; tcp(7). */
    public static final int TCP_CORK = 3;
    /** accept waits until data is there, at most this many seconds; tcp(7). */
    public static final int TCP_DEFER_ACCEPT = 9;
    /** The listener takes data with the SYN; how many may be pending; tcp(7). */
    public static final int TCP_FASTOPEN = 23;
    /** connect waits to send its SYN with the first data; tcp(7). */
    public static final int TCP_FASTOPEN_CONNECT = 30;
    /** The key of the fast-open cookies; kernel. */
    public static final int TCP_FASTOPEN_KEY = 33;
    /** Fast open without a cookie; kernel. */
    public static final int TCP_FASTOPEN_NO_COOKIE = 34;
    /** The connection's state and counters; struct tcp_info (read only); tcp(7). */
    public static final int TCP_INFO = 11;
    /** Each receive carries how many bytes are left in the queue; kernel. */
    public static final int TCP_INQ = 36;
    /** How many unanswered probes end the connection; tcp(7). */
    public static final int TCP_KEEPCNT = 6;
    /** Idle seconds before the first probe; tcp(7). */
    public static final int TCP_KEEPIDLE = 4;
    /** Seconds between probes; tcp(7). */
    public static final int TCP_KEEPINTVL = 5;
    /** Seconds in FIN_WAIT2; tcp(7). */
    public static final int TCP_LINGER2 = 8;
    /** The largest segment; tcp(7). */
    public static final int TCP_MAXSEG = 2;
    /** A key that signs the segments of one peer; kernel. */
    public static final int TCP_MD5SIG = 14;
    /** A key that signs the segments of a network of peers; kernel. */
    public static final int TCP_MD5SIG_EXT = 32;
    /** Sends at once: no Nagle algorithm; tcp(7). */
    public static final int TCP_NODELAY = 1;
    /** Writable only while fewer bytes than this are unsent; kernel, ip-sysctl.rst. */
    public static final int TCP_NOTSENT_LOWAT = 25;
    /** Sequence number of the queue under repair; kernel. */
    public static final int TCP_QUEUE_SEQ = 21;
    /** Acknowledges at once, until the kernel thinks otherwise; tcp(7). */
    public static final int TCP_QUICKACK = 12;
    /** The connection can be saved and restored; kernel. */
    public static final int TCP_REPAIR = 19;
    /** The negotiated options, under repair; kernel. */
    public static final int TCP_REPAIR_OPTIONS = 22;
    /** Which queue is under repair; kernel. */
    public static final int TCP_REPAIR_QUEUE = 20;
    /** The window, under repair; kernel. */
    public static final int TCP_REPAIR_WINDOW = 29;
    /** The SYN that was kept (read only); kernel. */
    public static final int TCP_SAVED_SYN = 28;
    /** The listener keeps each SYN; kernel. */
    public static final int TCP_SAVE_SYN = 27;
    /** How often a SYN is sent before connect gives up; tcp(7). */
    public static final int TCP_SYNCNT = 7;
    /** Has no effect any more; kernel. */
    public static final int TCP_THIN_DUPACK = 17;
    /** A thin stream repeats without doubling its timeout; kernel, tcp-thin.rst. */
    public static final int TCP_THIN_LINEAR_TIMEOUTS = 16;
    /** The clock of the timestamp option, under repair; kernel. */
    public static final int TCP_TIMESTAMP = 24;
    /** Microseconds that each segment is held back; kernel. */
    public static final int TCP_TX_DELAY = 37;
    /** A protocol above TCP in the kernel, such as {@code tls}; kernel, tls.rst. */
    public static final int TCP_ULP = 31;
    /** Milliseconds that sent data may stay unacknowledged; tcp(7). */
    public static final int TCP_USER_TIMEOUT = 18;
    /** The largest window; tcp(7). */
    public static final int TCP_WINDOW_CLAMP = 10;
    /** Maps received pages instead of copying them; kernel. */
    public static final int TCP_ZEROCOPY_RECEIVE = 35;
    /** tcpi_ca_state: all is well; tcp(7). */
    public static final int TCP_CA_Open = 0;
    /** tcpi_ca_state: duplicate acknowledgements arrive; tcp(7). */
    public static final int TCP_CA_Disorder = 1;
    /** tcpi_ca_state: the window was reduced; tcp(7). */
    public static final int TCP_CA_CWR = 2;
    /** tcpi_ca_state: fast retransmission; tcp(7). */
    public static final int TCP_CA_Recovery = 3;
    /** tcpi_ca_state: a timeout, or data thought lost; tcp(7). */
    public static final int TCP_CA_Loss = 4;
    /** tcpi_options: timestamps; tcp(7). */
    public static final int TCPI_OPT_TIMESTAMPS = 1;
    /** tcpi_options: selective acknowledgements; tcp(7). */
    public static final int TCPI_OPT_SACK = 2;
    /** tcpi_options: window scaling; tcp(7). */
    public static final int TCPI_OPT_WSCALE = 4;
    /** tcpi_options: congestion notification was negotiated; tcp(7). */
    public static final int TCPI_OPT_ECN = 8;
    /** tcpi_options: a packet with congestion notification came; tcp(7). */
    public static final int TCPI_OPT_ECN_SEEN = 16;
    /** tcpi_options: data sent with the SYN was acknowledged; tcp(7). */
    public static final int TCPI_OPT_SYN_DATA = 32;
    /** To TCP_REPAIR: on; kernel. */
    public static final int TCP_REPAIR_ON = 1;
    /** To TCP_REPAIR: off; kernel. */
    public static final int TCP_REPAIR_OFF = 0;
    /** To TCP_REPAIR: off, without a window probe; kernel. */
    public static final int TCP_REPAIR_OFF_NO_WP = -1;
    /** To TCP_REPAIR_QUEUE: none; kernel. */
    public static final int TCP_NO_QUEUE = 0;
    /** To TCP_REPAIR_QUEUE: of what is received; kernel. */
    public static final int TCP_RECV_QUEUE = 1;
    /** To TCP_REPAIR_QUEUE: of what is sent; kernel. */
    public static final int TCP_SEND_QUEUE = 2;
    /** The longest key; kernel. */
    public static final int TCP_MD5SIG_MAXKEYLEN = 80;

    // ip(7)

    /** Joins a multicast group; struct ip_mreqn; ip(7). */
    public static final int IP_ADD_MEMBERSHIP = 35;
    /** Joins a multicast group for one source; ip(7). */
    public static final int IP_ADD_SOURCE_MEMBERSHIP = 39;
    /** bind to port 0 picks the port only at connect; ip(7). */
    public static final int IP_BIND_ADDRESS_NO_PORT = 24;
    /** Ignores one source of a multicast group; ip(7). */
    public static final int IP_BLOCK_SOURCE = 38;
    /** Whether multicast comes back to this host unless set; kernel. */
    public static final int IP_DEFAULT_MULTICAST_LOOP = 1;
    /** Time to live of multicast unless set; kernel. */
    public static final int IP_DEFAULT_MULTICAST_TTL = 1;
    /** Leaves a multicast group; struct ip_mreqn; ip(7). */
    public static final int IP_DROP_MEMBERSHIP = 36;
    /** Leaves one source of a multicast group; ip(7). */
    public static final int IP_DROP_SOURCE_MEMBERSHIP = 40;
    /** bind to an address that is not there yet; ip(7). */
    public static final int IP_FREEBIND = 15;
    /** The program writes the IP header itself; raw(7). */
    public static final int IP_HDRINCL = 3;
    /** How many multicast groups the headers allow for; kernel. */
    public static final int IP_MAX_MEMBERSHIPS = 20;
    /** Drops what arrives with a lower time to live; kernel. */
    public static final int IP_MINTTL = 21;
    /** The path's MTU of a connected socket (read only); ip(7). */
    public static final int IP_MTU = 14;
    /** Path MTU discovery: one of IP_PMTUDISC_; ip(7). */
    public static final int IP_MTU_DISCOVER = 10;
    /** Messages of groups that only other sockets joined arrive too; ip(7). */
    public static final int IP_MULTICAST_ALL = 49;
    /** The device for outgoing multicast; ip(7). */
    public static final int IP_MULTICAST_IF = 32;
    /** Whether multicast comes back to this host; ip(7). */
    public static final int IP_MULTICAST_LOOP = 34;
    /** Time to live of outgoing multicast; ip(7). */
    public static final int IP_MULTICAST_TTL = 33;
    /** No reassembly before the firewall, for raw sockets; ip(7). */
    public static final int IP_NODEFRAG = 22;
    /** The IP options of each packet; ip(7). */
    public static final int IP_OPTIONS = 4;
    /** The control message that IP_RECVORIGDSTADDR adds; kernel. */
    public static final int IP_ORIGDSTADDR = 20;
    /** Each message carries the peer's security context; ip(7). */
    public static final int IP_PASSSEC = 18;
    /** Each message carries device and address; struct in_pktinfo; ip(7). */
    public static final int IP_PKTINFO = 8;
    /** Never fragments: too long is EMSGSIZE; ip(7). */
    public static final int IP_PMTUDISC_DO = 2;
    /** Always fragments; ip(7). */
    public static final int IP_PMTUDISC_DONT = 0;
    /** Ignores the path's MTU and uses the device's; kernel. */
    public static final int IP_PMTUDISC_INTERFACE = 4;
    /** As INTERFACE, but may fragment; kernel. */
    public static final int IP_PMTUDISC_OMIT = 5;
    /** Never fragments, and ignores the path's MTU; ip(7). */
    public static final int IP_PMTUDISC_PROBE = 3;
    /** As the route says; ip(7). */
    public static final int IP_PMTUDISC_WANT = 1;
    /** Errors are queued for MSG_ERRQUEUE; ip(7). */
    public static final int IP_RECVERR = 11;
    /** Each message carries the size of its largest fragment; kernel. */
    public static final int IP_RECVFRAGSIZE = 25;
    /** Each message carries its IP options; ip(7). */
    public static final int IP_RECVOPTS = 6;
    /** Each message carries the address it was first sent to; ip(7). */
    public static final int IP_RECVORIGDSTADDR = 20;
    /** Another name of IP_RETOPTS; ip(7). */
    public static final int IP_RECVRETOPTS = 7;
    /** Each message carries its type of service; ip(7). */
    public static final int IP_RECVTOS = 13;
    /** Each message carries its time to live; ip(7). */
    public static final int IP_RECVTTL = 12;
    /** Each message carries its IP options, unprocessed; ip(7). */
    public static final int IP_RETOPTS = 7;
    /** Takes packets that ask every router to look; ip(7). */
    public static final int IP_ROUTER_ALERT = 5;
    /** The type of service of each packet; ip(7). */
    public static final int IP_TOS = 1;
    /** bind to an address of another host, for proxies; ip(7). */
    public static final int IP_TRANSPARENT = 19;
    /** Time to live of each packet; ip(7). */
    public static final int IP_TTL = 2;
    /** Hears a blocked source again; ip(7). */
    public static final int IP_UNBLOCK_SOURCE = 37;
    /** The device for outgoing unicast; kernel. */
    public static final int IP_UNICAST_IF = 50;
    /** Joins a multicast group for one source; struct group_source_req; RFC 3678. */
    public static final int MCAST_JOIN_SOURCE_GROUP = 46;
    /** Leaves one source of a multicast group; struct group_source_req; RFC 3678. */
    public static final int MCAST_LEAVE_SOURCE_GROUP = 47;
    /** Ignores one source of a multicast group; struct group_source_req; RFC 3678. */
    public static final int MCAST_BLOCK_SOURCE = 43;
    /** Hears a blocked source again; struct group_source_req; RFC 3678. */
    public static final int MCAST_UNBLOCK_SOURCE = 44;
    /** Each receive carries the checksum of the data; kernel. */
    public static final int IP_CHECKSUM = 23;
    /** Sets all sources of a multicast group at once; ip(7). */
    public static final int IP_MSFILTER = 41;
    /** The options of the last packet, of TCP; kernel. */
    public static final int IP_PKTOPTIONS = 9;
    /** The old name of IP_MTU_DISCOVER; kernel. */
    public static final int IP_PMTUDISC = 10;
    /** Joins a multicast group of either family; struct group_req; kernel. */
    public static final int MCAST_JOIN_GROUP = 42;
    /** Leaves a multicast group of either family; struct group_req; kernel. */
    public static final int MCAST_LEAVE_GROUP = 45;
    /** As IP_MSFILTER, of either family; kernel. */
    public static final int MCAST_MSFILTER = 48;
    /** To the source filters: all but these; kernel. */
    public static final int MCAST_EXCLUDE = 0;
    /** To the source filters: these only; kernel. */
    public static final int MCAST_INCLUDE = 1;
    /** To IP_TOS: soon; ip(7). */
    public static final int IPTOS_LOWDELAY = 16;
    /** To IP_TOS: much; ip(7). */
    public static final int IPTOS_THROUGHPUT = 8;
    /** To IP_TOS: safely; ip(7). */
    public static final int IPTOS_RELIABILITY = 4;
    /** To IP_TOS: at leisure; ip(7). */
    public static final int IPTOS_MINCOST = 2;
    /** The bits of IP_TOS that congestion notification has; kernel. */
    public static final int IPTOS_ECN_MASK = 3;
    /** Congestion notification is understood; kernel. */
    public static final int IPTOS_ECN_ECT0 = 2;
    /** Congestion notification is understood, the other mark; kernel. */
    public static final int IPTOS_ECN_ECT1 = 1;
    /** There is congestion; kernel. */
    public static final int IPTOS_ECN_CE = 3;

    // ipv6(7)

    /** Which of its addresses the host sends from; RFC 5014. */
    public static final int IPV6_ADDR_PREFERENCES = 72;
    /** Joins a multicast group; struct ipv6_mreq; ipv6(7). */
    public static final int IPV6_ADD_MEMBERSHIP = 20;
    /** The kernel sets the flow label; kernel, ip-sysctl.rst. */
    public static final int IPV6_AUTOFLOWLABEL = 70;
    /** Where a raw socket's checksum is; RFC 3542. */
    public static final int IPV6_CHECKSUM = 7;
    /** Never fragments: too long is EMSGSIZE; RFC 3542. */
    public static final int IPV6_DONTFRAG = 62;
    /** Leaves a multicast group; struct ipv6_mreq; ipv6(7). */
    public static final int IPV6_DROP_MEMBERSHIP = 21;
    /** Destination options, as a control message; RFC 3542. */
    public static final int IPV6_DSTOPTS = 59;
    /** Each message carries its flow label and traffic class; ipv6(7). */
    public static final int IPV6_FLOWINFO = 11;
    /** sin6_flowinfo is used for sending; kernel. */
    public static final int IPV6_FLOWINFO_SEND = 33;
    /** bind to an address that is not there yet; kernel. */
    public static final int IPV6_FREEBIND = 78;
    /** The program writes the IPv6 header itself; kernel. */
    public static final int IPV6_HDRINCL = 36;
    /** Hop limit, as a control message; RFC 3542. */
    public static final int IPV6_HOPLIMIT = 52;
    /** Hop-by-hop options, as a control message; RFC 3542. */
    public static final int IPV6_HOPOPTS = 54;
    /** Another name of IPV6_ADD_MEMBERSHIP; RFC 3493. */
    public static final int IPV6_JOIN_GROUP = 20;
    /** Another name of IPV6_DROP_MEMBERSHIP; RFC 3493. */
    public static final int IPV6_LEAVE_GROUP = 21;
    /** Drops what arrives with a lower hop limit; kernel. */
    public static final int IPV6_MINHOPCOUNT = 73;
    /** The path's MTU; ipv6(7). */
    public static final int IPV6_MTU = 24;
    /** Path MTU discovery: one of IPV6_PMTUDISC_; ipv6(7). */
    public static final int IPV6_MTU_DISCOVER = 23;
    /** Messages of groups that only other sockets joined arrive too; kernel. */
    public static final int IPV6_MULTICAST_ALL = 29;
    /** Hop limit of outgoing multicast; ipv6(7). */
    public static final int IPV6_MULTICAST_HOPS = 18;
    /** The device for outgoing multicast, by index; ipv6(7). */
    public static final int IPV6_MULTICAST_IF = 17;
    /** Whether multicast comes back to this host; ipv6(7). */
    public static final int IPV6_MULTICAST_LOOP = 19;
    /** The next hop, as a control message; RFC 3542. */
    public static final int IPV6_NEXTHOP = 9;
    /** The control message that IPV6_RECVORIGDSTADDR adds; kernel. */
    public static final int IPV6_ORIGDSTADDR = 74;
    /** The path's MTU, as a control message; RFC 3542. */
    public static final int IPV6_PATHMTU = 61;
    /** Device and address, as a control message; struct in6_pktinfo; ipv6(7). */
    public static final int IPV6_PKTINFO = 50;
    /** Never fragments: too long is EMSGSIZE; ipv6(7). */
    public static final int IPV6_PMTUDISC_DO = 2;
    /** Always fragments; ipv6(7). */
    public static final int IPV6_PMTUDISC_DONT = 0;
    /** Ignores the path's MTU and uses the device's; kernel. */
    public static final int IPV6_PMTUDISC_INTERFACE = 4;
    /** As INTERFACE, but may fragment; kernel. */
    public static final int IPV6_PMTUDISC_OMIT = 5;
    /** Never fragments, and ignores the path's MTU; ipv6(7). */
    public static final int IPV6_PMTUDISC_PROBE = 3;
    /** As the route says; ipv6(7). */
    public static final int IPV6_PMTUDISC_WANT = 1;
    /** Each message carries its destination options; RFC 3542. */
    public static final int IPV6_RECVDSTOPTS = 58;
    /** Errors are queued for MSG_ERRQUEUE; ipv6(7). */
    public static final int IPV6_RECVERR = 25;
    /** Each message carries the size of its largest fragment; kernel. */
    public static final int IPV6_RECVFRAGSIZE = 77;
    /** Each message carries its hop limit; RFC 3542. */
    public static final int IPV6_RECVHOPLIMIT = 51;
    /** Each message carries its hop-by-hop options; RFC 3542. */
    public static final int IPV6_RECVHOPOPTS = 53;
    /** Each message carries the address it was first sent to; kernel. */
    public static final int IPV6_RECVORIGDSTADDR = 74;
    /** Each message carries the path's MTU when it changed; RFC 3542. */
    public static final int IPV6_RECVPATHMTU = 60;
    /** Each message carries device and address; struct in6_pktinfo; ipv6(7). */
    public static final int IPV6_RECVPKTINFO = 49;
    /** Each message carries its routing header; RFC 3542. */
    public static final int IPV6_RECVRTHDR = 56;
    /** Each message carries its traffic class; RFC 3542. */
    public static final int IPV6_RECVTCLASS = 66;
    /** Takes packets that ask every router to look; ipv6(7). */
    public static final int IPV6_ROUTER_ALERT = 22;
    /** Routing header, as a control message; RFC 3542. */
    public static final int IPV6_RTHDR = 57;
    /** Destination options before the routing header, as a control message; RFC 3542. */
    public static final int IPV6_RTHDRDSTOPTS = 55;
    /** A routing header of type 0; RFC 3542. */
    public static final int IPV6_RTHDR_TYPE_0 = 0;
    /** Traffic class of each packet; RFC 3542. */
    public static final int IPV6_TCLASS = 67;
    /** bind to an address of another host, for proxies; kernel. */
    public static final int IPV6_TRANSPARENT = 75;
    /** Hop limit of outgoing unicast; ipv6(7). */
    public static final int IPV6_UNICAST_HOPS = 16;
    /** The device for outgoing unicast; kernel. */
    public static final int IPV6_UNICAST_IF = 76;
    /** No IPv4 through this socket; ipv6(7). */
    public static final int IPV6_V6ONLY = 26;
    /** Asks for a flow label, or gives it back; kernel. */
    public static final int IPV6_FLOWLABEL_MGR = 32;
    /** Joins an anycast group; kernel. */
    public static final int IPV6_JOIN_ANYCAST = 27;
    /** Leaves an anycast group; kernel. */
    public static final int IPV6_LEAVE_ANYCAST = 28;
    /** Errors tell where the extension of ICMP starts; kernel. */
    public static final int IPV6_RECVERR_RFC4884 = 31;
    /** Router alerts of this network namespace only; kernel. */
    public static final int IPV6_ROUTER_ALERT_ISOLATE = 30;
    /** To IPV6_ADDR_PREFERENCES: a temporary address; kernel. */
    public static final int IPV6_PREFER_SRC_TMP = 1;
    /** To IPV6_ADDR_PREFERENCES: a public address; kernel. */
    public static final int IPV6_PREFER_SRC_PUBLIC = 2;
    /** To IPV6_ADDR_PREFERENCES: either; kernel. */
    public static final int IPV6_PREFER_SRC_PUBTMP_DEFAULT = 256;
    /** To IPV6_ADDR_PREFERENCES: the address here, of mobile hosts; kernel. */
    public static final int IPV6_PREFER_SRC_COA = 4;
    /** To IPV6_ADDR_PREFERENCES: the address at home, of mobile hosts; kernel. */
    public static final int IPV6_PREFER_SRC_HOME = 0x400;

    // udp(7)

    /** Gathers what is sent into one datagram; udp(7). */
    public static final int UDP_CORK = 1;
    /** Carries IPsec; kernel. */
    public static final int UDP_ENCAP = 100;
    /** Datagrams of one sender arrive joined; udp(7). */
    public static final int UDP_GRO = 104;
    /** Takes IPv6 datagrams without a checksum; kernel. */
    public static final int UDP_NO_CHECK6_RX = 102;
    /** Sends IPv6 datagrams without a checksum; kernel. */
    public static final int UDP_NO_CHECK6_TX = 101;
    /** One send is cut into datagrams of this size; udp(7). */
    public static final int UDP_SEGMENT = 103;

    // ip(7): IPv4 addresses in host byte order, and limits

    /** 0.0.0.0: any address of this host; ip(7). */
    public static final int INADDR_ANY = 0;
    /** 255.255.255.255: everyone on the link; ip(7). */
    public static final int INADDR_BROADCAST = -1;
    /** 127.0.0.1: this host; ip(7). */
    public static final int INADDR_LOOPBACK = 0x7f000001;
    /** 255.255.255.255: what inet_addr returns for an error; inet_addr(3). */
    public static final int INADDR_NONE = -1;
    /** 224.0.0.0: the first multicast address; kernel. */
    public static final int INADDR_UNSPEC_GROUP = 0xe0000000;
    /** 224.0.0.1: all hosts on the link; kernel. */
    public static final int INADDR_ALLHOSTS_GROUP = 0xe0000001;
    /** 224.0.0.2: all routers on the link; kernel. */
    public static final int INADDR_ALLRTRS_GROUP = 0xe0000002;
    /** 224.0.0.106: all snoopers on the link; kernel. */
    public static final int INADDR_ALLSNOOPERS_GROUP = 0xe000006a;
    /** 224.0.0.255: the last multicast address of the link; kernel. */
    public static final int INADDR_MAX_LOCAL_GROUP = 0xe00000ff;
    /** Room for an IPv4 address as text; inet_ntop(3). */
    public static final int INET_ADDRSTRLEN = 16;
    /** Room for an IPv6 address as text; inet_ntop(3). */
    public static final int INET6_ADDRSTRLEN = 46;
    /** Ports below this one need a privilege; ip(7). */
    public static final int IPPORT_RESERVED = 0x400;
    /** Ports from here on were once meant for users; kernel. */
    public static final int IPPORT_USERRESERVED = 0x1388;

    private InetConstants() {}
}
