package io.sockeye.sockopt;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.time.temporal.ChronoUnit.MICROS;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state and the counters of a TCP connection: {@code struct tcp_info}; tcp(7). The names are those of C without {@code tcpi_}. A field
 * that an older kernel does not have is null, not zero. Numbers of 32 bits are unsigned.
 *
 * @param state the state, 1 to 12: 1 is ESTABLISHED, 10 is LISTEN
 * @param caState the state of the congestion control: {@code TCP_CA_Open}, …
 * @param retransmits consecutive retransmission timeouts
 * @param probes unanswered window and keep-alive probes
 * @param backoff the number of times the timeout was doubled
 * @param options {@code TCPI_OPT_SACK}, …
 * @param sndWscale window scale of the sender, an exponent of two
 * @param rcvWscale window scale of the receiver
 * @param deliveryRateAppLimited whether the application, not the network, limited the delivery rate
 * @param fastopenClientFail why fast open failed; 0 if it did not
 * @param rto the retransmission timeout
 * @param ato the timeout of delayed acknowledgements
 * @param sndMss maximum segment size of the sender
 * @param rcvMss largest received segment, an estimate of the peer's maximum
 * @param unacked segments sent and not acknowledged; for a listener, connections to accept
 * @param sacked of these, selectively acknowledged; for a listener, its backlog
 * @param lost of these, considered lost
 * @param retrans of these, retransmitted
 * @param fackets no longer used
 * @param lastDataSent the time since data was last sent
 * @param lastAckSent not maintained by Linux
 * @param lastDataRecv the time since data was last received
 * @param lastAckRecv the time since an acknowledgement was last received
 * @param pmtu path MTU
 * @param rcvSsthresh the current maximum of the advertised window
 * @param rtt round-trip time, smoothed
 * @param rttvar variation of the round-trip time
 * @param sndSsthresh slow start threshold, in segments
 * @param sndCwnd congestion window, in segments
 * @param advmss advertised maximum segment size
 * @param reordering maximum distance of reordered segments
 * @param rcvRtt round-trip time, estimated by the receiver
 * @param rcvSpace receive buffer space, as tuned by the kernel
 * @param totalRetrans total number of retransmitted segments
 * @param pacingRate bytes per second; -1 for no limit
 * @param maxPacingRate maximum of the pacing rate; -1 for no limit
 * @param bytesAcked bytes acknowledged
 * @param bytesReceived bytes received
 * @param segsOut segments sent
 * @param segsIn segments received
 * @param notsentBytes bytes in the send buffer that are not sent yet
 * @param minRtt minimum round-trip time; null also if none was measured
 * @param dataSegsIn segments with data received
 * @param dataSegsOut segments with data sent
 * @param deliveryRate bytes per second delivered to the peer
 * @param busyTime the time with data to send
 * @param rwndLimited the time limited by the peer's window
 * @param sndbufLimited the time limited by the send buffer
 * @param delivered segments delivered to the peer
 * @param deliveredCe of these, with an ECN congestion mark
 * @param bytesSent bytes sent, including retransmissions
 * @param bytesRetrans bytes retransmitted
 * @param dsackDups duplicate segments that the peer reported by DSACK
 * @param reordSeen number of reordering events
 * @param rcvOoopack segments received out of order
 * @param sndWnd the window that the peer advertises
 */
