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
     * How many calls have been made on it so far, which tells a thing that is made use of from one that is only found ready
     * again and again.
     *
     * @return a number that goes up with each call, and starts anew after 2^32; -1 if nobody counts
     */
    default int calls() {
        return -1;
    }
}
