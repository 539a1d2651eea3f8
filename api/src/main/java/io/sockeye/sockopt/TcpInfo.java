package io.sockeye.sockopt;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.time.temporal.ChronoUnit.MICROS;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection's state and counters: {@code struct tcp_info}; tcp(7). Its names are those of C without {@code tcpi_}. What
 * an older kernel does not know is null, not zero. Numbers of 32 bits have no sign.
 *
 * @param state where the connection is, 1 to 12: 1 is established, 10 listens
 * @param caState the congestion control: {@code TCP_CA_Open}, …
 * @param retransmits timeouts in a row
 * @param probes window and keep-alive probes without an answer
 * @param backoff how often the timeout was doubled
 * @param options {@code TCPI_OPT_SACK}, …
 * @param sndWscale window scale of what is sent, a power of two
 * @param rcvWscale window scale of what is received
 * @param deliveryRateAppLimited whether the program, not the network, limited the rate
 * @param fastopenClientFail why fast open failed; 0 if it did not
 * @param rto when it sends again what was not acknowledged
 * @param ato how long it may hold back an acknowledgement
 * @param sndMss largest segment that is sent
 * @param rcvMss largest segment that was received
 * @param unacked segments sent and not acknowledged; of a listener, connections to accept
 * @param sacked of these, acknowledged selectively; of a listener, its backlog
 * @param lost of these, thought lost
 * @param retrans of these, sent again
 * @param fackets not used any more
 * @param lastDataSent since data was sent
 * @param lastAckSent not kept by Linux
 * @param lastDataRecv since data came
 * @param lastAckRecv since an acknowledgement came
 * @param pmtu MTU of the path
 * @param rcvSsthresh the window that is offered at most, for now
 * @param rtt round-trip time, smoothed
 * @param rttvar how much it varies
 * @param sndSsthresh slow start up to this window
 * @param sndCwnd congestion window, in segments
 * @param advmss largest segment that the peer was told
 * @param reordering how far segments are out of order
 * @param rcvRtt round-trip time as the receiver sees it
 * @param rcvSpace room for the receiver, as tuned
 * @param totalRetrans segments sent again, in all
 * @param pacingRate bytes in a second; -1 for no limit
 * @param maxPacingRate the most of that; -1 for no limit
 * @param bytesAcked bytes that were acknowledged
 * @param bytesReceived bytes that came
 * @param segsOut segments sent
 * @param segsIn segments that came
 * @param notsentBytes bytes that wait to be sent
 * @param minRtt shortest round-trip time; null also if none was measured
 * @param dataSegsIn segments with data that came
 * @param dataSegsOut segments with data sent
 * @param deliveryRate bytes that arrived at the peer, in a second
 * @param busyTime how long there was something to send
 * @param rwndLimited how long the peer's window stopped it
 * @param sndbufLimited how long the send buffer stopped it
 * @param delivered segments that arrived at the peer
 * @param deliveredCe of these, marked as congested
 * @param bytesSent bytes sent, with those sent again
 * @param bytesRetrans bytes sent again
 * @param dsackDups segments that the peer had twice
 * @param reordSeen how often segments were out of order
 * @param rcvOoopack segments that came out of order
 * @param sndWnd the window that the peer offers
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

    /** All that is known here; a newer kernel answers no more than there is room for. */
    static final int ROOM = Math.toIntExact(LAYOUT.byteSize());

    /** What every kernel has since 2.6: up to {@code tcpi_total_retrans}. */
    private static final long LEAST = end("tcpi_total_retrans");

    /** {@code info} ends where the kernel's answer ends. */
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

    /** A field without a sign. */
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

    /** As many microseconds; null also for all ones, which is what the kernel has before it has measured. */
    private static @Nullable Duration micros(@Nullable Long count) {
        return count == null || count == Integer.toUnsignedLong(-1) ? null : Duration.of(count, MICROS);
    }
}
