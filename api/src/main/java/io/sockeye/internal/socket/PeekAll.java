package io.sockeye.internal.socket;

import static io.sockeye.bindings.PollConstants.POLLERR;
import static io.sockeye.bindings.PollConstants.POLLHUP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLRDHUP;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * MSG_PEEK|MSG_WAITALL on a stream: peeks until there is enough, the stream has ended, or the deadline has passed; recv(2). While some
 * bytes are there poll reports POLLIN, so the others are waited for by edge.
 */
public final class PeekAll {
    private final Descriptor descriptor;
    private final IoWaiter waiter;

    PeekAll(Descriptor descriptor, IoWaiter waiter) {
        this.descriptor = descriptor;
        this.waiter = waiter;
    }

    int recv(MemorySegment buffer, long offset, long length, int flags, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("recv");
        try (var arena = Arena.ofConfined()) {
            boolean direct = buffer.isNative();
            // In one piece, since the next peek starts again at the first byte.
            var memory = direct ? buffer.asSlice(offset, length) : arena.allocate(length);
            long result = recv(fd, memory, flags, deadline);
            // With MSG_TRUNC TCP counts and stores nothing; tcp(7).
            if (!direct && (flags & MSG_TRUNC) == 0) {
                MemorySegment.copy(memory, 0, buffer, offset, result);
            }
            return (int) result;
        } finally {
            descriptor.release();
        }
    }

    private long recv(int fd, MemorySegment memory, int flags, long deadline) throws ErrnoException {
        long length = memory.byteSize();
        boolean inKernel = waiter.blocksInKernel(deadline);
        int how = inKernel ? flags : flags | MSG_DONTWAIT;
        int report = waiter.start(deadline);
        for (;;) {
            int seen = waiter.edges();
            long result = SocketSyscalls.recv(fd, memory, length, how);
            if (result < 0 || descriptor.isClosed()) {
                report = waiter.retryOrThrow("recv", null, result, POLLIN, report, seen, deadline);
                continue;
            }
            boolean isAll = result == 0 || result >= length || inKernel || hasEnded(fd);
            if (isAll || waiter.await("recv", POLLIN, IoWaiter.BY_EDGE, seen, deadline) == IoWaiter.EXPIRED) {
                return result;
            }
        }
    }

    /** Whether no more will come: the stream has ended, or failed. */
    public static boolean hasEnded(int fd) throws ErrnoException {
        return (IoWaiter.poll(fd, POLLRDHUP, -1, -1, Deadline.NOW) & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
    }
}
