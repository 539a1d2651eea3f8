package io.sockeye;

import static io.sockeye.bindings.ErrorConstants.SO_EE_CODE_ZEROCOPY_COPIED;
import static io.sockeye.bindings.ErrorConstants.SO_EE_ORIGIN_ZEROCOPY;
import static io.sockeye.bindings.SocketConstants.MSG_ERRQUEUE;
import static io.sockeye.bindings.SocketConstants.MSG_ZEROCOPY;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ZEROCOPY;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.socket.SendRecv;
import io.sockeye.internal.memory.HeldMemory;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@code send(MSG_ZEROCOPY)}: sends without a copy; kernel, msg_zerocopy.rst. The kernel reads the memory after {@code send} has
 * returned, until it reports a completion in the error queue. It is faster from about 10 KiB on.
 *
 * <p>Therefore the memory comes from {@link #allocate}. It cannot be written, and is not freed, before the kernel has
 * completed all sends of it. If the socket is closed before that, no completion is reported, and the memory is kept until the process
 * ends. All sends with {@code MSG_ZEROCOPY} and all reads of the error queue of a socket must go through the same
 * ZeroCopy. Thread-safe.
 */
public final class ZeroCopy {
    /** SAFETY: memory that the kernel may still read is reachable from here, so that it is not freed. */
    private static final Set<Buffer> WITH_THE_KERNEL = ConcurrentHashMap.newKeySet();

    /**
     * Memory to send from. {@link #close} frees it, or the garbage collector if it becomes unreachable, but not before the kernel has
     * completed all its sends.
     */
    public static final class Buffer implements AutoCloseable {
        private final HeldMemory held;

        /** Guarded by this. */
        private int sends;

        /** Guarded by this. */
        private boolean closed;

        private Buffer(long bytes) {
            held = new HeldMemory(bytes);
        }

        /**
         * The memory, to be written. Call this again before each write, and do not keep the segment.
         *
         * @return native memory
         * @throws IllegalStateException while the kernel reads it, and after {@link #close}
         */
        public synchronized MemorySegment memory() {
            checkOpen();
            if (sends > 0) {
                throw new IllegalStateException(
                        "the kernel still reads this memory, for " + sends + " sends; see completions()");
            }
            return held.segment();
        }

        /**
         * The size of the memory.
         *
         * @return bytes
         */
        public long byteSize() {
            return held.segment().byteSize();
        }

        /**
         * Whether the memory may be written.
         *
         * @return whether all its sends are completed
         */
        public synchronized boolean isFree() {
            return sends == 0;
        }

        /** Frees the memory, or lets the last completion free it. A second time does nothing. */
        @Override
        public synchronized void close() {
            closed = true;
            freeIfUnused();
        }

        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("the buffer is closed");
            }
        }

        private void freeIfUnused() {
            if (closed && sends == 0) {
                held.free();
            }
        }

        private synchronized MemorySegment begin() {
            checkOpen();
            sends++;
            WITH_THE_KERNEL.add(this);
            return held.segment();
        }

        private synchronized void end() {
            sends--;
            if (sends == 0) {
                WITH_THE_KERNEL.remove(this);
                freeIfUnused();
            }
        }
    }

    /** One send, which is done when the kernel has completed it. */
    public static final class Ticket {
        private final Buffer buffer;
        private volatile int count;
        private volatile boolean copied;
        private volatile boolean done;

        private Ticket(Buffer buffer) {
            this.buffer = buffer;
        }

        /**
         * The return value of {@code send}.
         *
         * @return bytes, possibly less than was to be sent
         */
        public int count() {
            return count;
        }

        /**
         * Whether the kernel has completed the send.
         *
         * @return whether its completion was read
         */
        public boolean isDone() {
            return done;
        }

        /**
         * {@code SO_EE_CODE_ZEROCOPY_COPIED}: whether the kernel had to copy, as it always does on the loopback interface. If it keeps
         * happening, a plain {@code send} is cheaper.
         *
         * @return false before it is done
         */
        public boolean isCopied() {
            return copied;
        }

        private void complete(boolean wasCopied) {
            copied = wasCopied;
            done = true;
            buffer.end();
        }
    }

    private final Socket socket;
    private final SendRecvMsg messages;
    private final ConcurrentHashMap<Integer, Ticket> pending = new ConcurrentHashMap<>();

    /** Serializes sends, because the kernel numbers the successful sends of a socket in order. */
    private final ReentrantLock sending = new ReentrantLock();

    /** Guarded by sending. */
    private int next;

    /** One thread at a time reads the error queue: a second one would wait for a completion that the first has already read. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Guarded by reading. */
    private final Message error = Message.of(new MemorySegment[0]);

    ZeroCopy(Socket socket, SendRecvMsg messages) throws ErrnoException {
        this.socket = socket.setsockopt(SOL_SOCKET, SO_ZEROCOPY, 1);
        this.messages = messages;
    }

    /**
     * Allocates memory to send from.
     *
     * @param bytes the size
     * @return the buffer
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public Buffer allocate(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes + ": the size of a buffer is not negative");
        }
        return new Buffer(bytes);
    }

    /**
     * {@code send(fd, buffer, length, MSG_ZEROCOPY)}; send(2). The buffer must not be written until {@link Ticket#isDone}.
     *
     * @param buffer of {@link #allocate}
     * @param offset its first byte to send
     * @param length how many bytes, at least 1
     * @return the ticket, which has the number of bytes that the kernel took
     * @throws ErrnoException ENOBUFS if too many sends are not completed: call {@link #completions}; EPIPE, ECONNRESET, EAGAIN
     */
    public Ticket send(Buffer buffer, long offset, long length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.byteSize());
        if (length == 0) {
            throw new IllegalArgumentException("length 0: the kernel would not report its completion");
        }
        var ticket = new Ticket(buffer);
        sending.lock();
        try {
            // Before the call, since the completion may be read before it returns.
            var memory = buffer.begin();
            pending.put(next, ticket);
            boolean taken = false;
            try {
                ticket.count = socket.send(memory.asSlice(offset, length), MSG_ZEROCOPY);
                taken = true;
            } finally {
                if (!taken) {
                    // The kernel does not count a call that fails, and does not read the memory after it.
                    pending.remove(next);
                    buffer.end();
                }
            }
            next++;
            return ticket;
        } finally {
            sending.unlock();
        }
    }

    /**
     * {@code recvmsg(fd, MSG_ERRQUEUE)} until the error queue is empty: reads completions. Never waits.
     *
     * @return the number of sends that it has completed; 0 also while another thread is blocked in {@link #await}, which reads them
     * @throws ErrnoException any other error that was in the error queue
     */
    public int completions() throws ErrnoException {
        if (!reading.tryLock()) {
            return 0;
        }
        try {
            int count = 0;
            while (messages.tryRecvmsg(error, MSG_ERRQUEUE) != SendRecv.WOULD_BLOCK) {
                count += complete();
            }
            return count;
        } finally {
            reading.unlock();
        }
    }

    /**
     * Waits until a send is completed, within the timeout of the socket. While one thread waits here, others wait for it.
     *
     * @param ticket of this socket
     * @throws ErrnoException ETIMEDOUT; EAGAIN if the timeout is zero, or the connection has ended; EBADF if another thread closes the socket
     */
    public void await(Ticket ticket) throws ErrnoException {
        reading.lock();
        try {
            long deadline = Deadline.after(socket.gettimeout());
            while (!ticket.isDone()) {
                // await returns nothing, so it drops the number of completed sends.
                messages.recvmsg(error, MSG_ERRQUEUE, deadline);
                int _ = complete();
            }
        } finally {
            reading.unlock();
        }
    }

    /**
     * The number of sends that are not completed.
     *
     * @return those whose completion was not read yet
     */
    public int pending() {
        return pending.size();
    }

    private int complete() throws ErrnoException {
        int count = 0;
        for (var message : error.controlMessages()) {
            if (message instanceof ControlMessage.ExtendedError entry) {
                if (entry.origin() != SO_EE_ORIGIN_ZEROCOPY) {
                    throw ErrnoException.of(
                            "recvmsg", "MSG_ERRQUEUE of " + socket, entry.errno().number());
                }
                count += complete(entry.info(), entry.data(), entry.code() == SO_EE_CODE_ZEROCOPY_COPIED);
            }
        }
        return count;
    }

    /** Completes the sends {@code first} to {@code last}, inclusive. The numbers wrap at 2^32. */
    private int complete(int first, int last, boolean copied) {
        int count = 0;
        for (int number = first;; number++) {
            var ticket = pending.remove(number);
            if (ticket != null) {
                ticket.complete(copied);
                count++;
            }
            if (number == last) {
                return count;
            }
        }
    }
}
