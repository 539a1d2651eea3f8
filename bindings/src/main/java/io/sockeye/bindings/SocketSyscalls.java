package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.LONG;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.writableRoom;
import static io.sockeye.bindings.Downcalls.within;
import static io.sockeye.bindings.Downcalls.writable;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * The calls on sockets: socket(2) to setsockopt(2).
 */
public final class SocketSyscalls {
    private SocketSyscalls() {}

    /**
     * {@code int socket(int domain, int type, int protocol)}: creates a socket; socket(2).
     *
     * @param domain {@code AF_INET}, …
     * @param type {@code SOCK_STREAM}, …, with {@code SOCK_CLOEXEC} and {@code SOCK_NONBLOCK} if wanted
     * @param protocol 0, or a protocol of the family
     * @return the descriptor, or {@code -errno}
     */
    public static int socket(int domain, int type, int protocol) {
        class Socket {
            static final Downcall CALL = Downcalls.link("socket", INT, INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Socket.CALL.handle().invokeExact(capture.segment, domain, type, protocol));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int socketpair(int domain, int type, int protocol, int sv[2])}: creates two connected sockets;
     * socketpair(2).
     *
     * @param domain {@code AF_UNIX}
     * @param type as for {@link #socket}
     * @param protocol 0
     * @param sv room for the two descriptors, 8 bytes
     * @return 0 or {@code -errno}
     */
    public static int socketpair(int domain, int type, int protocol, MemorySegment sv) {
        class Socketpair {
            static final Downcall CALL = Downcalls.link("socketpair", INT, INT, INT, INT, POINTER);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: sv has room for two ints.
            return capture.result(
                    (int) Socketpair.CALL.handle().invokeExact(capture.segment, domain, type, protocol,
                            writableRoom("sv", sv, 8)));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int bind(int fd, const struct sockaddr *addr, socklen_t addrlen)}: binds a socket to an address; bind(2).
     *
     * @param fd the socket
     * @param addr the address
     * @param addrlen its length in bytes
     * @return 0 or {@code -errno}
     */
    public static int bind(int fd, MemorySegment addr, int addrlen) {
        class Bind {
            static final Downcall CALL = Downcalls.link("bind", INT, INT, POINTER, INT);
        }
        within("addr", addr, addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the address has length bytes, and the kernel only reads it.
            return capture.result((int) Bind.CALL.handle().invokeExact(capture.segment, fd, addr, addrlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int listen(int fd, int backlog)}: makes a socket accept connections; listen(2).
     *
     * @param fd the socket
     * @param backlog the maximum number of connections that wait to be accepted
     * @return 0 or {@code -errno}
     */
    public static int listen(int fd, int backlog) {
        class Listen {
            static final Downcall CALL = Downcalls.link("listen", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Listen.CALL.handle().invokeExact(capture.segment, fd, backlog));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int accept4(int fd, struct sockaddr *addr, socklen_t *addrlen, int flags)}: accepts the next connection;
     * accept4(2).
     *
     * @param fd the listening socket
     * @param addr room for the peer's address, or NULL
     * @param addrlen in: the room in bytes; out: the address's length, which may be larger; NULL if addr is
     * @param flags {@code SOCK_CLOEXEC}, {@code SOCK_NONBLOCK}
     * @return the new descriptor, or {@code -errno}
     */
    public static int accept4(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
        class Accept4 {
            static final Downcall CALL = Downcalls.link("accept4", INT, INT, POINTER, POINTER, INT);
        }
        roomForValue("addr", addr, "addrlen", addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: addrlen says no more than addr has, and the kernel writes no more than that.
            return capture.result((int) Accept4.CALL.handle().invokeExact(capture.segment, fd, addr, addrlen, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int connect(int fd, const struct sockaddr *addr, socklen_t addrlen)}: connects to an address; connect(2).
     *
     * @param fd the socket
     * @param addr the peer's address
     * @param addrlen its length in bytes
     * @return 0 or {@code -errno}
     */
    public static int connect(int fd, MemorySegment addr, int addrlen) {
        class Connect {
            static final Downcall CALL = Downcalls.link("connect", INT, INT, POINTER, INT);
        }
        within("addr", addr, addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the address has length bytes, and the kernel only reads it.
            return capture.result((int) Connect.CALL.handle().invokeExact(capture.segment, fd, addr, addrlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int shutdown(int fd, int how)}: shuts down one direction or both, for all
     * duplicates of the socket; shutdown(2).
     *
     * @param fd the socket
     * @param how {@code SHUT_RD}, {@code SHUT_WR}, {@code SHUT_RDWR}
     * @return 0 or {@code -errno}
     */
    public static int shutdown(int fd, int how) {
        class Shutdown {
            static final Downcall CALL = Downcalls.link("shutdown", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Shutdown.CALL.handle().invokeExact(capture.segment, fd, how));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t send(int fd, const void *buffer, size_t length, int flags)}: sends on a connected socket; send(2).
     *
     * @param fd the socket
     * @param buffer what to send, outside the heap
     * @param length how many bytes of it
     * @param flags {@code MSG_NOSIGNAL}, {@code MSG_DONTWAIT}, …
     * @return the number of bytes taken, or {@code -errno}
     */
    public static long send(int fd, MemorySegment buffer, long length, int flags) {
        class Send {
            static final Downcall CALL = Downcalls.link("send", LONG, INT, POINTER, LONG, INT);
        }
        within("buffer", buffer, length);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the length is within the buffer, and the kernel touches no byte beyond it.
            return capture.result((long) Send.CALL.handle().invokeExact(capture.segment, fd, buffer, length, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t recv(int fd, void *buffer, size_t length, int flags)}: receives; recv(2).
     *
     * @param fd the socket
     * @param buffer where to, outside the heap
     * @param length the maximum number of bytes
     * @param flags {@code MSG_PEEK}, {@code MSG_DONTWAIT}, {@code MSG_TRUNC}, …
     * @return the number of bytes (with {@code MSG_TRUNC} that of the datagram, which may be larger than length), 0 at
     * the end of a stream, or {@code -errno}
     */
    public static long recv(int fd, MemorySegment buffer, long length, int flags) {
        class Recv {
            static final Downcall CALL = Downcalls.link("recv", LONG, INT, POINTER, LONG, INT);
        }
        writable("buffer", buffer, length);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the length is within the buffer, and the kernel touches no byte beyond it.
            return capture.result((long) Recv.CALL.handle().invokeExact(capture.segment, fd, buffer, length, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t sendto(int fd, const void *buffer, size_t length, int flags, const struct sockaddr *addr,
     * socklen_t addrlen)}: sends to an address; sendto(2).
     *
     * @param fd the socket
     * @param buffer what to send, outside the heap
     * @param length how many bytes of it
     * @param flags as for {@link #send}
     * @param addr the destination, or NULL
     * @param addrlen its length in bytes
     * @return the number of bytes taken, or {@code -errno}
     */
    public static long sendto(int fd, MemorySegment buffer, long length, int flags, MemorySegment addr, int addrlen) {
        class Sendto {
            static final Downcall CALL = Downcalls.link("sendto", LONG, INT, POINTER, LONG, INT, POINTER, INT);
        }
        within("buffer", buffer, length);
        within("addr", addr, addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: both lengths are within their segments, and the kernel only reads them.
            return capture.result(
                    (long) Sendto.CALL.handle().invokeExact(capture.segment, fd, buffer, length, flags, addr, addrlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t recvfrom(int fd, void *buffer, size_t length, int flags, struct sockaddr *addr, socklen_t
     * *addrlen)}: receives, and reports the sender's address; recvfrom(2).
     *
     * @param fd the socket
     * @param buffer where to, outside the heap
     * @param length the maximum number of bytes
     * @param flags as for {@link #recv}
     * @param addr room for the sender's address, or NULL
     * @param addrlen as for {@link #accept4}
     * @return as {@link #recv}
     */
    public static long recvfrom(
            int fd, MemorySegment buffer, long length, int flags, MemorySegment addr, MemorySegment addrlen) {
        class Recvfrom {
            static final Downcall CALL =
                    Downcalls.link("recvfrom", LONG, INT, POINTER, LONG, INT, POINTER, POINTER);
        }
        writable("buffer", buffer, length);
        roomForValue("addr", addr, "addrlen", addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: both lengths are within their segments, and the kernel writes no more than they say.
            return capture.result(
                    (long) Recvfrom.CALL.handle().invokeExact(capture.segment, fd, buffer, length, flags, addr,
                            addrlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int getsockname(int fd, struct sockaddr *addr, socklen_t *addrlen)}: the socket's own address;
     * getsockname(2).
     *
     * @param fd the socket
     * @param addr room for the address
     * @param addrlen as for {@link #accept4}
     * @return 0 or {@code -errno}
     */
    public static int getsockname(int fd, MemorySegment addr, MemorySegment addrlen) {
        class Getsockname {
            static final Downcall CALL = Downcalls.link("getsockname", INT, INT, POINTER, POINTER);
        }
        roomForValue("addr", addr, "addrlen", addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: addrlen says no more than addr has, and the kernel writes no more than that.
            return capture.result((int) Getsockname.CALL.handle().invokeExact(capture.segment, fd, addr, addrlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int getpeername(int fd, struct sockaddr *addr, socklen_t *addrlen)}: the address of the other end;
     * getpeername(2).
     *
     * @param fd the socket
     * @param addr room for the address
     * @param addrlen as for {@link #accept4}
     * @return 0 or {@code -errno}
     */
    public static int getpeername(int fd, MemorySegment addr, MemorySegment addrlen) {
        class Getpeername {
            static final Downcall CALL = Downcalls.link("getpeername", INT, INT, POINTER, POINTER);
        }
        roomForValue("addr", addr, "addrlen", addrlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: addrlen says no more than addr has, and the kernel writes no more than that.
            return capture.result((int) Getpeername.CALL.handle().invokeExact(capture.segment, fd, addr, addrlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int getsockopt(int fd, int level, int optname, void *optval, socklen_t *optlen)}: reads an option;
     * getsockopt(2).
     *
     * @param fd the socket
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param optname {@code SO_RCVBUF}, …
     * @param optval room for the value
     * @param optlen in: the room in bytes; out: the value's length
     * @return 0 or {@code -errno}
     */
    public static int getsockopt(int fd, int level, int optname, MemorySegment optval, MemorySegment optlen) {
        class Getsockopt {
            static final Downcall CALL = Downcalls.link("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
        }
        roomForValue("optval", optval, "optlen", optlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: optlen says no more than optval has, and the kernel writes no more than that.
            return capture.result(
                    (int) Getsockopt.CALL.handle().invokeExact(capture.segment, fd, level, optname, optval, optlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int setsockopt(int fd, int level, int optname, const void *optval, socklen_t optlen)}: sets an option;
     * setsockopt(2).
     *
     * @param fd the socket
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param optname {@code SO_REUSEADDR}, …
     * @param optval the value
     * @param optlen its length in bytes
     * @return 0 or {@code -errno}
     */
    public static int setsockopt(int fd, int level, int optname, MemorySegment optval, int optlen) {
        class Setsockopt {
            static final Downcall CALL = Downcalls.link("setsockopt", INT, INT, INT, INT, POINTER, INT);
        }
        within("optval", optval, optlen);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: optval has optlen bytes, and the kernel only reads them.
            return capture.result(
                    (int) Setsockopt.CALL.handle().invokeExact(capture.segment, fd, level, optname, optval, optlen));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    // SAFETY: the length that the kernel will read is checked here; the caller must not change it during the call.
    private static void roomForValue(String name, MemorySegment value, String lengthName, MemorySegment length) {
        if (!length.equals(MemorySegment.NULL)) {
            writable(lengthName, length, INT.byteSize());
            writable(name, value, Integer.toUnsignedLong(length.get(INT, 0)));
        }
    }
}
