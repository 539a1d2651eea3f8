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
 * The options of the level {@code SOL_SOCKET}: socket(7), unix(7). Where a line says "kernel" there is no man page.
 */
public final class SocketOptions {
    /** Whether it listens; socket(7). */
    public static final ReadableOption<Boolean> SO_ACCEPTCONN = of(SocketConstants.SO_ACCEPTCONN, BOOLEAN);
    /** A program that says what of each packet to keep. SO_DETACH_FILTER takes it away; socket(7). */
    public static final WritableOption<FilterProgram> SO_ATTACH_FILTER = of(SocketConstants.SO_ATTACH_FILTER, PROGRAM);
    /** A program that says which socket of a SO_REUSEPORT group gets a packet; socket(7). */
    public static final WritableOption<FilterProgram> SO_ATTACH_REUSEPORT_CBPF =
            of(SocketConstants.SO_ATTACH_REUSEPORT_CBPF, PROGRAM);
    /** Receives and sends through one interface; empty for all; socket(7). */
    public static final Option<String> SO_BINDTODEVICE = of(SocketConstants.SO_BINDTODEVICE, text(IF_NAMESIZE));
    /** The same by the number of the interface; 0 for all; kernel. */
    public static final Option<Integer> SO_BINDTOIFINDEX = of(SocketConstants.SO_BINDTOIFINDEX, INT);
    /** Datagrams may go to a broadcast address; socket(7). */
    public static final Option<Boolean> SO_BROADCAST = of(SocketConstants.SO_BROADCAST, BOOLEAN);
    /** Which buffers keep the size they have: 1 what is sent, 2 what is received; kernel. */
    public static final Option<Integer> SO_BUF_LOCK = of(SocketConstants.SO_BUF_LOCK, INT);
    /** How long a receive looks at the device itself. More needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Duration> SO_BUSY_POLL = of(SocketConstants.SO_BUSY_POLL, MICROSECONDS);
    /** How many packets it looks at in one go; kernel. */
    public static final WritableOption<Integer> SO_BUSY_POLL_BUDGET = of(SocketConstants.SO_BUSY_POLL_BUDGET, INT);
    /** A number that no other socket has; kernel. */
    public static final ReadableOption<Long> SO_COOKIE = of(SocketConstants.SO_COOKIE, LONG);
    /** Debugging in the kernel. Needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Boolean> SO_DEBUG = of(SocketConstants.SO_DEBUG, BOOLEAN);
    /** The family, AF_INET, …; socket(7). */
    public static final ReadableOption<Integer> SO_DOMAIN = of(SocketConstants.SO_DOMAIN, INT);
    /** Sends to neighbours only; socket(7). */
    public static final Option<Boolean> SO_DONTROUTE = of(SocketConstants.SO_DONTROUTE, BOOLEAN);
    /** The errno of what went wrong meanwhile, 0 for none. Reading it clears it; socket(7). */
    public static final ReadableOption<Integer> SO_ERROR = of(SocketConstants.SO_ERROR, INT);
    /** The CPU on which the last packet came; set, the CPU whose packets are for this one of a group; socket(7). */
    public static final Option<Integer> SO_INCOMING_CPU = of(SocketConstants.SO_INCOMING_CPU, INT);
    /** Which receive queue the last packet came by, 0 if unknown; socket(7). */
    public static final ReadableOption<Integer> SO_INCOMING_NAPI_ID = of(SocketConstants.SO_INCOMING_NAPI_ID, INT);
    /** Asks now and then whether the peer is there; socket(7). */
    public static final Option<Boolean> SO_KEEPALIVE = of(SocketConstants.SO_KEEPALIVE, BOOLEAN);
    /** What close does about data that is not sent yet; socket(7). */
    public static final Option<Linger> SO_LINGER = of(SocketConstants.SO_LINGER, LINGER);
    /** The filter stays; cannot be taken back; socket(7). */
    public static final Option<Boolean> SO_LOCK_FILTER = of(SocketConstants.SO_LOCK_FILTER, BOOLEAN);
    /** A number on each packet, for routing and the firewall. Needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Integer> SO_MARK = of(SocketConstants.SO_MARK, INT);
    /** At most so many bytes in a second, without a sign; -1 for no limit; kernel. */
    public static final Option<Long> SO_MAX_PACING_RATE = of(SocketConstants.SO_MAX_PACING_RATE, LONG);
    /** Memory in use; {@code SK_MEMINFO_RMEM_ALLOC} and its kin say where in the list; kernel. */
    public static final ReadableOption<List<Integer>> SO_MEMINFO = of(SocketConstants.SO_MEMINFO, ints(32));
    /** A number that no other network namespace has; kernel. */
    public static final ReadableOption<Long> SO_NETNS_COOKIE = of(SocketConstants.SO_NETNS_COOKIE, LONG);
    /** UDP datagrams leave without a checksum; kernel. */
    public static final Option<Boolean> SO_NO_CHECK = of(SocketConstants.SO_NO_CHECK, BOOLEAN);
    /** Urgent data is received in line; socket(7). */
    public static final Option<Boolean> SO_OOBINLINE = of(SocketConstants.SO_OOBINLINE, BOOLEAN);
    /** Each message carries the sender's credentials; unix(7). */
    public static final Option<Boolean> SO_PASSCRED = of(SocketConstants.SO_PASSCRED, BOOLEAN);
    /** Each message carries the sender's security context; unix(7). */
    public static final Option<Boolean> SO_PASSSEC = of(SocketConstants.SO_PASSSEC, BOOLEAN);
    /** Where MSG_PEEK looks next; -1 for always at the start; socket(7). */
    public static final Option<Integer> SO_PEEK_OFF = of(SocketConstants.SO_PEEK_OFF, INT);
    /** Who is at the other end; unix(7). */
    public static final ReadableOption<PeerCredentials> SO_PEERCRED = of(SocketConstants.SO_PEERCRED, UCRED);
    /** The groups of who is at the other end, without a sign; kernel. */
    public static final ReadableOption<List<Integer>> SO_PEERGROUPS = of(SocketConstants.SO_PEERGROUPS, ints(1 << 16));
    /** The security context of who is at the other end; unix(7). */
    public static final ReadableOption<String> SO_PEERSEC = of(SocketConstants.SO_PEERSEC, text(256));
    /** Looks at the device rather than to be told. Needs CAP_NET_ADMIN; kernel. */
    public static final Option<Boolean> SO_PREFER_BUSY_POLL = of(SocketConstants.SO_PREFER_BUSY_POLL, BOOLEAN);
    /** The priority of packets; above 6 needs CAP_NET_ADMIN; socket(7). */
    public static final Option<Integer> SO_PRIORITY = of(SocketConstants.SO_PRIORITY, INT);
    /** The protocol, IPPROTO_TCP, …; socket(7). */
    public static final ReadableOption<Integer> SO_PROTOCOL = of(SocketConstants.SO_PROTOCOL, INT);
    /** Room for what is received, in bytes. Linux answers twice what was set; socket(7). */
    public static final Option<Integer> SO_RCVBUF = of(SocketConstants.SO_RCVBUF, INT);
    /** SO_RCVBUF beyond rmem_max. Needs CAP_NET_ADMIN; socket(7). */
    public static final WritableOption<Integer> SO_RCVBUFFORCE = of(SocketConstants.SO_RCVBUFFORCE, INT);
    /** Readable from so many bytes on; socket(7). */
    public static final Option<Integer> SO_RCVLOWAT = of(SocketConstants.SO_RCVLOWAT, INT);
    /** How long C lets a receive wait; zero for ever. {@link Socket#settimeout} is meant for that; socket(7). */
    public static final Option<Duration> SO_RCVTIMEO = of(SocketConstants.SO_RCVTIMEO, TIMEVAL);
    /** Memory that is set aside for this socket, in bytes; kernel. */
    public static final Option<Integer> SO_RESERVE_MEM = of(SocketConstants.SO_RESERVE_MEM, INT);
    /** bind takes an address whose connections have ended; socket(7). */
    public static final Option<Boolean> SO_REUSEADDR = of(SocketConstants.SO_REUSEADDR, BOOLEAN);
    /** Several sockets may be bound to one address and share what comes; socket(7). */
    public static final Option<Boolean> SO_REUSEPORT = of(SocketConstants.SO_REUSEPORT, BOOLEAN);
    /** Each message carries how many were dropped; socket(7). */
    public static final Option<Boolean> SO_RXQ_OVFL = of(SocketConstants.SO_RXQ_OVFL, BOOLEAN);
    /** A queued error makes select say so in its exception set; socket(7). */
    public static final Option<Boolean> SO_SELECT_ERR_QUEUE = of(SocketConstants.SO_SELECT_ERR_QUEUE, BOOLEAN);
    /** Room for what is sent, in bytes. Linux answers twice what was set; socket(7). */
    public static final Option<Integer> SO_SNDBUF = of(SocketConstants.SO_SNDBUF, INT);
    /** SO_SNDBUF beyond wmem_max. Needs CAP_NET_ADMIN; socket(7). */
    public static final WritableOption<Integer> SO_SNDBUFFORCE = of(SocketConstants.SO_SNDBUFFORCE, INT);
    /** Linux cannot change it; socket(7). */
    public static final ReadableOption<Integer> SO_SNDLOWAT = of(SocketConstants.SO_SNDLOWAT, INT);
    /** How long C lets a send wait; zero for ever. {@link Socket#settimeout} is meant for that; socket(7). */
    public static final Option<Duration> SO_SNDTIMEO = of(SocketConstants.SO_SNDTIMEO, TIMEVAL);
    /** Each message carries when it came, in microseconds; socket(7). */
    public static final Option<Boolean> SO_TIMESTAMP = of(SocketConstants.SO_TIMESTAMP, BOOLEAN);
    /** Timestamps by {@code SOF_TIMESTAMPING_…}; kernel, timestamping.rst. */
    public static final Option<Integer> SO_TIMESTAMPING = of(SocketConstants.SO_TIMESTAMPING, FLAGS);
    /** Each message carries when it came, in nanoseconds; socket(7). */
    public static final Option<Boolean> SO_TIMESTAMPNS = of(SocketConstants.SO_TIMESTAMPNS, BOOLEAN);
    /** Whether a TCP connection in trouble tries another path; kernel. */
    public static final Option<Integer> SO_TXREHASH = of(SocketConstants.SO_TXREHASH, INT);
    /** The type, SOCK_STREAM, …; socket(7). */
    public static final ReadableOption<Integer> SO_TYPE = of(SocketConstants.SO_TYPE, INT);
    /** MSG_ZEROCOPY may be used; kernel, msg_zerocopy.rst. */
    public static final Option<Boolean> SO_ZEROCOPY = of(SocketConstants.SO_ZEROCOPY, BOOLEAN);

    private SocketOptions() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(SOL_SOCKET, number, value);
    }
}
