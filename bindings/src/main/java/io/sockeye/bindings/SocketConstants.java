package io.sockeye.bindings;

/**
 * Families, types, levels, options, flags and control messages of sockets: socket(2), listen(2), shutdown(2),
 * getsockopt(2), socket(7), unix(7), send(2), recv(2), cmsg(3).
 * Where a line says "kernel" there is no man page, and a file named there is of the kernel's
 * {@code Documentation/networking}.
 */
public final class SocketConstants {
    // socket(2)

    /** No family, or any family; getaddrinfo(3). */
    public static final int AF_UNSPEC = 0;
    /** Local sockets; unix(7). */
    public static final int AF_UNIX = 1;
    /** Another name of AF_UNIX; unix(7). */
    public static final int AF_LOCAL = 1;
    /** IPv4; ip(7). */
    public static final int AF_INET = 2;
    /** IPv6; ipv6(7). */
    public static final int AF_INET6 = 10;
    /** Messages from and to the kernel; netlink(7). */
    public static final int AF_NETLINK = 16;
    /** Frames of a network device; packet(7). */
    public static final int AF_PACKET = 17;
    /** Between a virtual machine and its host; vsock(7). */
    public static final int AF_VSOCK = 40;
    /** Bytes in order, connected; socket(2). */
    public static final int SOCK_STREAM = 1;
    /** Single messages, which may be lost; socket(2). */
    public static final int SOCK_DGRAM = 2;
    /** Packets with their headers; raw(7). */
    public static final int SOCK_RAW = 3;
    /** Reliable messages in any order; socket(2). */
    public static final int SOCK_RDM = 4;
    /** Messages in order, connected; socket(2). */
    public static final int SOCK_SEQPACKET = 5;
    /** The new descriptor does not block; socket(2). */
    public static final int SOCK_NONBLOCK = 0x800;
    /** The new descriptor is closed by exec; socket(2). */
    public static final int SOCK_CLOEXEC = 0x80000;
    /** The same as AF_PACKET; packet(7). */
    public static final int PF_PACKET = 17;

    // listen(2), shutdown(2)

    /** The longest queue of connections, as the headers have it; listen(2). */
    public static final int SOMAXCONN = 0x1000;
    /** No more receiving; shutdown(2). */
    public static final int SHUT_RD = 0;
    /** No more sending: the peer reads end of file; shutdown(2). */
    public static final int SHUT_WR = 1;
    /** No more of either; shutdown(2). */
    public static final int SHUT_RDWR = 2;

    // getsockopt(2): levels

    /** The level of the SO_ options; socket(7). */
    public static final int SOL_SOCKET = 1;
    /** The level of the IP_ options; the number of IPPROTO_IP; ip(7). */
    public static final int SOL_IP = 0;
    /** The level of the IPV6_ options; the number of IPPROTO_IPV6; ipv6(7). */
    public static final int SOL_IPV6 = 41;
    /** The level of the TCP_ options; the number of IPPROTO_TCP; tcp(7). */
    public static final int SOL_TCP = 6;
    /** The level of the UDP_ options; the number of IPPROTO_UDP; udp(7). */
    public static final int SOL_UDP = 17;
    /** The level of the PACKET_ options; packet(7). */
    public static final int SOL_PACKET = 263;
    /** The level of the NETLINK_ options; netlink(7). */
    public static final int SOL_NETLINK = 270;
    /** The level of errors and control messages of AF_VSOCK; kernel. */
    public static final int SOL_VSOCK = 287;
    /** The level of ICMP_FILTER; raw(7). */
    public static final int SOL_RAW = 255;

    // socket(7): options

