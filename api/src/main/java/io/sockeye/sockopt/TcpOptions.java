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
 * The options of the level {@code IPPROTO_TCP}: tcp(7). Where a line says "kernel" there is no man page. A time is rounded up to the unit that
 * the line names.
 */
public final class TcpOptions {
    /** The state of the congestion control, as {@code union tcp_cc_info}; empty if it has none; kernel. */
    public static final ReadableOption<byte[]> TCP_CC_INFO = of(InetConstants.TCP_CC_INFO, bytes(64));
    /** The congestion control: cubic, reno, bbr, …; tcp(7). */
    public static final Option<String> TCP_CONGESTION = of(InetConstants.TCP_CONGESTION, text(16));
    /** Holds back what does not fill a segment, for at most 200 ms; tcp(7). */
    public static final Option<Boolean> TCP_CORK = of(InetConstants.TCP_CORK, BOOLEAN);
    /** accept waits for data, at most so long; the kernel rounds up to its retries; tcp(7). */
    public static final Option<Duration> TCP_DEFER_ACCEPT = of(InetConstants.TCP_DEFER_ACCEPT, SECONDS);
    /** The listener takes data with the SYN; how many may be pending; tcp(7). */
    public static final Option<Integer> TCP_FASTOPEN = of(InetConstants.TCP_FASTOPEN, INT);
    /** connect waits to send its SYN with the first data; tcp(7). */
    public static final Option<Boolean> TCP_FASTOPEN_CONNECT = of(InetConstants.TCP_FASTOPEN_CONNECT, BOOLEAN);
    /** The key of the cookies: 16 bytes, or 32 for two keys; kernel. */
    public static final Option<byte[]> TCP_FASTOPEN_KEY = of(InetConstants.TCP_FASTOPEN_KEY, bytes(32));
    /** Fast open without a cookie; kernel. */
    public static final Option<Boolean> TCP_FASTOPEN_NO_COOKIE = of(InetConstants.TCP_FASTOPEN_NO_COOKIE, BOOLEAN);
    /** The connection's state and counters; tcp(7). */
    public static final ReadableOption<TcpInfo> TCP_INFO = of(InetConstants.TCP_INFO, CONNECTION);
    /** Each receive carries how many bytes are left in the queue; kernel. */
    public static final Option<Boolean> TCP_INQ = of(InetConstants.TCP_INQ, BOOLEAN);
    /** How many unanswered probes end the connection; tcp(7). */
    public static final Option<Integer> TCP_KEEPCNT = of(InetConstants.TCP_KEEPCNT, INT);
    /** How long it is idle before the first probe; seconds; tcp(7). */
    public static final Option<Duration> TCP_KEEPIDLE = of(InetConstants.TCP_KEEPIDLE, SECONDS);
    /** How long between probes; seconds; tcp(7). */
    public static final Option<Duration> TCP_KEEPINTVL = of(InetConstants.TCP_KEEPINTVL, SECONDS);
    /** Seconds in FIN_WAIT2; -1 for none at all; tcp(7). */
    public static final Option<Integer> TCP_LINGER2 = of(InetConstants.TCP_LINGER2, INT);
    /** The largest segment, in bytes; tcp(7). */
    public static final Option<Integer> TCP_MAXSEG = of(InetConstants.TCP_MAXSEG, INT);
    /** Sends at once: no Nagle algorithm; tcp(7). */
    public static final Option<Boolean> TCP_NODELAY = of(InetConstants.TCP_NODELAY, BOOLEAN);
    /** Writable only while fewer bytes than this are unsent; 0 for the system's; kernel. */
    public static final Option<Integer> TCP_NOTSENT_LOWAT = of(InetConstants.TCP_NOTSENT_LOWAT, INT);
    /** Acknowledges at once, until the kernel thinks otherwise; tcp(7). */
    public static final Option<Boolean> TCP_QUICKACK = of(InetConstants.TCP_QUICKACK, BOOLEAN);
    /** The connection can be saved and restored. Needs CAP_NET_ADMIN; kernel. */
    public static final Option<Integer> TCP_REPAIR = of(InetConstants.TCP_REPAIR, INT);
    /** Which queue is under repair: {@code TCP_SEND_QUEUE}, {@code TCP_RECV_QUEUE}; kernel. */
    public static final Option<Integer> TCP_REPAIR_QUEUE = of(InetConstants.TCP_REPAIR_QUEUE, INT);
    /** Sequence number of the queue under repair; kernel. */
    public static final Option<Integer> TCP_QUEUE_SEQ = of(InetConstants.TCP_QUEUE_SEQ, INT);
    /** The SYN that was kept, from its IP header on. Reading it frees it; kernel. */
    public static final ReadableOption<byte[]> TCP_SAVED_SYN = of(InetConstants.TCP_SAVED_SYN, bytes(512));
    /** The listener keeps each SYN: 1 from IP on, 2 from the link on; kernel. */
    public static final Option<Integer> TCP_SAVE_SYN = of(InetConstants.TCP_SAVE_SYN, INT);
    /** How often a SYN is repeated before connect gives up; tcp(7). */
    public static final Option<Integer> TCP_SYNCNT = of(InetConstants.TCP_SYNCNT, INT);
    /** A thin stream repeats without doubling its timeout; kernel. */
    public static final Option<Boolean> TCP_THIN_LINEAR_TIMEOUTS = of(InetConstants.TCP_THIN_LINEAR_TIMEOUTS, BOOLEAN);
    /** How long each segment is held back; kernel. */
    public static final Option<Duration> TCP_TX_DELAY = of(InetConstants.TCP_TX_DELAY, MICROSECONDS);
    /** A protocol above TCP in the kernel, such as tls; empty for none; kernel, tls.rst. */
    public static final Option<String> TCP_ULP = of(InetConstants.TCP_ULP, text(16));
    /** How long sent data may stay unacknowledged; zero for the system's; milliseconds; tcp(7). */
    public static final Option<Duration> TCP_USER_TIMEOUT = of(InetConstants.TCP_USER_TIMEOUT, MILLISECONDS);
    /** The largest window, in bytes; tcp(7). */
    public static final Option<Integer> TCP_WINDOW_CLAMP = of(InetConstants.TCP_WINDOW_CLAMP, INT);

    private TcpOptions() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(IPPROTO_TCP, number, value);
    }
}
