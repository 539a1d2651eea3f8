package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * When packets left and came, and when they shall leave: SO_TIMESTAMPING and SO_TXTIME. Where a line says "kernel" there
 * is no man page, and a file named there is of the kernel's {@code Documentation/networking}.
 */
public final class TimestampConstants {
    static {
        Platform.check();
    }

    // SO_TIMESTAMPING

    /** SO_TIMESTAMP with the struct timeval of C; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMP_OLD = linux_h.SO_TIMESTAMP_OLD();
    /** SO_TIMESTAMPNS with the struct timespec of C; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPNS_OLD = linux_h.SO_TIMESTAMPNS_OLD();
    /** SO_TIMESTAMPING with the struct timespec of C; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPING_OLD = linux_h.SO_TIMESTAMPING_OLD();
    /** SO_TIMESTAMP with 64 bits for each half on every CPU; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMP_NEW = linux_h.SO_TIMESTAMP_NEW();
    /** SO_TIMESTAMPNS with 64 bits for each half on every CPU; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPNS_NEW = linux_h.SO_TIMESTAMPNS_NEW();
    /** SO_TIMESTAMPING with 64 bits for each half on every CPU; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPING_NEW = linux_h.SO_TIMESTAMPING_NEW();
    /** Makes one when the network card sends; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_HARDWARE = linux_h.SOF_TIMESTAMPING_TX_HARDWARE();
    /** Makes one when the packet is handed to the network card; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_SOFTWARE = linux_h.SOF_TIMESTAMPING_TX_SOFTWARE();
    /** Makes one when the network card receives; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_RX_HARDWARE = linux_h.SOF_TIMESTAMPING_RX_HARDWARE();
    /** Makes one when the packet reaches the kernel; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_RX_SOFTWARE = linux_h.SOF_TIMESTAMPING_RX_SOFTWARE();
    /** Reports those that the kernel made; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_SOFTWARE = linux_h.SOF_TIMESTAMPING_SOFTWARE();
    /** Has no effect any more; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_SYS_HARDWARE = linux_h.SOF_TIMESTAMPING_SYS_HARDWARE();
    /** Reports those that the network card made; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_RAW_HARDWARE = linux_h.SOF_TIMESTAMPING_RAW_HARDWARE();
    /** Numbers what is sent, and reports the number in ee_data; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_ID = linux_h.SOF_TIMESTAMPING_OPT_ID();
    /** Makes one before the packet enters the queue of the network card; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_SCHED = linux_h.SOF_TIMESTAMPING_TX_SCHED();
    /** Makes one when all was acknowledged, of TCP; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_ACK = linux_h.SOF_TIMESTAMPING_TX_ACK();
    /** Control messages for all packets with timestamps; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_CMSG = linux_h.SOF_TIMESTAMPING_OPT_CMSG();
    /** The timestamp comes back without the packet; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_TSONLY = linux_h.SOF_TIMESTAMPING_OPT_TSONLY();
    /** Statistics of the connection come with it; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_STATS = linux_h.SOF_TIMESTAMPING_OPT_STATS();
    /** The interface and length of a packet come with it; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_PKTINFO = linux_h.SOF_TIMESTAMPING_OPT_PKTINFO();
    /** Both kinds for one packet; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_TX_SWHW = linux_h.SOF_TIMESTAMPING_OPT_TX_SWHW();
    /** The clock of the network card that struct so_timestamping names; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_BIND_PHC = linux_h.SOF_TIMESTAMPING_BIND_PHC();
    /** ee_info: the packet was handed to the network card; kernel, timestamping.rst. */
    public static final int SCM_TSTAMP_SND = linux_h.SCM_TSTAMP_SND();
    /** ee_info: the packet entered the queue; kernel, timestamping.rst. */
    public static final int SCM_TSTAMP_SCHED = linux_h.SCM_TSTAMP_SCHED();
    /** ee_info: the peer acknowledged it; kernel, timestamping.rst. */
    public static final int SCM_TSTAMP_ACK = linux_h.SCM_TSTAMP_ACK();
    /** The control message of SOF_TIMESTAMPING_OPT_STATS; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPING_OPT_STATS = linux_h.SCM_TIMESTAMPING_OPT_STATS();
    /** The control message of SOF_TIMESTAMPING_OPT_PKTINFO; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPING_PKTINFO = linux_h.SCM_TIMESTAMPING_PKTINFO();

    // SO_TXTIME

    /** The time is the last at which to send; kernel. */
    public static final int SOF_TXTIME_DEADLINE_MODE = linux_h.SOF_TXTIME_DEADLINE_MODE();
    /** What could not leave in time is told by the error queue; kernel. */
    public static final int SOF_TXTIME_REPORT_ERRORS = linux_h.SOF_TXTIME_REPORT_ERRORS();

    private TimestampConstants() {}
}
