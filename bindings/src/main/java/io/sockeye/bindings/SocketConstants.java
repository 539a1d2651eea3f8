package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Families, types, levels, options, flags and control messages of sockets: socket(2), listen(2), shutdown(2),
 * getsockopt(2), socket(7), unix(7), send(2), recv(2), cmsg(3).
 * Where a line says "kernel" there is no man page, and a file named there is of the kernel's
 * {@code Documentation/networking}.
 */
public final class SocketConstants {
    static {
        Platform.check();
    }

    // socket(2)

    /** No family, or any family; getaddrinfo(3). */
    public static final int AF_UNSPEC = linux_h.AF_UNSPEC();
    /** Local sockets; unix(7). */
    public static final int AF_UNIX = linux_h.AF_UNIX();
    /** Another name of AF_UNIX; unix(7). */
    public static final int AF_LOCAL = linux_h.AF_LOCAL();
    /** IPv4; ip(7). */
    public static final int AF_INET = linux_h.AF_INET();
    /** IPv6; ipv6(7). */
    public static final int AF_INET6 = linux_h.AF_INET6();
    /** Messages from and to the kernel; netlink(7). */
    public static final int AF_NETLINK = linux_h.AF_NETLINK();
    /** Frames of a network device; packet(7). */
    public static final int AF_PACKET = linux_h.AF_PACKET();
    /** Between a virtual machine and its host; vsock(7). */
    public static final int AF_VSOCK = linux_h.AF_VSOCK();
    /** Bytes in order, connected; socket(2). */
    public static final int SOCK_STREAM = linux_h.SOCK_STREAM();
    /** Single messages, which may be lost; socket(2). */
    public static final int SOCK_DGRAM = linux_h.SOCK_DGRAM();
    /** Packets with their headers; raw(7). */
    public static final int SOCK_RAW = linux_h.SOCK_RAW();
    /** Reliable messages in any order; socket(2). */
    public static final int SOCK_RDM = linux_h.SOCK_RDM();
    /** Messages in order, connected; socket(2). */
    public static final int SOCK_SEQPACKET = linux_h.SOCK_SEQPACKET();
    /** The new descriptor does not block; socket(2). */
    public static final int SOCK_NONBLOCK = linux_h.SOCK_NONBLOCK();
    /** The new descriptor is closed by exec; socket(2). */
    public static final int SOCK_CLOEXEC = linux_h.SOCK_CLOEXEC();
    /** The same as AF_PACKET; packet(7). */
    public static final int PF_PACKET = linux_h.PF_PACKET();

    // listen(2), shutdown(2)

    /** The longest queue of connections, as the headers have it; listen(2). */
    public static final int SOMAXCONN = linux_h.SOMAXCONN();
    /** No more receiving; shutdown(2). */
    public static final int SHUT_RD = linux_h.SHUT_RD();
    /** No more sending: the peer reads end of file; shutdown(2). */
    public static final int SHUT_WR = linux_h.SHUT_WR();
    /** No more of either; shutdown(2). */
    public static final int SHUT_RDWR = linux_h.SHUT_RDWR();

    // getsockopt(2): levels

    /** The level of the SO_ options; socket(7). */
    public static final int SOL_SOCKET = linux_h.SOL_SOCKET();
    /** The level of the IP_ options; the number of IPPROTO_IP; ip(7). */
    public static final int SOL_IP = linux_h.SOL_IP();
    /** The level of the IPV6_ options; the number of IPPROTO_IPV6; ipv6(7). */
    public static final int SOL_IPV6 = linux_h.SOL_IPV6();
    /** The level of the TCP_ options; the number of IPPROTO_TCP; tcp(7). */
    public static final int SOL_TCP = linux_h.SOL_TCP();
    /** The level of the UDP_ options; the number of IPPROTO_UDP; udp(7). */
    public static final int SOL_UDP = linux_h.SOL_UDP();
    /** The level of the PACKET_ options; packet(7). */
    public static final int SOL_PACKET = linux_h.SOL_PACKET();
    /** The level of the NETLINK_ options; netlink(7). */
    public static final int SOL_NETLINK = linux_h.SOL_NETLINK();
    /** The level of errors and control messages of AF_VSOCK; kernel. */
    public static final int SOL_VSOCK = linux_h.SOL_VSOCK();
    /** The level of ICMP_FILTER; raw(7). */
    public static final int SOL_RAW = linux_h.SOL_RAW();

