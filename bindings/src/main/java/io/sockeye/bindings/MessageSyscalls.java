package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.LONG;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.room;
import static io.sockeye.bindings.Downcalls.within;
import static io.sockeye.bindings.Downcalls.writable;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * The calls that carry messages with control data, one or many: sendmsg(2), recvmsg(2), sendmmsg(2), recvmmsg(2).
 */
public final class MessageSyscalls {
    private MessageSyscalls() {}

    /**
     * {@code ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)}: sends from several buffers, with control
     * data; sendmsg(2).
     *
     * @param fd the socket
     * @param msg a {@code struct msghdr}
     * @param flags {@code MSG_NOSIGNAL}, …
     * @return the number of bytes taken, or {@code -errno}
     */
    public static long sendmsg(int fd, MemorySegment msg, int flags) {
        class Sendmsg {
            static final Downcall CALL = Downcalls.link("sendmsg", LONG, INT, POINTER, INT);
        }
        within("msg", msg, StructSizes.MSGHDR);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the caller answers for the memory that msg points to: as long as it says, and allocated during the call.
            return capture.result((long) Sendmsg.CALL.handle().invokeExact(capture.segment, fd, msg, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t recvmsg(int fd, struct msghdr *msg, int flags)}: receives into several buffers, with control data;
     * recvmsg(2).
     *
     * @param fd the socket
     * @param msg a {@code struct msghdr}, whose {@code msg_flags} report afterwards what was truncated
     * @param flags {@code MSG_CMSG_CLOEXEC}, …
     * @return the number of bytes, or {@code -errno}
     */
    public static long recvmsg(int fd, MemorySegment msg, int flags) {
        class Recvmsg {
            static final Downcall CALL = Downcalls.link("recvmsg", LONG, INT, POINTER, INT);
        }
        writable("msg", msg, StructSizes.MSGHDR);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the caller answers for the memory that msg points to: as long as it says, and allocated during the call.
            return capture.result((long) Recvmsg.CALL.handle().invokeExact(capture.segment, fd, msg, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int sendmmsg(int fd, struct mmsghdr *messages, unsigned int count, int flags)}: sends many messages;
     * sendmmsg(2).
     *
     * @param fd the socket
     * @param messages an array of {@code struct mmsghdr}
     * @param count how many of it
     * @param flags as for {@link #sendmsg}
     * @return how many messages were taken, or {@code -errno}
     */
    public static int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        class Sendmmsg {
            static final Downcall CALL = Downcalls.link("sendmmsg", INT, INT, POINTER, INT, INT);
        }
        writable("messages", messages, count, StructSizes.MMSGHDR);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the caller answers for the memory that msg points to: as long as it says, and allocated during the call.
            return capture
                    .result((int) Sendmmsg.CALL.handle().invokeExact(capture.segment, fd, messages, count, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int recvmmsg(int fd, struct mmsghdr *messages, unsigned int count, int flags, struct timespec *timeout)}:
     * receives many messages. The kernel checks the timeout only after each message; recvmmsg(2), BUGS.
     *
     * @param fd the socket
     * @param messages an array of {@code struct mmsghdr}
     * @param count how many of it
     * @param flags {@code MSG_WAITFORONE}, …
     * @param timeout a {@code struct timespec}, or NULL
     * @return how many messages were received, or {@code -errno}
     */
    public static int recvmmsg(int fd, MemorySegment messages, int count, int flags, MemorySegment timeout) {
        class Recvmmsg {
            static final Downcall CALL = Downcalls.link("recvmmsg", INT, INT, POINTER, INT, INT, POINTER);
        }
        writable("messages", messages, count, StructSizes.MMSGHDR);
        room("timeout", timeout, StructSizes.TIMESPEC);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the caller answers for the memory that msg points to: as long as it says, and allocated during the call.
            return capture.result(
                    (int) Recvmmsg.CALL.handle().invokeExact(capture.segment, fd, messages, count, flags, timeout));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
