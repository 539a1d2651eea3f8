package io.sockeye;

/** Anything with a descriptor: it can be waited for by select, poll and epoll. */
public interface Pollable {
    /**
     * The descriptor's number, as C and {@code /proc/self/fd} have it.
     *
     * @return the number; -1 once it is closed
     */
    int fileno();
}
