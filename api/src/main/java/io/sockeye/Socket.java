package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.FileConstants.*;
import static io.sockeye.bindings.NameConstants.AI_PASSIVE;
import static io.sockeye.bindings.SocketConstants.*;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.BufferSegments;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.internal.socket.Acceptor;
import io.sockeye.internal.socket.Connector;
import io.sockeye.internal.socket.FileTransfer;
import io.sockeye.internal.socket.SendRecv;
import io.sockeye.internal.socket.Sockopt;
import io.sockeye.sockopt.ReadableOption;
import io.sockeye.sockopt.WritableOption;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Berkeley socket; socket(7). Its methods are the system calls of the same names.
 *
 * <p>Thread-safe. If another thread closes the socket, blocked calls throw {@link ClosedDescriptorException}. Two threads that send at
 * the same time may interleave their bytes, as in C. On a virtual thread no call pins the carrier thread, except a {@code close} that
 * blocks because of {@code SO_LINGER}, and file transfers while they wait for the disk.
 *
 * <p>Unlike in C, every descriptor is close-on-exec from the start, calls are retried after {@code EINTR}, and no call raises
 * {@code SIGPIPE}, except {@code sendfile}.
 */
public final class Socket extends OwnedDescriptor {
    /** {@code sizeof(struct timeval)}. */
    private static final int TIMEVAL_BYTES = 16;

    /** {@code sizeof(struct sockaddr)}, for {@code AF_UNSPEC}, which has no struct of its own. */
    private static final int SOCKADDR_BYTES = 16;

    private static volatile @Nullable Duration defaultTimeout;

    private final BlockingMode mode;
    private final SendRecv sendRecv;
    private final SendRecvMsg messages;
    private final FileTransfer files;
    private final Connector connector;
    private final Acceptor acceptor;
    private final Sockopt options;
    private final int family;
    private final int type;
    private final int protocol;
    private volatile @Nullable Sockaddr peer;

    /**
     * {@code socket(family, type, protocol)}, with {@code SOCK_CLOEXEC}; socket(2).
     *
     * @param family {@code AF_INET}, {@code AF_INET6}, {@code AF_UNIX}, {@code AF_VSOCK}, {@code AF_NETLINK}, {@code AF_PACKET}
     * @param type {@code SOCK_STREAM}, {@code SOCK_DGRAM}, {@code SOCK_SEQPACKET}, {@code SOCK_RAW}; with {@code SOCK_NONBLOCK} the
     *     timeout of the socket is zero
     * @param protocol 0, or a protocol of the family; for {@code AF_PACKET} 0, or {@code htons(ETH_P_ALL)}
     * @throws ErrnoException EAFNOSUPPORT, EPROTONOSUPPORT, EPERM, EMFILE
     */
    public Socket(int family, int type, int protocol) throws ErrnoException {
        this(SocketFactory.open(family, type, protocol), family, type, protocol,
                (type & SOCK_NONBLOCK) == 0 ? null : Duration.ZERO);
        var timeout = defaultTimeout;
        if (timeout != null && (type & SOCK_NONBLOCK) == 0) {
            try {
                settimeout(timeout);
            } catch (ErrnoException e) {
                close();
                throw e;
            }
        }
    }

    /** Owns {@code fd}, which has no other owner. {@code type} includes {@code SOCK_NONBLOCK} if {@code O_NONBLOCK} is set. */
    Socket(int fd, int family, int type, int protocol, @Nullable Duration timeout) {
        this(
                shutdownWakes(family) ? Descriptor.ofSocket(fd) : Descriptor.withoutShutdown(fd),
                family,
                type,
                protocol,
                timeout);
    }

    Socket(Descriptor owned, int family, int type, int protocol, @Nullable Duration timeout) {
        super(owned);
        this.family = family;
        this.type = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
        this.protocol = protocol;
        this.mode = new BlockingMode(descriptor, (type & SOCK_NONBLOCK) != 0, timeout);
        this.options = new Sockopt(descriptor);
        var waiter = new IoWaiter(descriptor, mode);
        this.sendRecv = new SendRecv(descriptor, mode, waiter, family, this.type);
        this.messages = new SendRecvMsg(descriptor, mode, waiter, options, family, this.type);
        this.files = new FileTransfer(descriptor, mode, waiter, sendRecv, this.type);
        this.connector = new Connector(descriptor, mode, waiter, family);
        this.acceptor = new Acceptor(descriptor, mode, waiter);
    }

    /** Netlink and packet sockets fail with EOPNOTSUPP, a listening vsock with ENOTCONN, and their blocked calls stay blocked. */
    private static boolean shutdownWakes(int family) {
        return family == AF_INET || family == AF_INET6 || family == AF_UNIX;
    }

    /**
     * {@return {@code socket(AF_INET, SOCK_STREAM, 0)}: TCP over IPv4; tcp(7)}
     *
     * @throws ErrnoException EMFILE
     */
    public static Socket tcp() throws ErrnoException {
        return new Socket(AF_INET, SOCK_STREAM, 0);
    }

    /**
     * {@return {@code socket(AF_INET6, SOCK_STREAM, 0)}: TCP over IPv6; ipv6(7)}
     *
     * @throws ErrnoException EAFNOSUPPORT, EMFILE
     */
    public static Socket tcp6() throws ErrnoException {
        return new Socket(AF_INET6, SOCK_STREAM, 0);
    }

    /**
     * {@return {@code socket(AF_UNIX, SOCK_STREAM, 0)}: a stream socket between processes of one host; unix(7)}
     *
     * @throws ErrnoException EMFILE
     */
    public static Socket unix() throws ErrnoException {
        return new Socket(AF_UNIX, SOCK_STREAM, 0);
    }

    /**
     * {@return {@code socket(AF_INET, SOCK_DGRAM, 0)}: UDP over IPv4; udp(7)}
     *
     * @throws ErrnoException EMFILE
     */
    public static Socket udp() throws ErrnoException {
        return new Socket(AF_INET, SOCK_DGRAM, 0);
    }

    /**
     * {@return {@code socketpair(AF_UNIX, SOCK_STREAM, 0)}: two sockets connected to each other; socketpair(2)}
     *
     * @throws ErrnoException EMFILE
     */
    public static SocketPair socketpair() throws ErrnoException {
        return socketpair(AF_UNIX, SOCK_STREAM, 0);
    }

    /**
     * {@code socketpair(family, type, protocol)}: two sockets connected to each other; socketpair(2).
     *
     * @param family {@code AF_UNIX}; Linux supports no other
     * @param type {@code SOCK_STREAM}, {@code SOCK_DGRAM}, {@code SOCK_SEQPACKET}
     * @param protocol 0
     * @return the pair
     * @throws ErrnoException EOPNOTSUPP, EMFILE
     */
    public static SocketPair socketpair(int family, int type, int protocol) throws ErrnoException {
        return SocketFactory.socketpair(family, type, protocol);
    }