public record TcpInfo(
        int state,
        int caState,
        int retransmits,
        int probes,
        int backoff,
        int options,
        int sndWscale,
        int rcvWscale,
        boolean deliveryRateAppLimited,
        int fastopenClientFail,
        Duration rto,
        Duration ato,
        long sndMss,
        long rcvMss,
        long unacked,
        long sacked,
        long lost,
        long retrans,
        long fackets,
        Duration lastDataSent,
        Duration lastAckSent,
        Duration lastDataRecv,
        Duration lastAckRecv,
        long pmtu,
        long rcvSsthresh,
        Duration rtt,
        Duration rttvar,
        long sndSsthresh,
        long sndCwnd,
        long advmss,
        long reordering,
        Duration rcvRtt,
        long rcvSpace,
        long totalRetrans,
        @Nullable Long pacingRate,
        @Nullable Long maxPacingRate,
        @Nullable Long bytesAcked,
        @Nullable Long bytesReceived,
        @Nullable Long segsOut,
        @Nullable Long segsIn,
        @Nullable Long notsentBytes,
        @Nullable Duration minRtt,
        @Nullable Long dataSegsIn,
        @Nullable Long dataSegsOut,
        @Nullable Long deliveryRate,
        @Nullable Duration busyTime,
        @Nullable Duration rwndLimited,
        @Nullable Duration sndbufLimited,
        @Nullable Long delivered,
        @Nullable Long deliveredCe,
        @Nullable Long bytesSent,
        @Nullable Long bytesRetrans,
        @Nullable Long dsackDups,
        @Nullable Long reordSeen,
        @Nullable Long rcvOoopack,
        @Nullable Long sndWnd) {
    private static final GroupLayout LAYOUT = io.sockeye.bindings.TcpInfo.layout();

    /** The size of the known fields; a newer kernel truncates its struct to this. */
    static final int ROOM = Math.toIntExact(LAYOUT.byteSize());

    /** The size of the fields that every kernel has since 2.6: up to {@code tcpi_total_retrans}. */
    private static final long LEAST = end("tcpi_total_retrans");

    /** Decodes {@code info}, which ends after the bytes that the kernel wrote. */
    static TcpInfo of(MemorySegment info) {
        if (info.byteSize() < LEAST) {
            throw new IllegalStateException(
                    "getsockopt(TCP_INFO): the kernel answered " + info.byteSize() + " bytes, fewer than " + LEAST);
        }
        return new TcpInfo(
                (int) number(info, "tcpi_state"),
                (int) number(info, "tcpi_ca_state"),
                (int) number(info, "tcpi_retransmits"),
                (int) number(info, "tcpi_probes"),
                (int) number(info, "tcpi_backoff"),
                (int) number(info, "tcpi_options"),
                io.sockeye.bindings.TcpInfo.tcpi_snd_wscale(info),
                io.sockeye.bindings.TcpInfo.tcpi_rcv_wscale(info),
                io.sockeye.bindings.TcpInfo.tcpi_delivery_rate_app_limited(info),
                io.sockeye.bindings.TcpInfo.tcpi_fastopen_client_fail(info),
                Duration.of(number(info, "tcpi_rto"), MICROS),
                Duration.of(number(info, "tcpi_ato"), MICROS),
                number(info, "tcpi_snd_mss"),
                number(info, "tcpi_rcv_mss"),
                number(info, "tcpi_unacked"),
                number(info, "tcpi_sacked"),
                number(info, "tcpi_lost"),
                number(info, "tcpi_retrans"),
                number(info, "tcpi_fackets"),
                Duration.ofMillis(number(info, "tcpi_last_data_sent")),
                Duration.ofMillis(number(info, "tcpi_last_ack_sent")),
                Duration.ofMillis(number(info, "tcpi_last_data_recv")),
                Duration.ofMillis(number(info, "tcpi_last_ack_recv")),
                number(info, "tcpi_pmtu"),
                number(info, "tcpi_rcv_ssthresh"),
                Duration.of(number(info, "tcpi_rtt"), MICROS),
                Duration.of(number(info, "tcpi_rttvar"), MICROS),
                number(info, "tcpi_snd_ssthresh"),
                number(info, "tcpi_snd_cwnd"),
                number(info, "tcpi_advmss"),
                number(info, "tcpi_reordering"),
                Duration.of(number(info, "tcpi_rcv_rtt"), MICROS),
                number(info, "tcpi_rcv_space"),
                number(info, "tcpi_total_retrans"),
                ifThere(info, "tcpi_pacing_rate"),
                ifThere(info, "tcpi_max_pacing_rate"),
                ifThere(info, "tcpi_bytes_acked"),
                ifThere(info, "tcpi_bytes_received"),
                ifThere(info, "tcpi_segs_out"),
                ifThere(info, "tcpi_segs_in"),
                ifThere(info, "tcpi_notsent_bytes"),
                micros(ifThere(info, "tcpi_min_rtt")),
                ifThere(info, "tcpi_data_segs_in"),
                ifThere(info, "tcpi_data_segs_out"),
                ifThere(info, "tcpi_delivery_rate"),
                micros(ifThere(info, "tcpi_busy_time")),
                micros(ifThere(info, "tcpi_rwnd_limited")),
                micros(ifThere(info, "tcpi_sndbuf_limited")),
                ifThere(info, "tcpi_delivered"),
                ifThere(info, "tcpi_delivered_ce"),
                ifThere(info, "tcpi_bytes_sent"),
                ifThere(info, "tcpi_bytes_retrans"),
                ifThere(info, "tcpi_dsack_dups"),
                ifThere(info, "tcpi_reord_seen"),
                ifThere(info, "tcpi_rcv_ooopack"),
                ifThere(info, "tcpi_snd_wnd"));
    }

    private static long end(String field) {
        return offset(field) + layout(field).byteSize();
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(groupElement(field));
    }

    private static ValueLayout layout(String field) {
        return (ValueLayout) LAYOUT.select(groupElement(field));
    }

    /** An unsigned field. */
    private static long number(MemorySegment info, String field) {
        return switch (layout(field)) {
            case ValueLayout.OfByte one -> Byte.toUnsignedLong(info.get(one, offset(field)));
            case ValueLayout.OfInt four -> Integer.toUnsignedLong(info.get(four, offset(field)));
            case ValueLayout.OfLong eight -> info.get(eight, offset(field));
            default -> throw new IllegalStateException("struct tcp_info has numbers only, not " + field);
        };
    }

    private static @Nullable Long ifThere(MemorySegment info, String field) {
        return end(field) <= info.byteSize() ? number(info, field) : null;
    }

    /** A time in microseconds; null also for all ones, the kernel's value before the first measurement. */
    private static @Nullable Duration micros(@Nullable Long count) {
        return count == null || count == Integer.toUnsignedLong(-1) ? null : Duration.of(count, MICROS);
    }
}
