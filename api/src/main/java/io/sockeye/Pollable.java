package io.sockeye;

/** An object with a descriptor, for select, poll and epoll. {@code () -> fd} is a Pollable of a plain descriptor, which its owner closes. */
public interface Pollable {
    /** {@return the file descriptor; -1 once it is closed} */
    int fileno();

    /**
     * The number of calls made on it so far, which distinguishes an item that is used from one that is only reported as ready repeatedly.
     *
     * @return a counter that increases with each call, and wraps around after 2^32; -1 if calls are not counted
     */
    default int callCount() {
        return -1;
    }
}
