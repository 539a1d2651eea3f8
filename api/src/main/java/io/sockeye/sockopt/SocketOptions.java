package io.sockeye.sockopt;

import static io.sockeye.sockopt.OptionValue.BOOLEAN;
import static io.sockeye.sockopt.OptionValue.FLAGS;
import static io.sockeye.sockopt.OptionValue.INT;
import static io.sockeye.sockopt.OptionValue.LINGER;
import static io.sockeye.sockopt.OptionValue.LONG;
import static io.sockeye.sockopt.OptionValue.MICROSECONDS;
import static io.sockeye.sockopt.OptionValue.PROGRAM;
import static io.sockeye.sockopt.OptionValue.TIMEVAL;
import static io.sockeye.sockopt.OptionValue.UCRED;
import static io.sockeye.sockopt.OptionValue.ints;
import static io.sockeye.sockopt.OptionValue.text;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.NameConstants.IF_NAMESIZE;

import io.sockeye.bindings.SocketConstants;
import java.time.Duration;
import java.util.List;

/**
 * The options of the level {@code SOL_SOCKET}: socket(7), unix(7). An option marked "kernel" has no man page.
 */
public final class SocketOptions {
    /** Whether the socket listens; socket(7). */
    public static final ReadableOption<Boolean> SO_ACCEPTCONN = of(SocketConstants.SO_ACCEPTCONN, BOOLEAN);
    /** A BPF program that filters received packets; SO_DETACH_FILTER removes it; socket(7). */
    public static final WritableOption<FilterProgram> SO_ATTACH_FILTER = of(SocketConstants.SO_ATTACH_FILTER, PROGRAM);
    /** A BPF program that selects the socket of a SO_REUSEPORT group for each packet; socket(7). */
    public static final WritableOption<FilterProgram> SO_ATTACH_REUSEPORT_CBPF =
            of(SocketConstants.SO_ATTACH_REUSEPORT_CBPF, PROGRAM);
    /** Binds the socket to an interface by its name; empty for all; socket(7). */
    public static final Option<String> SO_BINDTODEVICE = of(SocketConstants.SO_BINDTODEVICE, text(IF_NAMESIZE));
    /** Binds the socket to an interface by its index; 0 for all; kernel. */
    public static final Option<Integer> SO_BINDTOIFINDEX = of(SocketConstants.SO_BINDTOIFINDEX, INT);
    /** Allows datagrams to broadcast addresses; socket(7). */
    public static final Option<Boolean> SO_BROADCAST = of(SocketConstants.SO_BROADCAST, BOOLEAN);
    /** A mask of the buffers whose size the kernel does not tune: 1 send buffer, 2 receive buffer; kernel. */
    public static final Option<Integer> SO_BUF_LOCK = of(SocketConstants.SO_BUF_LOCK, INT);
    /** The time for which a blocking receive busy-polls the device; to increase it needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Duration> SO_BUSY_POLL = of(SocketConstants.SO_BUSY_POLL, MICROSECONDS);
    /** The maximum number of packets of one busy poll; kernel. */
    public static final WritableOption<Integer> SO_BUSY_POLL_BUDGET = of(SocketConstants.SO_BUSY_POLL_BUDGET, INT);
    /** A unique number of the socket; kernel. */
    public static final ReadableOption<Long> SO_COOKIE = of(SocketConstants.SO_COOKIE, LONG);
    /** Enables debugging in the kernel. Needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Boolean> SO_DEBUG = of(SocketConstants.SO_DEBUG, BOOLEAN);
    /** The address family: AF_INET, …; socket(7). */
    public static final ReadableOption<Integer> SO_DOMAIN = of(SocketConstants.SO_DOMAIN, INT);
    /** Bypasses routing: sends only to directly connected hosts; socket(7). */
    public static final Option<Boolean> SO_DONTROUTE = of(SocketConstants.SO_DONTROUTE, BOOLEAN);
    /** The pending error, an errno, 0 for none; reading clears it; socket(7). */
    public static final ReadableOption<Integer> SO_ERROR = of(SocketConstants.SO_ERROR, INT);
    /** The CPU that received the last packet; if set, the CPU whose packets this socket of a group gets; socket(7). */
    public static final Option<Integer> SO_INCOMING_CPU = of(SocketConstants.SO_INCOMING_CPU, INT);
    /** The NAPI ID of the receive queue of the last packet, 0 if unknown; socket(7). */
    public static final ReadableOption<Integer> SO_INCOMING_NAPI_ID = of(SocketConstants.SO_INCOMING_NAPI_ID, INT);
    /** Sends keep-alive probes on an idle connection; socket(7). */
    public static final Option<Boolean> SO_KEEPALIVE = of(SocketConstants.SO_KEEPALIVE, BOOLEAN);
    /** Whether close waits for unsent data; socket(7). */
    public static final Option<Linger> SO_LINGER = of(SocketConstants.SO_LINGER, LINGER);
    /** Prevents changes of the filter; cannot be unset; socket(7). */
    public static final Option<Boolean> SO_LOCK_FILTER = of(SocketConstants.SO_LOCK_FILTER, BOOLEAN);
    /** The mark of each packet, for routing and the firewall. Needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Integer> SO_MARK = of(SocketConstants.SO_MARK, INT);
    /** The maximum number of bytes per second, unsigned; -1 for no limit; kernel. */
    public static final Option<Long> SO_MAX_PACING_RATE = of(SocketConstants.SO_MAX_PACING_RATE, LONG);
    /** The memory in use; the indexes are {@code SK_MEMINFO_RMEM_ALLOC}, …; kernel. */
    public static final ReadableOption<List<Integer>> SO_MEMINFO = of(SocketConstants.SO_MEMINFO, ints(32));
    /** A unique number of the network namespace; kernel. */
    public static final ReadableOption<Long> SO_NETNS_COOKIE = of(SocketConstants.SO_NETNS_COOKIE, LONG);
    /** Sends UDP datagrams without a checksum; kernel. */
    public static final Option<Boolean> SO_NO_CHECK = of(SocketConstants.SO_NO_CHECK, BOOLEAN);
    /** Receives out-of-band data inline; socket(7). */
    public static final Option<Boolean> SO_OOBINLINE = of(SocketConstants.SO_OOBINLINE, BOOLEAN);
    /** Each message carries the sender's credentials; unix(7). */
    public static final Option<Boolean> SO_PASSCRED = of(SocketConstants.SO_PASSCRED, BOOLEAN);
    /** Each message carries the sender's security context; unix(7). */
    public static final Option<Boolean> SO_PASSSEC = of(SocketConstants.SO_PASSSEC, BOOLEAN);
    /** The offset of the next MSG_PEEK; -1 for always the start of the queue; socket(7). */
    public static final Option<Integer> SO_PEEK_OFF = of(SocketConstants.SO_PEEK_OFF, INT);
    /** The credentials of the peer; unix(7). */
    public static final ReadableOption<PeerCredentials> SO_PEERCRED = of(SocketConstants.SO_PEERCRED, UCRED);
    /** The supplementary group IDs of the peer, unsigned; kernel. */
    public static final ReadableOption<List<Integer>> SO_PEERGROUPS = of(SocketConstants.SO_PEERGROUPS, ints(1 << 16));
    /** The security context of the peer; unix(7). */
    public static final ReadableOption<String> SO_PEERSEC = of(SocketConstants.SO_PEERSEC, text(256));
    /** Prefers busy polling to interrupts of the device. Needs CAP_NET_ADMIN; kernel. */
    public static final Option<Boolean> SO_PREFER_BUSY_POLL = of(SocketConstants.SO_PREFER_BUSY_POLL, BOOLEAN);
    /** The priority of outgoing packets; above 6 needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Integer> SO_PRIORITY = of(SocketConstants.SO_PRIORITY, INT);
    /** The protocol: IPPROTO_TCP, …; socket(7). */
    public static final ReadableOption<Integer> SO_PROTOCOL = of(SocketConstants.SO_PROTOCOL, INT);
    /** The size of the receive buffer, in bytes; Linux returns twice the size that was set; socket(7). */
    public static final Option<Integer> SO_RCVBUF = of(SocketConstants.SO_RCVBUF, INT);
    /** SO_RCVBUF above rmem_max. Needs CAP_NET_ADMIN; socket(7). */
    public static final WritableOption<Integer> SO_RCVBUFFORCE = of(SocketConstants.SO_RCVBUFFORCE, INT);
    /** The minimum number of bytes for readiness to read; socket(7). */
    public static final Option<Integer> SO_RCVLOWAT = of(SocketConstants.SO_RCVLOWAT, INT);
    /** The kernel's timeout of a receive; zero for none. Prefer {@link io.sockeye.Socket#settimeout}; socket(7). */
    public static final Option<Duration> SO_RCVTIMEO = of(SocketConstants.SO_RCVTIMEO, TIMEVAL);
    /** The memory reserved for this socket, in bytes; kernel. */
    public static final Option<Integer> SO_RESERVE_MEM = of(SocketConstants.SO_RESERVE_MEM, INT);
    /** Allows bind to an address with connections in TIME_WAIT; socket(7). */
    public static final Option<Boolean> SO_REUSEADDR = of(SocketConstants.SO_REUSEADDR, BOOLEAN);
    /** Allows several sockets to bind to one address; the kernel distributes connections or datagrams; socket(7). */
    public static final Option<Boolean> SO_REUSEPORT = of(SocketConstants.SO_REUSEPORT, BOOLEAN);
    /** Each message carries the number of dropped messages; socket(7). */
    public static final Option<Boolean> SO_RXQ_OVFL = of(SocketConstants.SO_RXQ_OVFL, BOOLEAN);
    /** A queued error is reported in the exception set of select; socket(7). */
    public static final Option<Boolean> SO_SELECT_ERR_QUEUE = of(SocketConstants.SO_SELECT_ERR_QUEUE, BOOLEAN);
    /** The size of the send buffer, in bytes; Linux returns twice the size that was set; socket(7). */
    public static final Option<Integer> SO_SNDBUF = of(SocketConstants.SO_SNDBUF, INT);
    /** SO_SNDBUF above wmem_max. Needs CAP_NET_ADMIN; socket(7). */
    public static final WritableOption<Integer> SO_SNDBUFFORCE = of(SocketConstants.SO_SNDBUFFORCE, INT);
    /** The minimum number of bytes for a send; fixed on Linux; socket(7). */
    public static final ReadableOption<Integer> SO_SNDLOWAT = of(SocketConstants.SO_SNDLOWAT, INT);
    /** The kernel's timeout of a send; zero for none. Prefer {@link io.sockeye.Socket#settimeout}; socket(7). */
    public static final Option<Duration> SO_SNDTIMEO = of(SocketConstants.SO_SNDTIMEO, TIMEVAL);
    /** Each message carries its time of arrival, in microseconds; socket(7). */
    public static final Option<Boolean> SO_TIMESTAMP = of(SocketConstants.SO_TIMESTAMP, BOOLEAN);
    /** Timestamps by {@code SOF_TIMESTAMPING_…}; kernel, timestamping.rst. */
    public static final Option<Integer> SO_TIMESTAMPING = of(SocketConstants.SO_TIMESTAMPING, FLAGS);
    /** Each message carries its time of arrival, in nanoseconds; socket(7). */
    public static final Option<Boolean> SO_TIMESTAMPNS = of(SocketConstants.SO_TIMESTAMPNS, BOOLEAN);
    /** Whether TCP changes the hash of a failing connection, to use another path; kernel. */
    public static final Option<Integer> SO_TXREHASH = of(SocketConstants.SO_TXREHASH, INT);
    /** The type: SOCK_STREAM, …; socket(7). */
    public static final ReadableOption<Integer> SO_TYPE = of(SocketConstants.SO_TYPE, INT);
    /** Allows MSG_ZEROCOPY; kernel, msg_zerocopy.rst. */
    public static final Option<Boolean> SO_ZEROCOPY = of(SocketConstants.SO_ZEROCOPY, BOOLEAN);

    private SocketOptions() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(SOL_SOCKET, number, value);
    }
}