    /** Whether the socket listens (read only); socket(7). */
    public static final int SO_ACCEPTCONN = 30;
    /** An extended BPF program that filters what arrives; socket(7). */
    public static final int SO_ATTACH_BPF = 50;
    /** A classic BPF program that filters what arrives; socket(7). */
    public static final int SO_ATTACH_FILTER = 26;
    /** A classic BPF program that picks a socket of the SO_REUSEPORT group; socket(7). */
    public static final int SO_ATTACH_REUSEPORT_CBPF = 51;
    /** An extended BPF program that picks a socket of the SO_REUSEPORT group; socket(7). */
    public static final int SO_ATTACH_REUSEPORT_EBPF = 52;
    /** Only this network device, by name; socket(7). */
    public static final int SO_BINDTODEVICE = 25;
    /** Only this network device, by index; kernel. */
    public static final int SO_BINDTOIFINDEX = 62;
    /** Datagrams may go to a broadcast address; socket(7). */
    public static final int SO_BROADCAST = 6;
    /** Microseconds to poll the device before a blocking receive sleeps; socket(7). */
    public static final int SO_BUSY_POLL = 46;
    /** How many packets one busy poll takes at most; kernel, napi.rst. */
    public static final int SO_BUSY_POLL_BUDGET = 70;
    /** A 64-bit number that names this socket for the life of the system (read only); kernel. */
    public static final int SO_COOKIE = 57;
    /** Debugging in the protocol; socket(7). */
    public static final int SO_DEBUG = 1;
    /** Takes the filter away; another name of SO_DETACH_FILTER; socket(7). */
    public static final int SO_DETACH_BPF = 27;
    /** Takes the filter away; socket(7). */
    public static final int SO_DETACH_FILTER = 27;
    /** Takes the program away that picks a socket of the SO_REUSEPORT group; kernel. */
    public static final int SO_DETACH_REUSEPORT_BPF = 68;
    /** The family, such as AF_INET (read only); socket(7). */
    public static final int SO_DOMAIN = 39;
    /** Only to hosts that are connected directly; socket(7). */
    public static final int SO_DONTROUTE = 5;
    /** The pending error, which reading clears (read only); socket(7). */
    public static final int SO_ERROR = 4;
    /** The CPU that handles what arrives; socket(7). */
    public static final int SO_INCOMING_CPU = 49;
    /** The receive queue that what arrived last came through (read only); socket(7). */
    public static final int SO_INCOMING_NAPI_ID = 56;
    /** Probes while a connection is idle; socket(7). */
    public static final int SO_KEEPALIVE = 9;
    /** Whether and how long close waits for unsent data; struct linger; socket(7). */
    public static final int SO_LINGER = 13;
    /** The filter can no longer be changed; socket(7). */
    public static final int SO_LOCK_FILTER = 44;
    /** A mark on each packet, for routing and firewalls; socket(7). */
    public static final int SO_MARK = 36;
    /** Bytes a second that the socket sends at most; kernel. */
    public static final int SO_MAX_PACING_RATE = 47;
    /** The socket's memory counters (read only); kernel. */
    public static final int SO_MEMINFO = 55;
    /** Out-of-band data stays in the stream; socket(7). */
    public static final int SO_OOBINLINE = 10;
    /** Each message carries SCM_CREDENTIALS; unix(7). */
    public static final int SO_PASSCRED = 16;
    /** Each message carries SCM_SECURITY; unix(7). */
    public static final int SO_PASSSEC = 34;
    /** Where MSG_PEEK begins to read; socket(7). */
    public static final int SO_PEEK_OFF = 42;
    /** Process, user and group of the peer; struct ucred (read only); unix(7). */
    public static final int SO_PEERCRED = 17;
    /** The supplementary groups of the peer (read only); kernel. */
    public static final int SO_PEERGROUPS = 59;
    /** The security context of the peer (read only); unix(7). */
    public static final int SO_PEERSEC = 31;
    /** Busy polling takes the place of interrupts; kernel, napi.rst. */
    public static final int SO_PREFER_BUSY_POLL = 69;
    /** The queueing priority of what is sent; socket(7). */
    public static final int SO_PRIORITY = 12;
    /** The protocol, such as IPPROTO_TCP (read only); socket(7). */
    public static final int SO_PROTOCOL = 38;
    /** Size of the receive buffer, which the kernel doubles; socket(7). */
    public static final int SO_RCVBUF = 8;
    /** SO_RCVBUF past the system's limit, for CAP_NET_ADMIN; socket(7). */
    public static final int SO_RCVBUFFORCE = 33;
    /** How many bytes make the socket readable; socket(7). */
    public static final int SO_RCVLOWAT = 18;
    /** How long a receiving call blocks; struct timeval; socket(7). */
    public static final int SO_RCVTIMEO = 20;
    /** bind may take an address that is not quite free; socket(7). */
    public static final int SO_REUSEADDR = 2;
    /** Several sockets share one address; socket(7). */
    public static final int SO_REUSEPORT = 15;
    /** Each message carries the number of dropped ones; socket(7). */
    public static final int SO_RXQ_OVFL = 40;
    /** select reports a queued error as exceptional; socket(7). */
    public static final int SO_SELECT_ERR_QUEUE = 45;
    /** Size of the send buffer, which the kernel doubles; socket(7). */
    public static final int SO_SNDBUF = 7;
    /** SO_SNDBUF past the system's limit, for CAP_NET_ADMIN; socket(7). */
    public static final int SO_SNDBUFFORCE = 32;
    /** Always 1 on Linux (read only); socket(7). */
    public static final int SO_SNDLOWAT = 19;
    /** How long a sending call blocks; struct timeval; socket(7). */
    public static final int SO_SNDTIMEO = 21;
    /** Each message carries when it arrived, in microseconds; socket(7). */
    public static final int SO_TIMESTAMP = 29;
    /** Times of arrival and departure, from software or hardware; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPING = 37;
    /** Each message carries when it arrived, in nanoseconds; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPNS = 35;
    /** Each message may say when it is to leave; kernel. */
    public static final int SO_TXTIME = 61;
    /** The type, such as SOCK_STREAM (read only); socket(7). */
    public static final int SO_TYPE = 3;
    /** MSG_ZEROCOPY is allowed; kernel, msg_zerocopy.rst. */
    public static final int SO_ZEROCOPY = 60;
    /** Which extensions filters may use (read only); kernel. */
    public static final int SO_BPF_EXTENSIONS = 48;
    /** The kernel leaves the size of the buffers alone; kernel. */
    public static final int SO_BUF_LOCK = 72;
    /** Tells the neighbour table whether there is progress; kernel. */
    public static final int SO_CNX_ADVICE = 53;
    /** The filter (read only); kernel. */
    public static final int SO_GET_FILTER = 26;
    /** The number of the network namespace (read only); kernel. */
    public static final int SO_NETNS_COOKIE = 71;
    /** The network card does not add its checksum; kernel. */
    public static final int SO_NOFCS = 43;
    /** No checksum of UDP; kernel. */
    public static final int SO_NO_CHECK = 11;
    /** As getpeername(2); kernel. */
    public static final int SO_PEERNAME = 28;
    /** Each receive carries the mark; kernel. */
    public static final int SO_RCVMARK = 75;
    /** Memory that is reserved for the socket; kernel. */
    public static final int SO_RESERVE_MEM = 73;
    /** Another path after a timeout; kernel. */
    public static final int SO_TXREHASH = 74;
    /** Whether a frame was acknowledged; kernel. */
    public static final int SO_WIFI_STATUS = 41;

