package io.sockeye.sockopt;

import static io.sockeye.sockopt.OptionValue.BOOLEAN;
import static io.sockeye.sockopt.OptionValue.INT;
import static io.sockeye.sockopt.OptionValue.MICROSECONDS;
import static io.sockeye.sockopt.OptionValue.MILLISECONDS;
import static io.sockeye.sockopt.OptionValue.SECONDS;
import static io.sockeye.sockopt.OptionValue.CONNECTION;
import static io.sockeye.sockopt.OptionValue.bytes;
import static io.sockeye.sockopt.OptionValue.text;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;

import io.sockeye.bindings.InetConstants;
import java.time.Duration;

/**
 * The options of the level {@code IPPROTO_TCP}: tcp(7). An option marked "kernel" has no man page. A time is rounded up to the unit of its
 * option.
 */
public final class TcpOptions {
    /** The state of the congestion control: {@code union tcp_cc_info}; empty if it has none; kernel. */
    public static final ReadableOption<byte[]> TCP_CC_INFO = of(InetConstants.TCP_CC_INFO, bytes(64));
    /** The congestion control algorithm: cubic, reno, bbr, …; tcp(7). */
    public static final Option<String> TCP_CONGESTION = of(InetConstants.TCP_CONGESTION, text(16));
    /** Delays partial segments, for at most 200 ms; tcp(7). */
    public static final Option<Boolean> TCP_CORK = of(InetConstants.TCP_CORK, BOOLEAN);
    /** The time for which accept waits for data; the kernel rounds up to a number of retransmissions; seconds; tcp(7). */
    public static final Option<Duration> TCP_DEFER_ACCEPT = of(InetConstants.TCP_DEFER_ACCEPT, SECONDS);
    /** Accepts data in the SYN; the maximum number of pending such requests; tcp(7). */
    public static final Option<Integer> TCP_FASTOPEN = of(InetConstants.TCP_FASTOPEN, INT);
    /** Sends the SYN of a connect with the first data; tcp(7). */
    public static final Option<Boolean> TCP_FASTOPEN_CONNECT = of(InetConstants.TCP_FASTOPEN_CONNECT, BOOLEAN);
    /** The key of the fast open cookies: 16 bytes, or 32 for two keys; kernel. */
    public static final Option<byte[]> TCP_FASTOPEN_KEY = of(InetConstants.TCP_FASTOPEN_KEY, bytes(32));
    /** Allows fast open without a cookie; kernel. */
    public static final Option<Boolean> TCP_FASTOPEN_NO_COOKIE = of(InetConstants.TCP_FASTOPEN_NO_COOKIE, BOOLEAN);
    /** The connection's state and counters; tcp(7). */
    public static final ReadableOption<TcpInfo> TCP_INFO = of(InetConstants.TCP_INFO, CONNECTION);
    /** Each receive carries the number of bytes left in the queue; kernel. */
    public static final Option<Boolean> TCP_INQ = of(InetConstants.TCP_INQ, BOOLEAN);
    /** The number of unanswered keep-alive probes after which the connection is dropped; tcp(7). */
    public static final Option<Integer> TCP_KEEPCNT = of(InetConstants.TCP_KEEPCNT, INT);
    /** The idle time before the first keep-alive probe; seconds; tcp(7). */
    public static final Option<Duration> TCP_KEEPIDLE = of(InetConstants.TCP_KEEPIDLE, SECONDS);
    /** The time between keep-alive probes; seconds; tcp(7). */
    public static final Option<Duration> TCP_KEEPINTVL = of(InetConstants.TCP_KEEPINTVL, SECONDS);
    /** The time in FIN_WAIT2, in seconds; -1 to skip the state; tcp(7). */
    public static final Option<Integer> TCP_LINGER2 = of(InetConstants.TCP_LINGER2, INT);
    /** The maximum segment size, in bytes; tcp(7). */
    public static final Option<Integer> TCP_MAXSEG = of(InetConstants.TCP_MAXSEG, INT);
    /** Disables the Nagle algorithm; tcp(7). */
    public static final Option<Boolean> TCP_NODELAY = of(InetConstants.TCP_NODELAY, BOOLEAN);
    /** The number of unsent bytes below which the socket is writable; 0 for the system default; kernel. */
    public static final Option<Integer> TCP_NOTSENT_LOWAT = of(InetConstants.TCP_NOTSENT_LOWAT, INT);
    /** Acknowledges at once, until the kernel resets it; tcp(7). */
    public static final Option<Boolean> TCP_QUICKACK = of(InetConstants.TCP_QUICKACK, BOOLEAN);
    /** Enables repair mode, to save and restore the connection. Needs CAP_NET_ADMIN; kernel. */
    public static final Option<Integer> TCP_REPAIR = of(InetConstants.TCP_REPAIR, INT);
    /** The queue under repair: {@code TCP_SEND_QUEUE}, {@code TCP_RECV_QUEUE}; kernel. */
    public static final Option<Integer> TCP_REPAIR_QUEUE = of(InetConstants.TCP_REPAIR_QUEUE, INT);
    /** The sequence number of the queue under repair; kernel. */
    public static final Option<Integer> TCP_QUEUE_SEQ = of(InetConstants.TCP_QUEUE_SEQ, INT);
    /** The saved SYN, from its IP header on; reading frees it; kernel. */
    public static final ReadableOption<byte[]> TCP_SAVED_SYN = of(InetConstants.TCP_SAVED_SYN, bytes(512));
    /** Saves the SYN of each connection: 1 from the IP header on, 2 from the link-layer header on; kernel. */
    public static final Option<Integer> TCP_SAVE_SYN = of(InetConstants.TCP_SAVE_SYN, INT);
    /** The number of SYN retransmissions before connect fails; tcp(7). */
    public static final Option<Integer> TCP_SYNCNT = of(InetConstants.TCP_SYNCNT, INT);
    /** Thin streams are retransmitted with a linear timeout; kernel. */
    public static final Option<Boolean> TCP_THIN_LINEAR_TIMEOUTS = of(InetConstants.TCP_THIN_LINEAR_TIMEOUTS, BOOLEAN);
    /** The delay of each outgoing segment; microseconds; kernel. */
    public static final Option<Duration> TCP_TX_DELAY = of(InetConstants.TCP_TX_DELAY, MICROSECONDS);
    /** The upper layer protocol in the kernel, such as tls; empty for none; kernel, tls.rst. */
    public static final Option<String> TCP_ULP = of(InetConstants.TCP_ULP, text(16));
    /** The maximum time that sent data may remain unacknowledged; zero for the system default; milliseconds; tcp(7). */
    public static final Option<Duration> TCP_USER_TIMEOUT = of(InetConstants.TCP_USER_TIMEOUT, MILLISECONDS);
    /** The maximum size of the advertised window, in bytes; tcp(7). */
    public static final Option<Integer> TCP_WINDOW_CLAMP = of(InetConstants.TCP_WINDOW_CLAMP, INT);

    private TcpOptions() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(IPPROTO_TCP, number, value);
    }
}
