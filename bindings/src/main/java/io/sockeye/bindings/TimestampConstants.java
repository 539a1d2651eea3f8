package io.sockeye.bindings;

/**
 * When packets left and came, and when they shall leave: SO_TIMESTAMPING and SO_TXTIME. Where a line says "kernel" there
 * is no man page, and a file named there is of the kernel's {@code Documentation/networking}.
 */
public final class TimestampConstants {
    // SO_TIMESTAMPING

    /** SO_TIMESTAMP with the struct timeval of C; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMP_OLD = 29;
    /** SO_TIMESTAMPNS with the struct timespec of C; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPNS_OLD = 35;
    /** SO_TIMESTAMPING with the struct timespec of C; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPING_OLD = 37;
    /** SO_TIMESTAMP with 64 bits for each half on every CPU; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMP_NEW = 63;
    /** SO_TIMESTAMPNS with 64 bits for each half on every CPU; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPNS_NEW = 64;
    /** SO_TIMESTAMPING with 64 bits for each half on every CPU; kernel, timestamping.rst. */
    public static final int SO_TIMESTAMPING_NEW = 65;
    /** Makes one when the network card sends; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_HARDWARE = 1;
    /** Makes one when the packet is handed to the network card; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_SOFTWARE = 2;
    /** Makes one when the network card receives; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_RX_HARDWARE = 4;
    /** Makes one when the packet reaches the kernel; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_RX_SOFTWARE = 8;
    /** Reports those that the kernel made; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_SOFTWARE = 16;
    /** Has no effect any more; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_SYS_HARDWARE = 32;
    /** Reports those that the network card made; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_RAW_HARDWARE = 64;
    /** Numbers what is sent, and reports the number in ee_data; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_ID = 128;
    /** Makes one before the packet enters the queue of the network card; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_SCHED = 256;
    /** Makes one when all was acknowledged, of TCP; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_TX_ACK = 512;
    /** Control messages for all packets with timestamps; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_CMSG = 0x400;
    /** The timestamp comes back without the packet; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_TSONLY = 0x800;
    /** Statistics of the connection come with it; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_STATS = 0x1000;
    /** The interface and length of a packet come with it; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_PKTINFO = 0x2000;
    /** Both kinds for one packet; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_OPT_TX_SWHW = 0x4000;
    /** The clock of the network card that struct so_timestamping names; kernel, timestamping.rst. */
    public static final int SOF_TIMESTAMPING_BIND_PHC = 0x8000;
    /** ee_info: the packet was handed to the network card; kernel, timestamping.rst. */
    public static final int SCM_TSTAMP_SND = 0;
    /** ee_info: the packet entered the queue; kernel, timestamping.rst. */
    public static final int SCM_TSTAMP_SCHED = 1;
    /** ee_info: the peer acknowledged it; kernel, timestamping.rst. */
    public static final int SCM_TSTAMP_ACK = 2;
    /** The control message of SOF_TIMESTAMPING_OPT_STATS; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPING_OPT_STATS = 54;
    /** The control message of SOF_TIMESTAMPING_OPT_PKTINFO; kernel, timestamping.rst. */
    public static final int SCM_TIMESTAMPING_PKTINFO = 58;

    // SO_TXTIME

    /** The time is the last at which to send; kernel. */
    public static final int SOF_TXTIME_DEADLINE_MODE = 1;
    /** Reports packets that missed their time in the error queue; kernel. */
    public static final int SOF_TXTIME_REPORT_ERRORS = 2;

    private TimestampConstants() {}
}
