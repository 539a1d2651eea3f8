package io.sockeye;

import static io.sockeye.bindings.ErrorConstants.SO_EE_CODE_ZEROCOPY_COPIED;
import static io.sockeye.bindings.ErrorConstants.SO_EE_ORIGIN_ZEROCOPY;
import static io.sockeye.bindings.SocketConstants.MSG_ERRQUEUE;
import static io.sockeye.bindings.SocketConstants.MSG_ZEROCOPY;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ZEROCOPY;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.socket.SendRecv;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sending without a copy: {@code MSG_ZEROCOPY}; kernel, msg_zerocopy.rst. The kernel reads the memory after {@code send} has
 * returned, until it tells so by the queue of errors.
 *
 * <p>So the memory is of {@link #allocate}. It is not handed out for writing before the kernel is done with all sends of it, and it
 * is not freed before that, whatever is dropped or closed: where a socket was closed first nobody will tell, and it is kept
 * until this process ends. It pays from about 10 KiB on. All sends with {@code MSG_ZEROCOPY}, and all reading of the queue of errors,
 * must go through one of these for a socket. Any thread may use it.
 */
public final class ZeroCopy {
    /** SAFETY: what the kernel may still read is reachable from here, so that it is not freed. */
    private static final Set<Buffer> WITH_THE_KERNEL = ConcurrentHashMap.newKeySet();

    /** Memory to send from. It is freed when it is dropped, and the kernel is done with it. */
    public static final class Buffer {
        private final MemorySegment memory;

        /** Guarded by this. */
        private int sends;

        private Buffer(long bytes) {
            memory = Arena.ofAuto().allocate(bytes);
        }

        /**
         * The memory, to be written. Do not keep it: ask again before writing again.
         *
         * @return outside the heap
         * @throws IllegalStateException while the kernel reads it
         */
        public synchronized MemorySegment memory() {
            if (sends > 0) {
                throw new IllegalStateException(
                        "the kernel still reads this memory, for " + sends + " sends; see completions()");
            }
            return memory;
        }

        /**
         * How long it is.
         *
         * @return bytes
         */
        public long byteSize() {
            return memory.byteSize();
        }

        /**
         * Whether it may be written.
         *
         * @return whether the kernel is done with it
         */
        public synchronized boolean isFree() {
            return sends == 0;
        }

        private synchronized void begin() {
            sends++;
            WITH_THE_KERNEL.add(this);
        }

        private synchronized void end() {
            sends--;
            if (sends == 0) {
                WITH_THE_KERNEL.remove(this);
            }
        }
    }

    /** One send, which is done when the kernel needs its memory no more. */
    public static final class Ticket {
        private final Buffer buffer;
        private volatile int count;
        private volatile boolean copied;
        private volatile boolean done;

        private Ticket(Buffer buffer) {
            this.buffer = buffer;
        }

        /**
         * How many bytes were taken.
         *
         * @return maybe not all
         */
        public int count() {
            return count;
        }

        /**
         * Whether the kernel needs the memory no more.
         *
         * @return whether its completion was read
         */
        public boolean isDone() {
            return done;
        }

        /**
         * Whether the kernel copied it after all, as it always does on the loopback interface: {@code SO_EE_CODE_ZEROCOPY_COPIED}.
         * A socket on which that goes on is better served by a plain {@code send}.
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

    /** The kernel numbers the sends of a socket that succeed; so they go one after the other. */
    private final ReentrantLock sending = new ReentrantLock();

    /** Guarded by sending. */
    private int next;

    /** One thread reads the queue, or waits for it, so that none waits for what another has read. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Guarded by reading. */
    private final Message error = Message.of(new MemorySegment[0]);

    ZeroCopy(Socket socket, SendRecvMsg messages) throws ErrnoException {
        this.socket = socket.setsockopt(SOL_SOCKET, SO_ZEROCOPY, 1);
        this.messages = messages;
    }

    /**
     * Memory to send from.
     *
     * @param bytes how much
     * @return the buffer
     */
    public Buffer allocate(long bytes) {
        return new Buffer(bytes);
    }

    /**
     * {@code send(fd, buffer, length, MSG_ZEROCOPY)}; send(2). The buffer must not be written until {@link Ticket#isDone}.
     *
     * @param buffer of {@link #allocate}
     * @param offset its first byte to send
     * @param length how many, at least 1
     * @return the ticket, which says how many bytes were taken
     * @throws ErrnoException ENOBUFS if too many sends are on their way: read {@link #completions}; EPIPE, ECONNRESET, EAGAIN
     */
    public Ticket send(Buffer buffer, long offset, long length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.byteSize());
        if (length == 0) {
            throw new IllegalArgumentException("a send of nothing, which the kernel would not complete");
        }
        var ticket = new Ticket(buffer);
        sending.lock();
        try {
            // Before the call, since the completion may be read before it returns.
            buffer.begin();
            pending.put(next, ticket);
            boolean taken = false;
            try {
                ticket.count = socket.send(buffer.memory.asSlice(offset, length), MSG_ZEROCOPY);
                taken = true;
            } finally {
                if (!taken) {
                    // A call that fails has no number, and the kernel has let go of the memory.
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
     * {@code recvmsg(fd, MSG_ERRQUEUE)} until there is nothing: which sends are done. It never waits.
     *
     * @return how many it has found; 0 also while another thread waits for one, and finds them
     * @throws ErrnoException any other error that was in the queue
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
     * Waits until a send is done, as long as the socket's timeout allows. While one thread waits here, others wait for their turn.
     *
     * @param ticket of this socket
     * @throws ErrnoException ETIMEDOUT; EAGAIN if the timeout is zero, or the connection has ended; EBADF if it is closed meanwhile
     */
    public void await(Ticket ticket) throws ErrnoException {
        reading.lock();
        try {
            long deadline = Deadline.after(socket.gettimeout());
            while (!ticket.isDone()) {
                // How many it completes is no question here.
                messages.recvmsg(error, MSG_ERRQUEUE, deadline);
                int _ = complete();
            }
        } finally {
            reading.unlock();
        }
    }

    /**
     * How many sends are on their way.
     *
     * @return those whose completion was not read yet
     */
    public int pending() {
        return pending.size();
    }

    private int complete() throws ErrnoException {
        int count = 0;
        for (var message : error.controlMessages()) {
            if (message instanceof ControlMessage.ExtendedError told) {
                if (told.origin() != SO_EE_ORIGIN_ZEROCOPY) {
                    throw ErrnoException.of(
                            "recvmsg", "MSG_ERRQUEUE of " + socket, told.errno().number());
                }
                count += complete(told.info(), told.data(), told.code() == SO_EE_CODE_ZEROCOPY_COPIED);
            }
        }
        return count;
    }

    /** Completes a range of numbers, both ends in it. They count up to 2^32 and then start anew. */
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