    // socket(7): options

    /** Whether the socket listens (read only); socket(7). */
    public static final int SO_ACCEPTCONN = linux_h.SO_ACCEPTCONN();
    /** An extended BPF program that filters what arrives; socket(7). */
    public static final int SO_ATTACH_BPF = linux_h.SO_ATTACH_BPF();
    /** A classic BPF program that filters what arrives; socket(7). */
    public static final int SO_ATTACH_FILTER = linux_h.SO_ATTACH_FILTER();
    /** A classic BPF program that picks a socket of the SO_REUSEPORT group; socket(7). */
    public static final int SO_ATTACH_REUSEPORT_CBPF = linux_h.SO_ATTACH_REUSEPORT_CBPF();
    /** An extended BPF program that picks a socket of the SO_REUSEPORT group; socket(7). */
    public static final int SO_ATTACH_REUSEPORT_EBPF = linux_h.SO_ATTACH_REUSEPORT_EBPF();
    /** Only this network device, by name; socket(7). */
    public static final int SO_BINDTODEVICE = linux_h.SO_BINDTODEVICE();
    /** Only this network device, by index; kernel. */
    public static final int SO_BINDTOIFINDEX = linux_h.SO_BINDTOIFINDEX();
    /** Datagrams may go to a broadcast address; socket(7). */
    public static final int SO_BROADCAST = linux_h.SO_BROADCAST();
    /** Microseconds to poll the device before a blocking receive sleeps; socket(7). */
    public static final int SO_BUSY_POLL = linux_h.SO_BUSY_POLL();
    /** How many packets one busy poll takes at most; kernel, napi.rst. */
    public static final int SO_BUSY_POLL_BUDGET = linux_h.SO_BUSY_POLL_BUDGET();
    /** A 64-bit number that names this socket for the life of the system (read only); kernel. */
    public static final int SO_COOKIE = linux_h.SO_COOKIE();
    /** Debugging in the protocol; socket(7). */
    public static final int SO_DEBUG = linux_h.SO_DEBUG();
    /** Takes the filter away; another name of SO_DETACH_FILTER; socket(7). */
    public static final int SO_DETACH_BPF = linux_h.SO_DETACH_BPF();
    /** Takes the filter away; socket(7). */
    public static final int SO_DETACH_FILTER = linux_h.SO_DETACH_FILTER();
    /** Takes the program away that picks a socket of the SO_REUSEPORT group; kernel. */
    public static final int SO_DETACH_REUSEPORT_BPF = linux_h.SO_DETACH_REUSEPORT_BPF();
    /** The family, such as AF_INET (read only); socket(7). */
    public static final int SO_DOMAIN = linux_h.SO_DOMAIN();
    /** Only to hosts that are connected directly; socket(7). */
    public static final int SO_DONTROUTE = linux_h.SO_DONTROUTE();
    /** The pending error, which reading clears (read only); socket(7). */
    public static final int SO_ERROR = linux_h.SO_ERROR();
    /** The CPU that handles what arrives; socket(7). */
    public static final int SO_INCOMING_CPU = linux_h.SO_INCOMING_CPU();
    /** The receive queue that what arrived last came through (read only); socket(7). */
    public static final int SO_INCOMING_NAPI_ID = linux_h.SO_INCOMING_NAPI_ID();
    /** Probes while a connection is idle; socket(7). */
    public static final int SO_KEEPALIVE = linux_h.SO_KEEPALIVE();
    /** Whether and how long close waits for unsent data; struct linger; socket(7). */
    public static final int SO_LINGER = linux_h.SO_LINGER();
    /** The filter can no longer be changed; socket(7). */
    public static final int SO_LOCK_FILTER = linux_h.SO_LOCK_FILTER();
    /** A mark on each packet, for routing and firewalls; socket(7). */
    public static final int SO_MARK = linux_h.SO_MARK();
    /** Bytes a second that the socket sends at most; kernel. */
    public static final int SO_MAX_PACING_RATE = linux_h.SO_MAX_PACING_RATE();
    /** The socket's memory counters (read only); kernel. */
    public static final int SO_MEMINFO = linux_h.SO_MEMINFO();
    /** Out-of-band data stays in the stream; socket(7). */
    public static final int SO_OOBINLINE = linux_h.SO_OOBINLINE();
    /** Each message carries SCM_CREDENTIALS; unix(7). */
    public static final int SO_PASSCRED = linux_h.SO_PASSCRED();
    /** Each message carries SCM_SECURITY; unix(7). */
    public static final int SO_PASSSEC = linux_h.SO_PASSSEC();
    /** Where MSG_PEEK begins to read; socket(7). */
    public static final int SO_PEEK_OFF = linux_h.SO_PEEK_OFF();
    /** Process, user and group of the peer; struct ucred (read only); unix(7). */
    public static final int SO_PEERCRED = linux_h.SO_PEERCRED();
    /** The supplementary groups of the peer (read only); kernel. */
    public static final int SO_PEERGROUPS = linux_h.SO_PEERGROUPS();
    /** The security context of the peer (read only); unix(7). */
    public static final int SO_PEERSEC = linux_h.SO_PEERSEC();
    /** Busy polling takes the place of interrupts; kernel, napi.rst. */
    public static final int SO_PREFER_BUSY_POLL = linux_h.SO_PREFER_BUSY_POLL();
    /** The queueing priority of what is sent; socket(7). */
    public static final int SO_PRIORITY = linux_h.SO_PRIORITY();
    /** The protocol, such as IPPROTO_TCP (read only); socket(7). */
    public static final int SO_PROTOCOL = linux_h.SO_PROTOCOL();
    /** Size of the receive buffer, which the kernel doubles; socket(7). */
    public static final int SO_RCVBUF = linux_h.SO_RCVBUF();
    /** SO_RCVBUF past the system's limit, for CAP_NET_ADMIN; socket(7). */
    public static final int SO_RCVBUFFORCE = linux_h.SO_RCVBUFFORCE();
    /** How many bytes make the socket readable; socket(7). */
    public static final int SO_RCVLOWAT = linux_h.SO_RCVLOWAT();
    /** How long a receiving call blocks; struct timeval; socket(7). */
    public static final int SO_RCVTIMEO = linux_h.SO_RCVTIMEO();
    /** bind may take an address that is not quite free; socket(7). */
    public static final int SO_REUSEADDR = linux_h.SO_REUSEADDR();
    /** Several sockets share one address; socket(7). */
    public static final int SO_REUSEPORT = linux_h.SO_REUSEPORT();
    /** Each message carries the number of dropped ones; socket(7). */
    public static final int SO_RXQ_OVFL = linux_h.SO_RXQ_OVFL();
    /** select reports a queued error as exceptional; socket(7). */
    public static final int SO_SELECT_ERR_QUEUE = linux_h.SO_SELECT_ERR_QUEUE();
    /** Size of the send buffer, which the kernel doubles; socket(7). */
    public static final int SO_SNDBUF = linux_h.SO_SNDBUF();
    /** SO_SNDBUF past the system's limit, for CAP_NET_ADMIN; socket(7). */
    public static final int SO_SNDBUFFORCE = linux_h.SO_SNDBUFFORCE();
    /** Always 1 on Linux (read only); socket(7). */
    public static final int SO_SNDLOWAT = linux_h.SO_SNDLOWAT();
    /** How long a sending call blocks; struct timeval; socket(7). */
    public static final int SO_SNDTIMEO = linux_h.SO_SNDTIMEO();
    /** Each message carries when it arrived, in microseconds; socket(7). */
    public static final int SO_TIMESTAMP = linux_h.SO_TIMESTAMP();
    /** Times of arrival and departure, from software or hardware; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPING = linux_h.SO_TIMESTAMPING();
    /** Each message carries when it arrived, in nanoseconds; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPNS = linux_h.SO_TIMESTAMPNS();
    /** Each message may say when it is to leave; kernel. */
    public static final int SO_TXTIME = linux_h.SO_TXTIME();
    /** The type, such as SOCK_STREAM (read only); socket(7). */
    public static final int SO_TYPE = linux_h.SO_TYPE();
    /** MSG_ZEROCOPY is allowed; kernel, msg_zerocopy.rst. */
    public static final int SO_ZEROCOPY = linux_h.SO_ZEROCOPY();
    /** Which extensions filters may use (read only); kernel. */
    public static final int SO_BPF_EXTENSIONS = linux_h.SO_BPF_EXTENSIONS();
    /** The kernel leaves the size of the buffers alone; kernel. */
    public static final int SO_BUF_LOCK = linux_h.SO_BUF_LOCK();
    /** Tells the neighbour table whether there is progress; kernel. */
    public static final int SO_CNX_ADVICE = linux_h.SO_CNX_ADVICE();
    /** The filter (read only); kernel. */
    public static final int SO_GET_FILTER = linux_h.SO_GET_FILTER();
    /** The number of the network namespace (read only); kernel. */
    public static final int SO_NETNS_COOKIE = linux_h.SO_NETNS_COOKIE();
    /** The network card does not add its checksum; kernel. */
    public static final int SO_NOFCS = linux_h.SO_NOFCS();
    /** No checksum of UDP; kernel. */
    public static final int SO_NO_CHECK = linux_h.SO_NO_CHECK();
    /** As getpeername(2); kernel. */
    public static final int SO_PEERNAME = linux_h.SO_PEERNAME();
    /** Each receive carries the mark; kernel. */
    public static final int SO_RCVMARK = linux_h.SO_RCVMARK();
    /** Memory that is reserved for the socket; kernel. */
    public static final int SO_RESERVE_MEM = linux_h.SO_RESERVE_MEM();
    /** Another path after a timeout; kernel. */
    public static final int SO_TXREHASH = linux_h.SO_TXREHASH();
    /** Whether a frame was acknowledged; kernel. */
    public static final int SO_WIFI_STATUS = linux_h.SO_WIFI_STATUS();

