package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Events of poll(2), and the size of a set of select(2).
 */
public final class PollConstants {
    static {
        Platform.check();
    }

    // poll(2)

    /** Data can be read; poll(2). */
    public static final int POLLIN = linux_h.POLLIN();
    /** Out-of-band data, or another exceptional state; poll(2). */
    public static final int POLLPRI = linux_h.POLLPRI();
    /** Data can be written; poll(2). */
    public static final int POLLOUT = linux_h.POLLOUT();
    /** The same as POLLIN; poll(2). */
    public static final int POLLRDNORM = linux_h.POLLRDNORM();
    /** Priority data can be read; not used on Linux; poll(2). */
    public static final int POLLRDBAND = linux_h.POLLRDBAND();
    /** The same as POLLOUT; poll(2). */
    public static final int POLLWRNORM = linux_h.POLLWRNORM();
    /** Priority data can be written; poll(2). */
    public static final int POLLWRBAND = linux_h.POLLWRBAND();
    /** Not used; poll(2). */
    public static final int POLLMSG = linux_h.POLLMSG();
    /** Not used; poll(2). */
    public static final int POLLREMOVE = linux_h.POLLREMOVE();
    /** The peer sends no more; poll(2). */
    public static final int POLLRDHUP = linux_h.POLLRDHUP();
    /** An error is pending; always reported; poll(2). */
    public static final int POLLERR = linux_h.POLLERR();
    /** Both directions are closed; always reported; poll(2). */
    public static final int POLLHUP = linux_h.POLLHUP();
    /** The descriptor is not open; always reported; poll(2). */
    public static final int POLLNVAL = linux_h.POLLNVAL();

    // select(2)

    /** How many descriptors fit in one fd_set of C; select(2). */
    public static final int FD_SETSIZE = linux_h.FD_SETSIZE();

    private PollConstants() {}
}
