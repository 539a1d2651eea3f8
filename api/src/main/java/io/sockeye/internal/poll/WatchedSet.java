package io.sockeye.internal.poll;

import io.sockeye.ErrnoException;

/** A set of descriptors that one system call waits for, as {@link WaitLoop} sees it. */
public interface WatchedSet {
    /** What {@link #look} returns if the call returned for the update queue alone: nothing is ready, and the wait goes on. */
    int UPDATES_ONLY = Integer.MIN_VALUE;

    /**
     * One system call that waits until the deadline.
     *
     * @return how many descriptors are ready; 0 after the deadline; {@code -errno}; {@link #UPDATES_ONLY}
     */
    int look(long deadline) throws ErrnoException;

    /** The same set as an epoll instance, for a thread that parks. */
    EpollMirror mirror() throws ErrnoException;

    /** {@code nfds=3}: what a message shows of it. */
    String shown();
}