    // send(2), recv(2): flags

    /** More messages follow; set by sendmmsg in the kernel; kernel. */
    public static final int MSG_BATCH = linux_h.MSG_BATCH();
    /** Descriptors that arrive are closed by exec; recv(2). */
    public static final int MSG_CMSG_CLOEXEC = linux_h.MSG_CMSG_CLOEXEC();
    /** The neighbour is known to be there; send(2). */
    public static final int MSG_CONFIRM = linux_h.MSG_CONFIRM();
    /** Control data did not fit and was dropped; recv(2). */
    public static final int MSG_CTRUNC = linux_h.MSG_CTRUNC();
    /** Only to hosts that are connected directly; send(2). */
    public static final int MSG_DONTROUTE = linux_h.MSG_DONTROUTE();
    /** This one call does not block; recv(2). */
    public static final int MSG_DONTWAIT = linux_h.MSG_DONTWAIT();
    /** The end of a record; recv(2). */
    public static final int MSG_EOR = linux_h.MSG_EOR();
    /** Reads the queue of errors; recv(2). */
    public static final int MSG_ERRQUEUE = linux_h.MSG_ERRQUEUE();
    /** Connects and sends in one call; tcp(7). */
    public static final int MSG_FASTOPEN = linux_h.MSG_FASTOPEN();
    /** More data follows, so wait to send; send(2). */
    public static final int MSG_MORE = linux_h.MSG_MORE();
    /** No SIGPIPE when the peer is gone; send(2). */
    public static final int MSG_NOSIGNAL = linux_h.MSG_NOSIGNAL();
    /** Out-of-band data; recv(2). */
    public static final int MSG_OOB = linux_h.MSG_OOB();
    /** What is read stays in the queue; recv(2). */
    public static final int MSG_PEEK = linux_h.MSG_PEEK();
    /** The datagram was longer; given to recv, its real length is returned; recv(2). */
    public static final int MSG_TRUNC = linux_h.MSG_TRUNC();
    /** Waits until the buffer is full; recv(2). */
    public static final int MSG_WAITALL = linux_h.MSG_WAITALL();
    /** Blocks only for the first message; recvmmsg(2). */
    public static final int MSG_WAITFORONE = linux_h.MSG_WAITFORONE();
    /** The kernel sends from this memory and tells later; kernel, msg_zerocopy.rst. */
    public static final int MSG_ZEROCOPY = linux_h.MSG_ZEROCOPY();