    /**
     * Resolves a host and connects to one of its addresses, as Python's {@code create_connection}. Unlike Python, which tries one address
     * after the other, it starts an attempt every 250 ms, or as soon as one has failed, and keeps the first connection; RFC 8305. On a
     * virtual thread an interrupt ends it.
     *
     * @param host a name or an address; empty for this host
     * @param port 0 to 65535
     * @param timeout for the look-up and all attempts together, and then the timeout of the socket; null waits indefinitely
     * @return the connected socket
     * @throws GaiException EAI_NONAME, EAI_AGAIN
     * @throws TimedOutException if the timeout expired
     * @throws ErrnoException ECONNREFUSED, ENETUNREACH, EMFILE: that of the last attempt, with one suppressed exception for
     *     each of several addresses
     * @throws IOException one of these
     */
    public static Socket createConnection(String host, int port, @Nullable Duration timeout) throws IOException {
        return SocketFactory.connect(host, port, timeout, null);
    }

    /**
     * {@link #createConnection(String, int, Duration)} from a local address. If {@code source} has a port and the host several addresses,
     * {@code SO_REUSEADDR} is set, because several attempts use the port at the same time.
     *
     * @param host a name or an address; empty for this host
     * @param port 0 to 65535
     * @param timeout for the look-up and all attempts together, and then the timeout of the socket; null waits indefinitely
     * @param source the address to bind to; with port 0 the kernel chooses one
     * @return the connected socket
     * @throws IOException as the other form; EADDRNOTAVAIL, EADDRINUSE
     */
    public static Socket createConnection(String host, int port, @Nullable Duration timeout, Sockaddr source)
            throws IOException {
        return SocketFactory.connect(host, port, timeout, source);
    }

    /** Records the peer of a connection that was made without {@link #connect}: by {@code SO_ERROR} 0, or by socketpair. */
    Socket connectedTo(Sockaddr address) {
        peer = address;
        return this;
    }

    /**
     * Returns a listening TCP socket, as Python's {@code create_server}: {@code SO_REUSEADDR} is set, and an IPv6 address accepts
     * only IPv6 connections.
     *
     * @param address the local address; with port 0 the kernel chooses one
     * @return the listening socket
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public static Socket createServer(Sockaddr address) throws ErrnoException {
        return SocketFactory.listen(address, SOMAXCONN, false, false);
    }

    /**
     * {@link #createServer(Sockaddr)} with all options of Python's.
     *
     * @param address the local address; with port 0 the kernel chooses one
     * @param backlog the maximum number of connections that wait to be accepted; listen(2)
     * @param reusePort whether several sockets may listen on the address and share its connections: {@code SO_REUSEPORT}
     * @param dualstack whether an IPv6 address also accepts IPv4 connections
     * @return the listening socket
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     * @throws IllegalArgumentException if {@code dualstack} is set for an IPv4 address
     */
    public static Socket createServer(Sockaddr address, int backlog, boolean reusePort, boolean dualstack)
            throws ErrnoException {
        return SocketFactory.listen(address, backlog, reusePort, dualstack);
    }

    /** {@return whether the kernel supports {@code dualstack}, as Python's {@code has_dualstack_ipv6}} */
    public static boolean hasDualstackIpv6() {
        return SocketFactory.hasDualstackIpv6();
    }

    /**
     * Takes ownership of a descriptor that was opened elsewhere. The family, type and protocol are read by getsockopt(2).
     *
     * <p>The file may have other owners, such as a parent process, so {@code close} never shuts the connection down; threads that are
     * blocked in a call are woken by an eventfd. The timeout is zero if {@code O_NONBLOCK} is set, otherwise there is none.
     *
     * @param fd the descriptor of a socket, which only this object may close from now on
     * @return the socket
     * @throws ErrnoException EBADF, ENOTSOCK; the descriptor then remains the caller's
     */
    public static Socket adopt(int fd) throws ErrnoException {
        return SocketFactory.adopt(fd);
    }

    /**
     * {@code fcntl(fd, F_DUPFD_CLOEXEC)}: a socket on a duplicate of a descriptor, as Python's {@code fromfd}; dup(2). The file has another
     * owner, so, as after {@link #adopt}, {@code close} never shuts the connection down, and an eventfd wakes blocked calls.
     *
     * @param fd the descriptor of a socket, which the caller still has to close
     * @return the socket
     * @throws ErrnoException EBADF, ENOTSOCK, EMFILE
     */
    public static Socket fromfd(int fd) throws ErrnoException {
        return SocketFactory.fromfd(fd);
    }

    /**
     * Sets the initial timeout of sockets that are created later, as Python's {@code setdefaulttimeout}. It does not apply to accepted
     * sockets.
     *
     * @param timeout null for none
     */
    public static void setdefaulttimeout(@Nullable Duration timeout) {
        defaultTimeout = timeout == null ? null : Deadline.requireNonNegative(timeout);
    }

    /** {@return the timeout of {@link #setdefaulttimeout}; null for none} */
    public static @Nullable Duration getdefaulttimeout() {
        return defaultTimeout;
    }

    /**
     * {@code bind(fd, address)}: assigns the local address; bind(2). A UNIX path creates a file, which the caller has to remove.
     *
     * @param address the local address; with port 0 the kernel chooses one
     * @return this socket
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES, EINVAL
     */
    public Socket bind(Sockaddr address) throws ErrnoException {
        int fd = descriptor.acquire("bind");
        var workspace = CallMemory.borrow();
        try {
            address.copyTo(workspace.address);
            int result = SocketSyscalls.bind(fd, workspace.address.address(), workspace.address.length());
            check("bind", address, result);
            return this;
        } finally {
            workspace.release();
            descriptor.release();
        }
    }

    /**
     * {@link #bind(Sockaddr)} to an address or a name.
     *
     * @param host an address, or a name, which is resolved without a timeout; empty for any local address
     * @param port 0 to 65535; 0 lets the kernel choose
     * @return this socket
     * @throws GaiException if the name has no address of this family
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     * @throws IllegalArgumentException if the port is out of range
     */
    public Socket bind(String host, int port) throws IOException {
        return bind(Resolver.resolve(family, type, host, port, AI_PASSIVE));
    }

    /**
     * {@link #listen(int)} with {@code SOMAXCONN}.
     *
     * @return this socket
     * @throws ErrnoException EADDRINUSE, EOPNOTSUPP
     */
    public Socket listen() throws ErrnoException {
        return listen(SOMAXCONN);
    }