    // send(2), recv(2): flags

    /** More messages follow; set by sendmmsg in the kernel; kernel. */
    public static final int MSG_BATCH = 0x40000;
    /** Descriptors that arrive are closed by exec; recv(2). */
    public static final int MSG_CMSG_CLOEXEC = 0x40000000;
    /** The neighbour is known to be there; send(2). */
    public static final int MSG_CONFIRM = 0x800;
    /** Control data did not fit and was dropped; recv(2). */
    public static final int MSG_CTRUNC = 8;
    /** Only to hosts that are connected directly; send(2). */
    public static final int MSG_DONTROUTE = 4;
    /** This one call does not block; recv(2). */
    public static final int MSG_DONTWAIT = 64;
    /** The end of a record; recv(2). */
    public static final int MSG_EOR = 128;
    /** Reads the queue of errors; recv(2). */
    public static final int MSG_ERRQUEUE = 0x2000;
    /** Connects and sends in one call; tcp(7). */
    public static final int MSG_FASTOPEN = 0x20000000;
    /** More data follows, so wait to send; send(2). */
    public static final int MSG_MORE = 0x8000;
    /** No SIGPIPE when the peer is gone; send(2). */
    public static final int MSG_NOSIGNAL = 0x4000;
    /** Out-of-band data; recv(2). */
    public static final int MSG_OOB = 1;
    /** What is read stays in the queue; recv(2). */
    public static final int MSG_PEEK = 2;
    /** The datagram was longer; given to recv, its real length is returned; recv(2). */
    public static final int MSG_TRUNC = 32;
    /** Waits until the buffer is full; recv(2). */
    public static final int MSG_WAITALL = 256;
    /** Blocks only for the first message; recvmmsg(2). */
    public static final int MSG_WAITFORONE = 0x10000;
    /** The kernel sends from this memory and tells later; kernel, msg_zerocopy.rst. */
    public static final int MSG_ZEROCOPY = 0x4000000;

    // cmsg(3): types of control messages

    /** Descriptors; unix(7). */
    public static final int SCM_RIGHTS = 1;
    /** Process, user and group of the sender; struct ucred; unix(7). */
    public static final int SCM_CREDENTIALS = 2;
    /** When it arrived; struct timeval; socket(7). */
    public static final int SCM_TIMESTAMP = 29;
    /** When it arrived; struct timespec; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPNS = 35;
    /** When it arrived or left; three struct timespec; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPING = 37;
    /** When it is to leave, in nanoseconds; kernel. */
    public static final int SCM_TXTIME = 61;

    // socket(7): the numbers of SO_MEMINFO

    /** Bytes that what was received takes; kernel. */
    public static final int SK_MEMINFO_RMEM_ALLOC = 0;
    /** SO_RCVBUF; kernel. */
    public static final int SK_MEMINFO_RCVBUF = 1;
    /** Bytes that are with the network card; kernel. */
    public static final int SK_MEMINFO_WMEM_ALLOC = 2;
    /** SO_SNDBUF; kernel. */
    public static final int SK_MEMINFO_SNDBUF = 3;
    /** Bytes that are reserved; kernel. */
    public static final int SK_MEMINFO_FWD_ALLOC = 4;
    /** Bytes that what is to be sent takes; kernel. */
    public static final int SK_MEMINFO_WMEM_QUEUED = 5;
    /** Bytes of options and filters; kernel. */
    public static final int SK_MEMINFO_OPTMEM = 6;
    /** Bytes that wait until the socket is free; kernel. */
    public static final int SK_MEMINFO_BACKLOG = 7;
    /** How many packets were dropped; kernel. */
    public static final int SK_MEMINFO_DROPS = 8;
    /** How many numbers there are; kernel. */
    public static final int SK_MEMINFO_VARS = 9;

    private SocketConstants() {}
}
