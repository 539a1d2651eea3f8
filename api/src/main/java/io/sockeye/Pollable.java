package io.sockeye;

/** Anything with a descriptor: it can be waited for by select, poll and epoll. */
public interface Pollable {
    /**
     * The descriptor's number, as C and {@code /proc/self/fd} have it.
     *
     * @return the number; -1 once it is closed
     */
    int fileno();

    /**
     * The number of calls made on it so far, which tells an item that is used from one that is only reported as ready again and again.
     *
     * @return a number that goes up with each call, and wraps around after 2^32; -1 if calls are not counted
     */
    default int callCount() {
        return -1;
    }
}