    // cmsg(3): types of control messages

    /** Descriptors; unix(7). */
    public static final int SCM_RIGHTS = linux_h.SCM_RIGHTS();
    /** Process, user and group of the sender; struct ucred; unix(7). */
    public static final int SCM_CREDENTIALS = linux_h.SCM_CREDENTIALS();
    /** When it arrived; struct timeval; socket(7). */
    public static final int SCM_TIMESTAMP = linux_h.SCM_TIMESTAMP();
    /** When it arrived; struct timespec; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPNS = linux_h.SCM_TIMESTAMPNS();
    /** When it arrived or left; three struct timespec; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPING = linux_h.SCM_TIMESTAMPING();
    /** When it is to leave, in nanoseconds; kernel. */
    public static final int SCM_TXTIME = linux_h.SCM_TXTIME();

    // socket(7): the numbers of SO_MEMINFO

    /** Bytes that what was received takes; kernel. */
    public static final int SK_MEMINFO_RMEM_ALLOC = linux_h.SK_MEMINFO_RMEM_ALLOC();
    /** SO_RCVBUF; kernel. */
    public static final int SK_MEMINFO_RCVBUF = linux_h.SK_MEMINFO_RCVBUF();
    /** Bytes that are with the network card; kernel. */
    public static final int SK_MEMINFO_WMEM_ALLOC = linux_h.SK_MEMINFO_WMEM_ALLOC();
    /** SO_SNDBUF; kernel. */
    public static final int SK_MEMINFO_SNDBUF = linux_h.SK_MEMINFO_SNDBUF();
    /** Bytes that are reserved; kernel. */
    public static final int SK_MEMINFO_FWD_ALLOC = linux_h.SK_MEMINFO_FWD_ALLOC();
    /** Bytes that what is to be sent takes; kernel. */
    public static final int SK_MEMINFO_WMEM_QUEUED = linux_h.SK_MEMINFO_WMEM_QUEUED();
    /** Bytes of options and filters; kernel. */
    public static final int SK_MEMINFO_OPTMEM = linux_h.SK_MEMINFO_OPTMEM();
    /** Bytes that wait until the socket is free; kernel. */
    public static final int SK_MEMINFO_BACKLOG = linux_h.SK_MEMINFO_BACKLOG();
    /** How many packets were dropped; kernel. */
    public static final int SK_MEMINFO_DROPS = linux_h.SK_MEMINFO_DROPS();
    /** How many numbers there are; kernel. */
    public static final int SK_MEMINFO_VARS = linux_h.SK_MEMINFO_VARS();

    private SocketConstants() {}
}
