package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.bindings.generated.tcp_info;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct tcp_info}, which {@code getsockopt} fills for {@code TCP_INFO}; tcp(7). Its bit-fields have methods here, since
 * jextract leaves them out.
 */
public final class TcpInfo {
    // On x86-64 C fills a byte from its lowest bit on. The two bytes follow tcpi_options, which is byte 5.
    private static final long WINDOW_SCALES = 6;
    private static final long SWITCHES = WINDOW_SCALES + 1;

    private TcpInfo() {}

    /**
     * Where its fields are. An older kernel fills fewer of them: the length that it answers says how far.
     *
     * @return the layout, with the names of C
     */
    public static GroupLayout layout() {
        Platform.check();
        return tcp_info.layout();
    }

    /**
     * {@code tcpi_snd_wscale:4}.
     *
     * @param info a {@code struct tcp_info}
     * @return the window scale of what is sent, as a power of two
     */
    public static int tcpi_snd_wscale(MemorySegment info) {
        return info.get(JAVA_BYTE, WINDOW_SCALES) & 0xF;
    }

    /**
     * {@code tcpi_rcv_wscale:4}.
     *
     * @param info a {@code struct tcp_info}
     * @return the window scale of what is received, as a power of two
     */
    public static int tcpi_rcv_wscale(MemorySegment info) {
        return (info.get(JAVA_BYTE, WINDOW_SCALES) >> 4) & 0xF;
    }

    /**
     * {@code tcpi_delivery_rate_app_limited:1}.
     *
     * @param info a {@code struct tcp_info}
     * @return whether the delivery rate was limited by the program, not by the network
     */
    public static boolean tcpi_delivery_rate_app_limited(MemorySegment info) {
        return (info.get(JAVA_BYTE, SWITCHES) & 1) != 0;
    }

    /**
     * {@code tcpi_fastopen_client_fail:2}.
     *
     * @param info a {@code struct tcp_info}
     * @return why TCP Fast Open failed, 0 if it did not
     */
    public static int tcpi_fastopen_client_fail(MemorySegment info) {
        return (info.get(JAVA_BYTE, SWITCHES) >> 1) & 3;
    }
}