    /**
     * {@code listen(fd, backlog)}: accepts connections from now on; listen(2).
     *
     * @param backlog the maximum number of connections that wait to be accepted
     * @return this socket
     * @throws ErrnoException EADDRINUSE, EOPNOTSUPP
     */
    public Socket listen(int backlog) throws ErrnoException {
        int fd = descriptor.acquire("listen");
        try {
            check("listen", null, SocketSyscalls.listen(fd, backlog));
            return this;
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@code accept4(fd, address, SOCK_CLOEXEC)}: waits for a connection and accepts it; accept4(2). A connection that failed before it was
     * accepted is skipped. The address becomes the {@link #peer} of the new socket, which has no timeout, whatever the timeout of this one.
     *
     * <p>EMFILE and ENFILE are thrown after a pause of 10 ms: the connection stays in the queue, and a loop would spin.
     *
     * @return the connection
     * @throws ErrnoException EINVAL if the socket does not listen, EMFILE, EAGAIN
     */
    public Socket accept() throws ErrnoException {
        var connection = acceptor.accept(mode.receiveDeadline());
        if (connection == null) {
            throw ErrnoException.of("accept4", descriptor.toString(), EAGAIN);
        }
        return accepted(connection);
    }

    /**
     * {@link #accept} that never waits.
     *
     * @return the connection, or null if there is none
     * @throws ErrnoException EINVAL if the socket does not listen, EMFILE
     */
    public @Nullable Socket tryAccept() throws ErrnoException {
        var connection = acceptor.accept(Deadline.NOW);
        return connection == null ? null : accepted(connection);
    }

    private Socket accepted(Acceptor.Accepted connection) {
        var socket = new Socket(connection.fd(), family, type, protocol, null);
        socket.peer = connection.peer();
        if (mode.kernelTimeoutsMayBeSetAlready()) {
            // An accepted socket inherits SO_RCVTIMEO and SO_SNDTIMEO.
            socket.mode.kernelTimeoutsMayBeSet();
        }
        return socket;
    }

    /**
     * {@code connect(fd, address)}: connects, and waits until the connection is made; connect(2). The wait resumes after a signal. With a
     * timeout of zero EINPROGRESS is thrown, and the connect continues: wait until the socket is writable, and read {@code SO_ERROR}.
     *
     * @param address the peer
     * @return this socket
     * @throws ErrnoException ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EISCONN, ENOENT, EINPROGRESS
     */
    public Socket connect(Sockaddr address) throws ErrnoException {
        connector.connect(address);
        peer = address;
        return this;
    }

    /**
     * {@link #connect(Sockaddr)} to an address or a name.
     *
     * @param host an address, or a name, whose first address of this family is used; empty for this host. The timeout does not cover the
     *     look-up: {@link #createConnection(String, int, Duration)} covers it, and tries all addresses
     * @param port 0 to 65535
     * @return this socket
     * @throws GaiException if the name has no address of this family
     * @throws ErrnoException ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EISCONN, EINPROGRESS
     * @throws IllegalArgumentException if the port is out of range
     */
    public Socket connect(String host, int port) throws IOException {
        return connect(Resolver.resolve(family, type, host, port, 0));
    }

    /**
     * {@code connect(fd, {AF_UNSPEC})}: dissolves the association with a peer, so that a datagram socket receives from every sender again;
     * connect(2). A TCP connection is aborted. A port that the kernel chose is given up; one that was bound stays.
     *
     * @return this socket, whose {@link #peer} is null
     * @throws ErrnoException EBADF if the socket is closed
     */
    public Socket disconnect() throws ErrnoException {
        int fd = descriptor.acquire("connect");
        var memory = CallMemory.borrow();
        try {
            memory.address.clear();
            int result = SocketSyscalls.connect(fd, memory.address.address(), SOCKADDR_BYTES);
            if (result < 0) {
                throw ErrnoException.of("connect", descriptor + ", AF_UNSPEC", -result);
            }
            peer = null;
            return this;
        } finally {
            memory.release();
            descriptor.release();
        }
    }

    /**
     * {@link #connect(Sockaddr)} with the errno as the return value.
     *
     * @param address the peer
     * @return 0, or a positive errno: ECONNREFUSED, EINPROGRESS, …
     * @throws ClosedDescriptorException if this socket is closed
     */
    public int connectEx(Sockaddr address) throws ClosedDescriptorException {
        try {
            connect(address);
            return 0;
        } catch (ClosedDescriptorException e) {
            throw e;
        } catch (ErrnoException e) {
            return e.errno().number();
        }
    }

    /**
     * {@code recv(fd, buffer, length, flags)}; recv(2).
     *
     * @param buffer the destination; all of it may be filled
     * @return the number of bytes; 0 at the end of a stream, or for an empty buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(MemorySegment buffer) throws ErrnoException {
        return recv(buffer, 0);
    }

    /**
     * {@link #recv(MemorySegment)} with flags.
     *
     * @param buffer the destination; all of it may be filled
     * @param flags {@code MSG_PEEK}, {@code MSG_WAITALL}, {@code MSG_TRUNC}, …
     * @return the number of bytes; with {@code MSG_TRUNC} that of the datagram, even if it is larger than the buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(MemorySegment buffer, int flags) throws ErrnoException {
        return sendRecv.recv(buffer, flags);
    }

    /**
     * {@link #recv(MemorySegment)} into an array.
     *
     * @param buffer the destination; all of it may be filled
     * @return the number of bytes; 0 at the end of a stream, or for an empty array
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(byte[] buffer) throws ErrnoException {
        return sendRecv.recv(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #recv(MemorySegment)} into a part of an array.
     *
     * @param buffer the destination
     * @param offset the index of the first byte
     * @param length the maximum number of bytes
     * @param flags {@code MSG_PEEK}, {@code MSG_WAITALL}, …
     * @return the number of bytes; 0 at the end of a stream, or for length 0
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return sendRecv.recv(buffer, offset, length, flags);
    }

    /**
     * {@link #recv(MemorySegment)} that never waits, and returns -1 instead of throwing EAGAIN.
     *
     * @param buffer the destination; all of it may be filled
     * @return the number of bytes; 0 at the end of a stream; -1 if there is no data yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public int tryRecv(MemorySegment buffer) throws ErrnoException {
        return sendRecv.tryRecv(buffer, 0);
    }

    /**
     * {@link #tryRecv(MemorySegment)} into an array.
     *
     * @param buffer the destination; all of it may be filled
     * @return the number of bytes; 0 at the end of a stream; -1 if there is no data yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public int tryRecv(byte[] buffer) throws ErrnoException {
        return sendRecv.tryRecv(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #tryRecv(MemorySegment)} into the remaining space of a buffer, whose position advances.
     *
     * @param buffer the destination, not read-only
     * @return the number of bytes; 0 at the end of a stream; -1 if there is no data yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public int tryRecv(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.tryRecv(buffer, 0);
    }

    /**
     * {@link #recv(MemorySegment)} into the remaining space of a buffer, whose position advances.
     *
     * @param buffer the destination, not read-only
     * @return the number of bytes; 0 at the end of a stream, or for a full buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.recv(buffer, 0);
    }

    /**
     * {@code recvmsg} into several buffers, which are filled in order; their positions advance; recvmsg(2). Buffers beyond {@code IOV_MAX},
     * 1024, are left for the next call.
     *
     * @param buffers the destinations, none read-only
     * @return the number of bytes; 0 at the end of a stream, or for full buffers
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public long recv(ByteBuffer[] buffers) throws ErrnoException {
        return sendRecv.recv(buffers, 0);
    }

    /**
     * {@link #recv(MemorySegment)} into a new array.
     *
     * @param size the maximum number of bytes
     * @return the received bytes; empty at the end of a stream
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public byte[] recv(int size) throws ErrnoException {
        return recv(size, 0);
    }

    /**
     * {@link #recv(int)} with flags.
     *
     * @param size the maximum number of bytes
     * @param flags {@code MSG_PEEK}, {@code MSG_WAITALL}, …
     * @return the received bytes; empty at the end of a stream
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public byte[] recv(int size, int flags) throws ErrnoException {
        var buffer = new byte[size];
        int count = recv(buffer, 0, size, flags);
        return Arrays.copyOf(buffer, Math.min(count, size));
    }

    /**
     * {@code send(fd, buffer, length, MSG_NOSIGNAL)}; send(2).
     *
     * @param buffer the data
     * @return the number of bytes that the kernel took, possibly not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(MemorySegment buffer) throws ErrnoException {
        return send(buffer, 0);
    }

    /**
     * {@link #send(MemorySegment)} with flags.
     *
     * @param buffer the data
     * @param flags {@code MSG_MORE}, {@code MSG_OOB}, {@code MSG_DONTWAIT}, …
     * @return the number of bytes that the kernel took, possibly not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(MemorySegment buffer, int flags) throws ErrnoException {
        return sendRecv.send(buffer, flags);
    }

    /**
     * {@link #send(MemorySegment)} from an array.
     *
     * @param buffer the data
     * @return the number of bytes that the kernel took, possibly not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(byte[] buffer) throws ErrnoException {
        return sendRecv.send(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #send(MemorySegment)} from a part of an array.
     *
     * @param buffer the data
     * @param offset the index of the first byte
     * @param length the number of bytes
     * @param flags {@code MSG_MORE}, {@code MSG_OOB}, {@code MSG_DONTWAIT}, …
     * @return the number of bytes that the kernel took, possibly not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return sendRecv.send(buffer, offset, length, flags);
    }

    /**
     * {@link #send(MemorySegment)} that never waits, and returns -1 instead of throwing EAGAIN.
     *
     * @param buffer the data
     * @return the number of bytes that the kernel took, possibly not all; -1 if the send buffer is full
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN
     */
    public int trySend(MemorySegment buffer) throws ErrnoException {
        return sendRecv.trySend(buffer, 0);
    }

    /**
     * {@link #trySend(MemorySegment)} from an array.
     *
     * @param buffer the data
     * @return the number of bytes that the kernel took, possibly not all; -1 if the send buffer is full
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN
     */
    public int trySend(byte[] buffer) throws ErrnoException {
        return sendRecv.trySend(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #trySend(MemorySegment)} from the remaining bytes of a buffer, whose position advances.
     *
     * @param buffer the data
     * @return the number of bytes that the kernel took, possibly not all; -1 if the send buffer is full
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN
     */
    public int trySend(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.trySend(buffer, 0);
    }

    /**
     * {@link #send(MemorySegment)} from the remaining bytes of a buffer, whose position advances.
     *
     * @param buffer the data
     * @return the number of bytes that the kernel took, possibly not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.send(buffer, 0);
    }

    /**
     * {@code sendmsg} from several buffers in order; their positions advance; sendmsg(2). Buffers beyond {@code IOV_MAX}, 1024, are left for
     * the next call.
     *
     * @param buffers the data
     * @return the number of bytes that the kernel took, possibly not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public long send(ByteBuffer[] buffers) throws ErrnoException {
        return sendRecv.send(buffers, 0);
    }

    /**
     * {@code send}, repeated until the kernel took everything, within one timeout; send(2). After an exception
     * {@link ErrnoException#transferred} is the number of bytes that the kernel took; how many of them the peer received is unknown.
     *
     * @param buffer the data
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(MemorySegment buffer) throws ErrnoException {
        sendRecv.sendall(buffer, 0);
    }

    /**
     * {@link #sendall(MemorySegment)} from an array.
     *
     * @param buffer the data
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(byte[] buffer) throws ErrnoException {
        sendall(MemorySegment.ofArray(buffer));
    }

    /**
     * {@link #sendall(MemorySegment)} from the remaining bytes of a buffer, whose position advances, also when an exception is thrown.
     *
     * @param buffer the data
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(ByteBuffer buffer) throws ErrnoException {
        try {
            sendall(BufferSegments.remaining(buffer));
        } catch (ErrnoException e) {
            buffer.position(buffer.position() + (int) e.transferred());
            throw e;
        }
        buffer.position(buffer.limit());
    }

    /**
     * {@link #recvfrom(MemorySegment, int)} into a new array.
     *
     * @param size the maximum number of bytes
     * @return the data, its sender, and the length of the datagram
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public Datagram recvfrom(int size) throws ErrnoException {
        var buffer = new byte[size];
        var received = sendRecv.recvfrom(MemorySegment.ofArray(buffer), 0);
        return new Datagram(Arrays.copyOf(buffer, received.count()), received.length(), received.from());
    }

    /**
     * {@code recvfrom(fd, buffer, length, flags)}: receives a datagram with the address of its sender; recvfrom(2).
     *
     * @param buffer the destination; all of it may be filled
     * @param flags {@code MSG_PEEK}, {@code MSG_DONTWAIT}, …
     * @return the number of bytes, and the sender
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public ReceiveResult recvfrom(MemorySegment buffer, int flags) throws ErrnoException {
        return sendRecv.recvfrom(buffer, flags);
    }

    /**
     * {@link #recvfrom(MemorySegment, int)} into the remaining space of a buffer, whose position advances.
     *
     * @param buffer the destination, not read-only
     * @return the number of bytes, and the sender
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public ReceiveResult recvfrom(ByteBuffer buffer) throws ErrnoException {
        var received = sendRecv.recvfrom(BufferSegments.remaining(buffer), 0);
        buffer.position(buffer.position() + received.count());
        return received;
    }

    /**
     * {@code sendto(fd, buffer, length, flags, address)}: sends to an address; sendto(2).
     *
     * @param buffer the data
     * @param flags {@code MSG_DONTWAIT}, …
     * @param address the destination
     * @return the number of bytes that the kernel took; always all of a datagram
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendto(MemorySegment buffer, int flags, Sockaddr address) throws ErrnoException {
        return sendRecv.sendto(buffer, flags, address);
    }

    /**
     * {@link #sendto(MemorySegment, int, Sockaddr)} from an array.
     *
     * @param buffer the data
     * @param address the destination
     * @return the number of bytes that the kernel took
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendto(byte[] buffer, Sockaddr address) throws ErrnoException {
        return sendRecv.sendto(MemorySegment.ofArray(buffer), 0, address);
    }

    /**
     * {@link #sendto(MemorySegment, int, Sockaddr)} from the remaining bytes of a buffer, whose position advances.
     *
     * @param buffer the data
     * @param address the destination
     * @return the number of bytes that the kernel took
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendto(ByteBuffer buffer, Sockaddr address) throws ErrnoException {
        int count = sendRecv.sendto(BufferSegments.remaining(buffer), 0, address);
        buffer.position(buffer.position() + count);
        return count;
    }

    /**
     * {@link #sendfile(Pollable, long, long)} of a whole file.
     *
     * @param file the path
     * @return the number of bytes sent
     * @throws IOException ENOENT, EACCES, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Path file) throws IOException {
        return sendfile(file, 0, 0);
    }

    /**
     * {@link #sendfile(Pollable, long, long)} of a file that is opened for the call.
     *
     * @param file the path
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the file
     * @return the number of bytes sent
     * @throws IOException ENOENT, EACCES, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Path file, long offset, long count) throws IOException {
        try (var opened = OpenFile.open(file, O_RDONLY)) {
            return sendfile(opened, offset, count);
        }
    }

    /**
     * {@code sendfile(fd, file, &offset, count)}, repeated until everything is sent, within one timeout; sendfile(2). The file's own position
     * is neither used nor changed. If the file ends early, or is truncated during the call, fewer bytes are sent. The call waits for the disk.
     * Unlike {@code send} it raises {@code SIGPIPE} with EPIPE, which the JVM ignores unless native code has set the default action. After an
     * exception {@link ErrnoException#transferred} is the number of bytes sent.
     *
     * @param file an {@link OpenFile}, or {@code () -> fd} for any descriptor of a file, which the caller closes; not a pipe or a socket
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the file
     * @return the number of bytes sent; less than {@code count} if the file has no more
     * @throws IOException EBADF if it is not open for reading, ESPIPE, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Pollable file, long offset, long count) throws IOException {
        return files.sendfile(descriptorOf(file), offset, count, null);
    }

    /**
     * {@link #sendfile(Pollable, long, long)} that reports its progress.
     *
     * @param file an {@link OpenFile}, or {@code () -> fd} for any descriptor of a file
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the file
     * @param progress called with the number of bytes sent so far, after each MiB or less
     * @return the number of bytes sent
     * @throws IOException EBADF if it is not open for reading, ESPIPE, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Pollable file, long offset, long count, LongConsumer progress) throws IOException {
        return files.sendfile(descriptorOf(file), offset, count, progress);
    }

    /**
     * Sends a part of a channel's file. Java does not expose the descriptor of a channel, so this is not sendfile(2): it reads and sends 64 KiB
     * at a time. For an {@link OpenFile} the system call is used.
     *
     * @param file open for reading; its position is neither used nor changed
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the file
     * @return the number of bytes sent
     * @throws IOException EPIPE, ECONNRESET, EAGAIN, or an exception of the channel
     */
    public long sendfile(FileChannel file, long offset, long count) throws IOException {
        return files.sendfile(file, offset, count, null);
    }

    /**
     * {@link #recvfile(Pollable, long, long)} until the end of the stream, into a file that is created or truncated.
     *
     * @param file the path
     * @return the number of bytes written
     * @throws IOException EACCES, EISDIR, ENOSPC, ECONNRESET, EAGAIN
     */
    public long recvfile(Path file) throws IOException {
        try (var opened = OpenFile.open(file, O_WRONLY | O_CREAT | O_TRUNC)) {
            return recvfile(opened, 0, 0);
        }
    }

    /**
     * {@code splice} from the socket into a pipe and from the pipe into a file, repeated within one timeout; splice(2). The file's own position
     * is neither used nor changed. After an exception {@link ErrnoException#transferred} is the number of bytes written, and
     * {@link ErrnoException#undelivered} has the bytes that were received but could not be written.
     *
     * @param file an {@link OpenFile}, or {@code () -> fd} for any descriptor of a file, which the caller closes; not a pipe or a socket
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the stream
     * @return the number of bytes written; less than {@code count} if the stream has ended
     * @throws IOException EBADF if it is not open for writing, EINVAL with {@code O_APPEND}, ESPIPE, ENOSPC, ECONNRESET, EAGAIN
     */
    public long recvfile(Pollable file, long offset, long count) throws IOException {
        return files.recvfile(descriptorOf(file), offset, count, null);
    }

    /**
     * {@link #recvfile(Pollable, long, long)} that reports its progress.
     *
     * @param file an {@link OpenFile}, or {@code () -> fd} for any descriptor of a file
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the stream
     * @param progress called with the number of bytes written so far, after each MiB or less
     * @return the number of bytes written
     * @throws IOException EBADF if it is not open for writing, EINVAL with {@code O_APPEND}, ESPIPE, ENOSPC, ECONNRESET, EAGAIN
     */
    public long recvfile(Pollable file, long offset, long count, LongConsumer progress) throws IOException {
        return files.recvfile(descriptorOf(file), offset, count, progress);
    }

    /**
     * Receives into a channel's file by recv and write, 64 KiB at a time, because Java does not expose the descriptor of a channel. Bytes that
     * were received but could not be written are lost; the message of the exception has their number.
     *
     * @param file open for writing, not for appending; its position is neither used nor changed
     * @param offset the position in the file of the first byte
     * @param count the number of bytes; 0 for all up to the end of the stream
     * @return the number of bytes written
     * @throws IOException ECONNRESET, EAGAIN, or an exception of the channel
     */
    public long recvfile(FileChannel file, long offset, long count) throws IOException {
        return files.recvfile(file, offset, count, null);
    }

    /**
     * {@code sendmsg(fd, message, MSG_NOSIGNAL)}: sends buffers with an address and control messages; sendmsg(2).
     *
     * @param message the buffers, the address and the control messages
     * @return the number of bytes that the kernel took; possibly not all on a stream, where the control messages go with the first byte
     * @throws ErrnoException EMSGSIZE, EPIPE, ECONNRESET, ETOOMANYREFS, EAGAIN
     * @throws IllegalArgumentException for control messages without a byte of data on a stream, which the kernel would drop
     */
    public long sendmsg(Message message) throws ErrnoException {
        return messages.sendmsg(message, 0);
    }

    /**
     * {@link #sendmsg(Message)} with flags.
     *
     * @param message the buffers, the address and the control messages
     * @param flags {@code MSG_DONTWAIT}, {@code MSG_MORE}, {@code MSG_EOR}, …
     * @return the number of bytes that the kernel took
     * @throws ErrnoException EMSGSIZE, EPIPE, ECONNRESET, ETOOMANYREFS, EAGAIN
     */
    public long sendmsg(Message message, int flags) throws ErrnoException {
        return messages.sendmsg(message, flags);
    }

    /**
     * {@link #sendmsg(Message)} from an array, as Python's {@code sendmsg}.
     *
     * @param data the data
     * @param control the control messages
     * @return the number of bytes that the kernel took
     * @throws ErrnoException EMSGSIZE, EPIPE, ECONNRESET, ETOOMANYREFS, EAGAIN
     */
    public int sendmsg(byte[] data, ControlMessage... control) throws ErrnoException {
        return messages.sendmsg(data, control);
    }

    /**
     * {@code recvmsg(fd, message, MSG_CMSG_CLOEXEC)}: fills buffers, and reports the sender, the control messages, and what was truncated;
     * recvmsg(2).
     *
     * @param message the destination; the results of its last receive are discarded
     * @return the number of bytes in the buffers; 0 at the end of a stream, or for an empty datagram
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public long recvmsg(Message message) throws ErrnoException {
        return messages.recvmsg(message, 0);
    }

    /**
     * {@link #recvmsg(Message)} with flags. Unlike in C, with {@code MSG_ERRQUEUE} it waits for an entry of the error queue.
     *
     * @param message the destination; the results of its last receive are discarded
     * @param flags {@code MSG_PEEK}, {@code MSG_DONTWAIT}, {@code MSG_ERRQUEUE}, …; {@code MSG_WAITALL} only without a timeout
     * @return the number of bytes in the buffers
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN; with {@code MSG_ERRQUEUE} also a pending error that is not in the queue, and
     *     EAGAIN if the connection has ended
     */
    public long recvmsg(Message message, int flags) throws ErrnoException {
        return messages.recvmsg(message, flags);
    }

    /**
     * {@link #recvmsg(Message, int)} that never waits, and returns -1 instead of throwing EAGAIN.
     *
     * @param message the destination; the results of its last receive are discarded
     * @param flags {@code MSG_PEEK}, {@code MSG_ERRQUEUE}, …
     * @return the number of bytes in the buffers; -1 if there is no message yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public long tryRecvmsg(Message message, int flags) throws ErrnoException {
        return messages.tryRecvmsg(message, flags);
    }

    /**
     * {@link #recvmsg(Message)} into a new array, as Python's {@code recvmsg}.
     *
     * @param bufsize the maximum number of bytes
     * @param ancbufsize the room for control messages, including those that options such as {@code SO_PASSCRED} add, which precede
     *     descriptors; rounded up to 8
     * @return the message; close it if it may have descriptors
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public ReceivedMessage recvmsg(int bufsize, int ancbufsize) throws ErrnoException {
        return messages.recvmsg(bufsize, ancbufsize, 0);
    }

    /**
     * {@code sendmsg} with {@code SCM_RIGHTS}, as Python's {@code send_fds}; unix(7). The receiving process gets duplicates.
     *
     * @param data the data, at least one byte
     * @param descriptors 1 to 253
     * @return the number of bytes of {@code data} that the kernel took; the descriptors go with the first
     * @throws ErrnoException EBADF, EPIPE, ETOOMANYREFS, EAGAIN
     */
    public int sendFds(byte[] data, Pollable... descriptors) throws ErrnoException {
        return messages.sendFds(data, descriptors);
    }

    /**
     * {@code recvmsg} with {@code SCM_RIGHTS}, as Python's {@code recv_fds}; unix(7). Closing the result closes the descriptors that were not
     * {@linkplain ReceivedDescriptor#take taken}.
     *
     * @param bufsize the maximum number of bytes
     * @param count the maximum number of descriptors, 0 to 253; credentials, a pidfd and timestamps do not count
     * @return the message; {@code MSG_CTRUNC} is set if there were more descriptors, which are closed
     * @throws ErrnoException ECONNRESET, EAGAIN
     */
    public ReceivedMessage recvFds(int bufsize, int count) throws ErrnoException {
        return messages.recvFds(bufsize, count, 0);
    }

    /**
     * {@code sendmmsg(fd, messages, count, MSG_NOSIGNAL)}: sends several messages; sendmmsg(2).
     *
     * @param batch the messages
     * @param first the first slot
     * @param count the number of slots
     * @param flags {@code MSG_DONTWAIT}, …
     * @return the number of messages that the kernel took, at least one; the error of the next message is thrown by the next call
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendmmsg(MessageBatch batch, int first, int count, int flags) throws ErrnoException {
        return messages.sendmmsg(batch, first, count, flags);
    }

    /**
     * {@code recvmmsg(fd, messages, capacity, MSG_WAITFORONE)}: waits for a message, and receives those that have arrived by then;
     * recvmmsg(2). Unlike C it does not wait until all slots are filled, and it observes the timeout of the socket.
     *
     * @param batch the destination; the results of its last receive are discarded
     * @param flags {@code MSG_DONTWAIT}, …
     * @return the number of messages, at least one
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public int recvmmsg(MessageBatch batch, int flags) throws ErrnoException {
        return messages.recvmmsg(batch, flags);
    }

    /**
     * {@link #recvmmsg} that never waits, and returns 0 instead of throwing EAGAIN.
     *
     * @param batch the destination; the results of its last receive are discarded
     * @return the number of messages; 0 if there is none yet
     * @throws ErrnoException ECONNREFUSED from an earlier send
     */
    public int tryRecvmmsg(MessageBatch batch) throws ErrnoException {
        return messages.recvmmsg(batch, 0, Deadline.NOW);
    }

    /**
     * {@return a sender that uses {@code MSG_ZEROCOPY}, after setting {@code SO_ZEROCOPY}; make one per socket}
     *
     * @throws ErrnoException EOPNOTSUPP if the protocol is not TCP, UDP, …
     */
    public ZeroCopy zeroCopy() throws ErrnoException {
        return new ZeroCopy(this, messages);
    }

    /**
     * {@code shutdown(fd, how)}: ends one direction or both, for all descriptors and processes that share the socket; shutdown(2).
     *
     * @param how {@code SHUT_RD}, {@code SHUT_WR}, {@code SHUT_RDWR}
     * @throws ErrnoException ENOTCONN
     */
    public void shutdown(int how) throws ErrnoException {
        int fd = descriptor.acquire("shutdown");
        try {
            check("shutdown", null, SocketSyscalls.shutdown(fd, how));
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@return {@code getsockname(fd)}: the local address, with the port that the kernel chose; getsockname(2)}
     *
     * @throws ErrnoException ENOBUFS
     */
    public Sockaddr getsockname() throws ErrnoException {
        int fd = descriptor.acquire("getsockname");
        var workspace = CallMemory.borrow();
        try {
            var address = workspace.address;
            address.clear();
            int result = SocketSyscalls.getsockname(fd, address.address(), address.lengthPointer());
            check("getsockname", null, result);
            return Sockaddr.of(address);
        } finally {
            workspace.release();
            descriptor.release();
        }
    }

    /**
     * {@return {@code getpeername(fd)}: the address of the peer; getpeername(2)} {@link #peer} keeps it after the peer has closed.
     *
     * @throws ErrnoException ENOTCONN, also after the peer has closed
     */
    public Sockaddr getpeername() throws ErrnoException {
        int fd = descriptor.acquire("getpeername");
        var workspace = CallMemory.borrow();
        try {
            var address = workspace.address;
            address.clear();
            int result = SocketSyscalls.getpeername(fd, address.address(), address.lengthPointer());
            check("getpeername", null, result);
            return Sockaddr.of(address);
        } finally {
            workspace.release();
            descriptor.release();
        }
    }

    /**
     * {@return the address of the peer, or null if this socket is not connected} It is the address of accept, connect or getpeername(2), and
     * kept, so that it remains available after the peer has closed.
     */
    public @Nullable Sockaddr peer() {
        if (peer == null && !descriptor.isClosed()) {
            try {
                peer = getpeername();
            } catch (ErrnoException notConnected) {
                // ENOTCONN; or EBADF, because another thread has just closed the socket.
                return null;
            }
        }
        return peer;
    }

    /**
     * {@code setsockopt(fd, level, option, value, length)} with a typed value: {@code setsockopt(TCP_NODELAY, true)}; setsockopt(2).
     *
     * @param <T> the type of the value
     * @param option a constant of package {@link io.sockeye.sockopt}
     * @param value a duration is rounded up to the option's unit
     * @return this socket
     * @throws ErrnoException ENOPROTOOPT, EINVAL, EPERM, EOPNOTSUPP
     */
    public <T> Socket setsockopt(WritableOption<T> option, T value) throws ErrnoException {
        int fd = descriptor.acquire("setsockopt");
        try {
            option.write(fd, value);
        } finally {
            descriptor.release();
        }
        noteTimeouts(option.level(), option.number());
        return this;
    }

    /**
     * {@code getsockopt(fd, level, option, value, length)} with a typed value; getsockopt(2).
     *
     * @param <T> the type of the value
     * @param option a constant of package {@link io.sockeye.sockopt}
     * @return the value
     * @throws ErrnoException ENOPROTOOPT, ENOTCONN, EOPNOTSUPP
     * @throws IllegalStateException if the kernel returns a value of another length
     */
    public <T> T getsockopt(ReadableOption<T> option) throws ErrnoException {
        int fd = descriptor.acquire("getsockopt");
        try {
            return option.read(fd);
        } finally {
            descriptor.release();
        }
    }

    /** {@return the multicast groups of this socket, on an interface that the kernel chooses by its routes; ip(7), ipv6(7)} */
    public Multicast multicast() {
        return multicast(0);
    }

    /**
     * Returns the multicast groups of this socket on an interface; ip(7), ipv6(7).
     *
     * @param ifindex the index of the interface; 0 lets the kernel choose
     * @return an object without state of its own
     */
    public Multicast multicast(int ifindex) {
        return new Multicast(options, family, ifindex);
    }

    /**
     * {@link #multicast(int)} by the name of the interface; if_nametoindex(3).
     *
     * @param name {@code "lo"}, {@code "eth0"}, …
     * @return an object without state of its own
     * @throws ErrnoException ENODEV if there is no such interface
     */
    public Multicast multicast(String name) throws ErrnoException {
        return multicast(Interfaces.ifNametoindex(name));
    }

    /**
     * {@code setsockopt(fd, level, option, &value, sizeof(int))}; setsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param option {@code SO_REUSEADDR}, {@code TCP_NODELAY}, …
     * @param value 0 or 1 for a boolean option
     * @return this socket
     * @throws ErrnoException ENOPROTOOPT, EINVAL
     */
    public Socket setsockopt(int level, int option, int value) throws ErrnoException {
        options.set(level, option, value);
        noteTimeouts(level, option);
        return this;
    }

    /**
     * {@code setsockopt(fd, level, option, value, length)} for an option that is a struct; setsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_IP}, …
     * @param option {@code SO_LINGER}, {@code IP_ADD_MEMBERSHIP}, …
     * @param value the bytes of the struct, in native byte order
     * @return this socket
     * @throws ErrnoException ENOPROTOOPT, EINVAL
     */
    public Socket setsockopt(int level, int option, byte[] value) throws ErrnoException {
        options.set(level, option, value);
        if (level == SOL_SOCKET && value.length == TIMEVAL_BYTES) {
            // SO_RCVTIMEO has a second option number, SO_RCVTIMEO_NEW, and this may be it.
            mode.kernelTimeoutsMayBeSet();
        }
        return this;
    }

    /**
     * {@code setsockopt(fd, level, option, value, length)} for an option that is a name; setsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param option {@code SO_BINDTODEVICE}, {@code TCP_CONGESTION}, …
     * @param value the name
     * @return this socket
     * @throws ErrnoException ENOPROTOOPT, ENODEV, ENOENT, EPERM
     * @throws IllegalArgumentException if the name contains a NUL
     */
    public Socket setsockopt(int level, int option, String value) throws ErrnoException {
        options.set(level, option, value);
        noteTimeouts(level, option);
        return this;
    }

    /** Calls that do not block in the kernel have to read the kernel's timeouts from now on. */
    private void noteTimeouts(int level, int option) {
        if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO)) {
            mode.kernelTimeoutsMayBeSet();
        }
    }

    /**
     * {@code getsockopt(fd, level, option)} for an option that is an int or a byte; getsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param option {@code SO_RCVBUF}, {@code SO_ERROR}, …
     * @return the value; for {@code SO_RCVBUF} and {@code SO_SNDBUF} Linux returns twice the value that was set
     * @throws ErrnoException ENOPROTOOPT
     * @throws IllegalArgumentException if the option is neither an int nor a byte
     */
    public int getsockopt(int level, int option) throws ErrnoException {
        return options.get(level, option);
    }

    /**
     * {@code getsockopt(fd, level, option, value, length)} for any option; getsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_IP}, …
     * @param option {@code SO_LINGER}, {@code TCP_INFO}, {@code TCP_CONGESTION}, …
     * @param size the maximum number of bytes
     * @return the bytes that the kernel wrote
     * @throws ErrnoException ENOPROTOOPT
     */
    public byte[] getsockopt(int level, int option, int size) throws ErrnoException {
        return options.get(level, option, size);
    }

    /**
     * Sets the maximum time that a call waits, as Python's {@code settimeout}; for {@code sendall} and the like, all of the call. No wait ends
     * early. A timeout sets {@code O_NONBLOCK}, also for other descriptors of the file.
     *
     * <p>With a timeout, {@code SO_RCVTIMEO} and {@code SO_SNDTIMEO} have no effect, as in C with {@code O_NONBLOCK}. Without one, they end
     * calls with EAGAIN, and connect with EINPROGRESS, on platform and on virtual threads; socket(7).
     *
     * @param timeout null waits indefinitely; zero does not wait: calls that would, throw {@link WouldBlockException}
     * @throws ErrnoException EBADF if the socket is closed
     */
    public void settimeout(@Nullable Duration timeout) throws ErrnoException {
        mode.settimeout(timeout);
    }

    /** {@return the timeout of {@link #settimeout}; null for none} */
    public @Nullable Duration gettimeout() {
        return mode.timeout();
    }

    /**
     * {@code settimeout(null)} or {@code settimeout(Duration.ZERO)}.
     *
     * @param blocking whether calls wait
     * @throws ErrnoException EBADF if the socket is closed
     */
    public void setblocking(boolean blocking) throws ErrnoException {
        settimeout(blocking ? null : Duration.ZERO);
    }

    /** {@return whether calls wait: whether the timeout is not zero} */
    public boolean getblocking() {
        return !Duration.ZERO.equals(gettimeout());
    }

    /**
     * {@code fcntl(fd, F_SETFD)}: whether a program that is executed by this process inherits the descriptor; fcntl(2).
     *
     * @param inheritable whether to clear {@code FD_CLOEXEC}, which is set at first
     * @throws ErrnoException EBADF if the socket is closed
     */
    public void setInheritable(boolean inheritable) throws ErrnoException {
        int fd = descriptor.acquire("fcntl");
        try {
            if (inheritable) {
                share();
            }
            check("fcntl", null, FileSyscalls.fcntl(fd, F_SETFD, inheritable ? 0 : FD_CLOEXEC));
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@return {@code fcntl(fd, F_GETFD)}: whether {@code FD_CLOEXEC} is not set; fcntl(2)}
     *
     * @throws ErrnoException EBADF if the socket is closed
     */
    public boolean getInheritable() throws ErrnoException {
        int fd = descriptor.acquire("fcntl");
        try {
            int flags = FileSyscalls.fcntl(fd, F_GETFD, 0);
            check("fcntl", null, flags);
            return (flags & FD_CLOEXEC) == 0;
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@code fcntl(fd, F_DUPFD_CLOEXEC)}: another descriptor of the same file; dup(2). Each has to be closed. The timeout is copied; both share
     * {@code O_NONBLOCK}. A platform thread that was already blocked in the kernel when the duplicate was made can be woken only by a shutdown
     * of the connection, which both have; calls that begin later are woken without one.
     *
     * @return the duplicate
     * @throws ErrnoException EMFILE
     */
    public Socket dup() throws ErrnoException {
        int fd = descriptor.acquire("fcntl");
        try {
            int sameType = mode.isNonblocking() ? type | SOCK_NONBLOCK : type;
            int copy = SocketFactory.duplicate(fd);
            share();
            var duplicate =
                    new Socket(Descriptor.withoutShutdown(copy), family, sameType, protocol, gettimeout());
            duplicate.mode.kernelTimeoutsMayBeSet();
            duplicate.peer = peer;
            return duplicate;
        } finally {
            descriptor.release();
        }
    }

    /** From now on the file has another owner, which may set its flags and timeouts, and which a shutdown would affect. */
    void share() {
        mode.kernelTimeoutsMayBeSet();
        descriptor.share();
    }

    /**
     * Transfers the descriptor to the caller, who has to close it. This socket is then closed.
     *
     * @return the descriptor
     * @throws ErrnoException EBADF if the socket is closed
     * @throws IllegalStateException if another thread is in a call
     */
    public int detach() throws ErrnoException {
        return descriptor.detach();
    }

    /** {@return this socket as streams and as a channel, as Python's {@code makefile}} Closing them leaves the socket open. */
    public SocketFile makefile() {
        return new SocketFile(this);
    }

    /** {@return the address family: {@code AF_INET}, …} */
    public int family() {
        return family;
    }

    /** {@return the type: {@code SOCK_STREAM}, …} */
    public int type() {
        return type;
    }

    /** {@return the protocol; 0 for the default of the family} */
    public int protocol() {
        return protocol;
    }

    /** {@return a human-readable description: {@code Socket[fd=7, AF_INET, SOCK_STREAM, 127.0.0.1:9999 -> 127.0.0.1:40000]}} */
    @Override
    public String toString() {
        var kind = SocketFactory.kind(family, type);
        if (descriptor.isClosed()) {
            return "Socket[closed, " + kind + "]";
        }
        var text = "Socket[" + descriptor + ", " + kind;
        try {
            text += ", " + getsockname();
            text += " -> " + getpeername();
        } catch (ErrnoException notConnected) {
            // ENOTCONN: there is no peer to show; or EBADF, because another thread has just closed the socket.
        }
        return text + "]";
    }

    /** Returns the descriptor of a file; for another implementation of Pollable, one that is never closed here. */
    private static Descriptor descriptorOf(Pollable file) {
        var owned = OwnedDescriptor.of(file);
        return owned == null ? Descriptor.withoutShutdown(file.fileno()) : owned;
    }

    private void check(String call, @Nullable Sockaddr address, int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of(call, descriptor + (address == null ? "" : ", " + address), -result);
        }
    }
}
