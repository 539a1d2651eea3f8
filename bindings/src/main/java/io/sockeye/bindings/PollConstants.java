package io.sockeye.bindings;

/**
 * Events of poll(2), and the size of a set of select(2).
 */
public final class PollConstants {
    // poll(2)

    /** Data can be read; poll(2). */
    public static final int POLLIN = 1;
    /** Out-of-band data, or another exceptional state; poll(2). */
    public static final int POLLPRI = 2;
    /** Data can be written; poll(2). */
    public static final int POLLOUT = 4;
    /** The same as POLLIN; poll(2). */
    public static final int POLLRDNORM = 64;
    /** Priority data can be read; not used on Linux; poll(2). */
    public static final int POLLRDBAND = 128;
    /** The same as POLLOUT; poll(2). */
    public static final int POLLWRNORM = 256;
    /** Priority data can be written; poll(2). */
    public static final int POLLWRBAND = 512;
    /** Not used; poll(2). */
    public static final int POLLMSG = 0x400;
    /** Not used; poll(2). */
    public static final int POLLREMOVE = 0x1000;
    /** The peer sends no more; poll(2). */
    public static final int POLLRDHUP = 0x2000;
    /** An error is pending; always reported; poll(2). */
    public static final int POLLERR = 8;
    /** Both directions are closed; always reported; poll(2). */
    public static final int POLLHUP = 16;
    /** The descriptor is not open; always reported; poll(2). */
    public static final int POLLNVAL = 32;

    // select(2)

    /** How many descriptors fit in one fd_set of C; select(2). */
    public static final int FD_SETSIZE = 0x400;

    private PollConstants() {}
}
