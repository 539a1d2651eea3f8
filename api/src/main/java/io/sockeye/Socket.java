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
 * A socket; socket(7). Its methods are the system calls of the same names.
 *
 * <p>Any thread may use it, and any thread may close it at any time: whoever is in a call comes out with a
 * {@link ClosedDescriptorException}. Two threads that send at once may mix their bytes, as in C. Every descriptor is
 * close-on-exec from birth. On a virtual thread no call holds the carrier, but a close that {@code SO_LINGER} lets wait.
 */
public final class Socket extends OwnedDescriptor {
    /** {@code sizeof(struct timeval)}. */
    private static final int TIMEVAL_BYTES = 16;

    /** {@code sizeof(struct sockaddr)}: for AF_UNSPEC, which has no struct of its own. */
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
     * @param type {@code SOCK_STREAM}, {@code SOCK_DGRAM}, {@code SOCK_SEQPACKET}, {@code SOCK_RAW}; with
     *     {@code SOCK_NONBLOCK} its timeout is zero
     * @param protocol 0, or a protocol of the family; for {@code AF_PACKET} 0, or {@code htons(ETH_P_ALL)}
     * @throws ErrnoException EAFNOSUPPORT, EPROTONOSUPPORT, EPERM, EMFILE
     */
    public Socket(int family, int type, int protocol) throws ErrnoException {
        this(SocketFactory.open(family, type, protocol), family, type, protocol, (type & SOCK_NONBLOCK) == 0 ? null : Duration.ZERO);
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

    /** Takes over a number of which this is the only owner. {@code type} has {@code SOCK_NONBLOCK} if the descriptor has. */
    Socket(int number, int family, int type, int protocol, @Nullable Duration timeout) {
        this(
                shutdownWakes(family) ? Descriptor.ofSocket(number) : Descriptor.withoutShutdown(number),
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

    /** Netlink and packet sockets answer EOPNOTSUPP, and a vsock that listens ENOTCONN, and a blocked call stays blocked. */
    private static boolean shutdownWakes(int family) {
        return family == AF_INET || family == AF_INET6 || family == AF_UNIX;
    }

    /**
     * {@code socket(AF_INET, SOCK_STREAM, 0)}: TCP over IPv4; tcp(7).
     *
     * @return the socket
     * @throws ErrnoException EMFILE
     */
    public static Socket tcp() throws ErrnoException {
        return new Socket(AF_INET, SOCK_STREAM, 0);
    }

    /**
     * {@code socket(AF_INET6, SOCK_STREAM, 0)}: TCP over IPv6; ipv6(7).
     *
     * @return the socket
     * @throws ErrnoException EAFNOSUPPORT, EMFILE
     */
    public static Socket tcp6() throws ErrnoException {
        return new Socket(AF_INET6, SOCK_STREAM, 0);
    }

    /**
     * {@code socket(AF_UNIX, SOCK_STREAM, 0)}: a stream within this machine; unix(7).
     *
     * @return the socket
     * @throws ErrnoException EMFILE
     */
    public static Socket unix() throws ErrnoException {
        return new Socket(AF_UNIX, SOCK_STREAM, 0);
    }

    /**
     * {@code socket(AF_INET, SOCK_DGRAM, 0)}: UDP over IPv4; udp(7).
     *
     * @return the socket
     * @throws ErrnoException EMFILE
     */
    public static Socket udp() throws ErrnoException {
        return new Socket(AF_INET, SOCK_DGRAM, 0);
    }

    /**
     * {@code socketpair(AF_UNIX, SOCK_STREAM, 0)}: two sockets connected to each other; socketpair(2).
     *
     * @return the pair
     * @throws ErrnoException EMFILE
     */
    public static SocketPair socketpair() throws ErrnoException {
        return socketpair(AF_UNIX, SOCK_STREAM, 0);
    }

    /**
     * {@code socketpair(family, type, protocol)}; socketpair(2).
     *
     * @param family {@code AF_UNIX}; Linux knows no other
     * @param type {@code SOCK_STREAM}, {@code SOCK_DGRAM}, {@code SOCK_SEQPACKET}
     * @param protocol 0
     * @return the pair
     * @throws ErrnoException EOPNOTSUPP, EMFILE
     */
    public static SocketPair socketpair(int family, int type, int protocol) throws ErrnoException {
        return SocketFactory.socketpair(family, type, protocol);
    }

    /**
     * Looks a host up and connects to the first of its addresses that answers, as Python's {@code create_connection}. Unlike
     * Python's, which tries one address after the other, it starts an attempt every 250 ms, or at once when one has failed, and
     * keeps the first connection; RFC 8305. On a virtual thread an interrupt ends it.
     *
     * @param host a name or an address; empty is this host
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
     * {@link #createConnection(String, int, Duration)} from an address of this host. If {@code source} has a port and the host
     * several addresses, the socket has {@code SO_REUSEADDR}, because several attempts use the port at a time.
     *
     * @param host a name or an address; empty is this host
     * @param port 0 to 65535
     * @param timeout for the look-up and all attempts together, and then the timeout of the socket; null waits indefinitely
     * @param source the address to bind to; port 0 lets the kernel choose
     * @return the connected socket
     * @throws IOException as the other form; EADDRNOTAVAIL, EADDRINUSE
     */
    public static Socket createConnection(String host, int port, @Nullable Duration timeout, Sockaddr source)
            throws IOException {
        return SocketFactory.connect(host, port, timeout, source);
    }

    /** Records the peer of a connect in progress that SO_ERROR has reported as done. */
    Socket connectedTo(Sockaddr address) {
        peer = address;
        return this;
    }

    /**
     * Returns a listening TCP socket, as Python's {@code create_server}: {@code SO_REUSEADDR} is set, and an IPv6 address accepts
     * only IPv6 connections.
     *
     * @param address where to listen; port 0 lets the kernel choose
     * @return the listening socket
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public static Socket createServer(Sockaddr address) throws ErrnoException {
        return SocketFactory.listen(address, SOMAXCONN, false, false);
    }

    /**
     * {@link #createServer(Sockaddr)} with all options of Python's.
     *
     * @param address where to listen; port 0 lets the kernel choose
     * @param backlog the maximum number of connections that wait to be accepted; listen(2)
     * @param reusePort whether several sockets may listen there and share the connections: {@code SO_REUSEPORT}
     * @param dualstack whether an IPv6 address accepts IPv4 connections too
     * @return the listening socket
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     * @throws IllegalArgumentException if {@code dualstack} is set for an IPv4 address
     */
    public static Socket createServer(Sockaddr address, int backlog, boolean reusePort, boolean dualstack)
            throws ErrnoException {
        return SocketFactory.listen(address, backlog, reusePort, dualstack);
    }

    /**
     * Whether one socket can take IPv4 and IPv6 connections here, as Python's {@code has_dualstack_ipv6}.
     *
     * @return whether {@code dualstack} works
     */
    public static boolean hasDualstackIpv6() {
        return SocketFactory.hasDualstackIpv6();
    }

    /**
     * Takes over a descriptor that came from elsewhere. Its family, type and protocol are asked of the kernel. From now on
     * only this object may close it.
     *
     * @param fd a socket's number
     * @return the socket
     * @throws ErrnoException EBADF, ENOTSOCK; then the number is still the caller's
     */
    public static Socket adopt(int fd) throws ErrnoException {
        return SocketFactory.adopt(fd);
    }

    /**
     * A socket on a duplicate of a descriptor, as Python's {@code fromfd}.
     *
     * @param fd a socket's number, which stays the caller's
     * @return the socket
     * @throws ErrnoException EBADF, ENOTSOCK, EMFILE
     */
    public static Socket fromfd(int fd) throws ErrnoException {
        return SocketFactory.fromfd(fd);
    }

    /**
     * The timeout that sockets made from now on start with, as Python's {@code setdefaulttimeout}. Not those that are
     * accepted.
     *
     * @param timeout null for none
     */
    public static void setdefaulttimeout(@Nullable Duration timeout) {
        defaultTimeout = timeout == null ? null : Deadline.requireNonNegative(timeout);
    }

    /**
     * What {@link #setdefaulttimeout} has set.
     *
     * @return null for none
     */
    public static @Nullable Duration getdefaulttimeout() {
        return defaultTimeout;
    }

    /**
     * {@code bind(fd, address)}: gives the socket its address; bind(2). For a UNIX path it makes a file, which it never
     * removes or replaces: that is the caller's.
     *
     * @param address where to; port 0 lets the kernel choose
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
     * @param host an address, or a name, which is looked up; empty for any address. The look-up has no timeout
     * @param port 0 to 65535; 0 lets the kernel choose
     * @return this socket
     * @throws GaiException if there is no such name in this family
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
     * {@code listen(fd, backlog)}: lets others connect; listen(2).
     *
     * @param backlog how many connections may wait to be accepted
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
     * {@code accept4(fd, address, SOCK_CLOEXEC)}: waits for a connection and takes it; accept4(2). A connection that
     * failed before it was taken is passed over. {@link #peer} of the new socket is the address that came with it. The new
     * socket has no timeout, whatever this one has.
     *
     * <p>EMFILE and ENFILE come after a pause of 10 ms: the connection stays in the queue, and a loop would spin.
     *
     * @return the connection
     * @throws ErrnoException EINVAL if it does not listen, EMFILE, EAGAIN
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
     * @throws ErrnoException EINVAL if it does not listen, EMFILE
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
     * {@code connect(fd, address)}: connects, and waits until that is done; connect(2). A signal does not end the wait, and
     * a TCP connect is not called twice. With a timeout of zero EINPROGRESS says that it goes on: wait until the socket is
     * writable, and read {@code SO_ERROR}.
     *
     * @param address the other end
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
     * @param host an address, or a name, whose first address in this family is used; empty is this host. The timeout does not
     *     cover the look-up: {@link #createConnection(String, int, Duration)} does that, and tries all addresses
     * @param port 0 to 65535
     * @return this socket
     * @throws GaiException if there is no such name in this family
     * @throws ErrnoException ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EISCONN, EINPROGRESS
     * @throws IllegalArgumentException if the port is out of range
     */
    public Socket connect(String host, int port) throws IOException {
        return connect(Resolver.resolve(family, type, host, port, 0));
    }

    /**
     * {@code connect(fd, {AF_UNSPEC})}: dissolves the association with a peer, so that a datagram socket receives from all again;
     * connect(2). A TCP connection is aborted.
     *
     * @return this socket, whose {@link #peer} is null
     * @throws ErrnoException EBADF if it is closed
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
     * {@link #connect(Sockaddr)} with the errno as a value.
     *
     * @param address the other end
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
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 is the end of a stream, or an empty buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(MemorySegment buffer) throws ErrnoException {
        return recv(buffer, 0);
    }

    /**
     * {@link #recv(MemorySegment)} with flags.
     *
     * @param buffer where to; all of it may be filled
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
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 is the end of a stream, or an empty buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(byte[] buffer) throws ErrnoException {
        return sendRecv.recv(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #recv(MemorySegment)} into a part of an array.
     *
     * @param buffer where to
     * @param offset the first byte that may be filled
     * @param length how many may be
     * @param flags {@code MSG_PEEK}, {@code MSG_WAITALL}, …
     * @return the number of bytes; 0 is the end of a stream, or no room
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return sendRecv.recv(buffer, offset, length, flags);
    }

    /**
     * {@link #recv(MemorySegment)} that never waits and throws no exception for it.
     *
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 is the end of a stream; -1 if there is nothing yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public int tryRecv(MemorySegment buffer) throws ErrnoException {
        return sendRecv.tryRecv(buffer, 0);
    }

    /**
     * {@link #tryRecv(MemorySegment)} into an array.
     *
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 is the end of a stream; -1 if there is nothing yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public int tryRecv(byte[] buffer) throws ErrnoException {
        return sendRecv.tryRecv(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #tryRecv(MemorySegment)} into a buffer's remaining room. Its position moves on by what was received.
     *
     * @param buffer where to, not read-only
     * @return the number of bytes; 0 is the end of a stream; -1 if there is nothing yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public int tryRecv(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.tryRecv(buffer, 0);
    }

    /**
     * {@link #recv(MemorySegment)} into a buffer's remaining room. Its position moves on by what was received.
     *
     * @param buffer where to, not read-only
     * @return the number of bytes; 0 is the end of a stream, or a full buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.recv(buffer, 0);
    }

    /**
     * {@code recvmsg} into several buffers, which are filled in order; readv(2). Their positions move on. More than
     * {@code IOV_MAX}, 1024, are left for the next call.
     *
     * @param buffers where to, none read-only
     * @return the number of bytes; 0 is the end of a stream, or no room
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public long recv(ByteBuffer[] buffers) throws ErrnoException {
        return sendRecv.recv(buffers, 0);
    }

    /**
     * {@link #recv(MemorySegment)} into a new array.
     *
     * @param size at most so many bytes
     * @return what was received; empty at the end of a stream
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public byte[] recv(int size) throws ErrnoException {
        return recv(size, 0);
    }

    /**
     * {@link #recv(int)} with flags.
     *
     * @param size at most so many bytes
     * @param flags {@code MSG_PEEK}, {@code MSG_WAITALL}, …
     * @return what was received; empty at the end of a stream
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
     * @param buffer what to send
     * @return how many of its bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(MemorySegment buffer) throws ErrnoException {
        return send(buffer, 0);
    }

    /**
     * {@link #send(MemorySegment)} with flags.
     *
     * @param buffer what to send
     * @param flags {@code MSG_MORE}, {@code MSG_OOB}, {@code MSG_DONTWAIT}, …
     * @return how many of its bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(MemorySegment buffer, int flags) throws ErrnoException {
        return sendRecv.send(buffer, flags);
    }

    /**
     * {@link #send(MemorySegment)} from an array.
     *
     * @param buffer what to send
     * @return how many of its bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(byte[] buffer) throws ErrnoException {
        return sendRecv.send(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #send(MemorySegment)} from a part of an array.
     *
     * @param buffer what to send
     * @param offset its first byte
     * @param length how many
     * @param flags {@code MSG_MORE}, {@code MSG_OOB}, {@code MSG_DONTWAIT}, …
     * @return how many bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return sendRecv.send(buffer, offset, length, flags);
    }

    /**
     * {@link #send(MemorySegment)} that never waits and throws no exception for it.
     *
     * @param buffer what to send
     * @return how many of its bytes were taken, maybe not all; -1 if there is no room yet
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN
     */
    public int trySend(MemorySegment buffer) throws ErrnoException {
        return sendRecv.trySend(buffer, 0);
    }

    /**
     * {@link #trySend(MemorySegment)} from an array.
     *
     * @param buffer what to send
     * @return how many of its bytes were taken, maybe not all; -1 if there is no room yet
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN
     */
    public int trySend(byte[] buffer) throws ErrnoException {
        return sendRecv.trySend(buffer, 0, buffer.length, 0);
    }

    /**
     * {@link #trySend(MemorySegment)} from a buffer's remaining bytes. Its position moves on by what was taken.
     *
     * @param buffer what to send
     * @return how many bytes were taken, maybe not all; -1 if there is no room yet
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN
     */
    public int trySend(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.trySend(buffer, 0);
    }

    /**
     * {@link #send(MemorySegment)} from a buffer's remaining bytes. Its position moves on by what was taken.
     *
     * @param buffer what to send
     * @return how many bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(ByteBuffer buffer) throws ErrnoException {
        return sendRecv.send(buffer, 0);
    }

    /**
     * {@code sendmsg} from several buffers in order; writev(2). Their positions move on by what was taken. More than
     * {@code IOV_MAX}, 1024, are left for the next call.
     *
     * @param buffers what to send
     * @return how many bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public long send(ByteBuffer[] buffers) throws ErrnoException {
        return sendRecv.send(buffers, 0);
    }

    /**
     * {@code send} until all is sent. The timeout is for all of it. After an exception
     * {@link ErrnoException#transferred} says how much was taken; what the other end got is unknown.
     *
     * @param buffer what to send
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(MemorySegment buffer) throws ErrnoException {
        sendRecv.sendall(buffer, 0);
    }

    /**
     * {@link #sendall(MemorySegment)} from an array.
     *
     * @param buffer what to send
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(byte[] buffer) throws ErrnoException {
        sendall(MemorySegment.ofArray(buffer));
    }

    /**
     * {@link #sendall(MemorySegment)} from a buffer's remaining bytes. Its position moves on by what was taken, also when it
     * fails.
     *
     * @param buffer what to send
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
     * {@code recvfrom(fd, buffer, length, flags)}: receives, and says from whom; recvfrom(2).
     *
     * @param size at most so many bytes
     * @return the data, its sender, and how long it was
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public Datagram recvfrom(int size) throws ErrnoException {
        var buffer = new byte[size];
        var received = sendRecv.recvfrom(MemorySegment.ofArray(buffer), 0);
        return new Datagram(Arrays.copyOf(buffer, received.count()), received.length(), received.from());
    }

    /**
     * {@code recvfrom(fd, buffer, length, flags)} into memory; recvfrom(2).
     *
     * @param buffer where to; all of it may be filled
     * @param flags {@code MSG_PEEK}, {@code MSG_DONTWAIT}, …
     * @return how much came, and from whom
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public ReceiveResult recvfrom(MemorySegment buffer, int flags) throws ErrnoException {
        return sendRecv.recvfrom(buffer, flags);
    }

    /**
     * {@link #recvfrom(MemorySegment, int)} into a buffer's remaining room. Its position moves on by what was received.
     *
     * @param buffer where to, not read-only
     * @return how much came, and from whom
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
     * @param buffer what to send
     * @param flags {@code MSG_DONTWAIT}, …
     * @param address where to
     * @return how many bytes were taken: all, or an exception, if it is a datagram
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendto(MemorySegment buffer, int flags, Sockaddr address) throws ErrnoException {
        return sendRecv.sendto(buffer, flags, address);
    }

    /**
     * {@link #sendto(MemorySegment, int, Sockaddr)} from an array.
     *
     * @param buffer what to send
     * @param address where to
     * @return how many bytes were taken
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendto(byte[] buffer, Sockaddr address) throws ErrnoException {
        return sendRecv.sendto(MemorySegment.ofArray(buffer), 0, address);
    }

    /**
     * {@link #sendto(MemorySegment, int, Sockaddr)} from a buffer's remaining bytes. Its position moves on by what was taken.
     *
     * @param buffer what to send
     * @param address where to
     * @return how many bytes were taken
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
     * @param file where it is
     * @return how many bytes were sent
     * @throws IOException ENOENT, EACCES, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Path file) throws IOException {
        return sendfile(file, 0, 0);
    }

    /**
     * {@link #sendfile(Pollable, long, long)} of a file that is opened for it.
     *
     * @param file where it is
     * @param offset its first byte to send
     * @param count how many; 0 for all to the end
     * @return how many bytes were sent
     * @throws IOException ENOENT, EACCES, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Path file, long offset, long count) throws IOException {
        try (var opened = OpenFile.open(file, O_RDONLY)) {
            return sendfile(opened, offset, count);
        }
    }

    /**
     * {@code sendfile(fd, file, &offset, count)} until all is sent; sendfile(2). The file's own position is neither used nor
     * moved. A file that ends early, or becomes shorter meanwhile, is no error. The timeout is for all of it; after an
     * exception {@link ErrnoException#transferred} says how much was taken. The call waits for the disk, and raises
     * {@code SIGPIPE} for EPIPE, which the JVM ignores unless native code has set it to end the process.
     *
     * @param file an {@link OpenFile}, or anything with the descriptor of a file; not a pipe or a socket
     * @param offset its first byte to send
     * @param count how many; 0 for all to the end
     * @return how many bytes were sent: fewer than count if the file has no more
     * @throws IOException EBADF if it is not open for reading, ESPIPE, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Pollable file, long offset, long count) throws IOException {
        return files.sendfile(descriptorOf(file), offset, count, null);
    }

    /**
     * {@link #sendfile(Pollable, long, long)} that tells how far it is.
     *
     * @param file an {@link OpenFile}, or anything with the descriptor of a file
     * @param offset its first byte to send
     * @param count how many; 0 for all to the end
     * @param progress is given the bytes sent so far, after each piece of a MiB or less
     * @return how many bytes were sent
     * @throws IOException EBADF if it is not open for reading, ESPIPE, EISDIR, EPIPE, ECONNRESET, EAGAIN
     */
    public long sendfile(Pollable file, long offset, long count, LongConsumer progress) throws IOException {
        return files.sendfile(descriptorOf(file), offset, count, progress);
    }

    /**
     * A part of a channel's file. Java gives no descriptor of a channel, so this is no sendfile(2): 64 KiB at a time are read at
     * their position and sent, as Python does where it cannot do better. An {@link OpenFile} goes by the call itself.
     *
     * @param file open for reading; its position is neither used nor moved
     * @param offset its first byte to send
     * @param count how many; 0 for all to the end
     * @return how many bytes were sent
     * @throws IOException EPIPE, ECONNRESET, EAGAIN, or what the channel throws
     */
    public long sendfile(FileChannel file, long offset, long count) throws IOException {
        return files.sendfile(file, offset, count, null);
    }

    /**
     * {@link #recvfile(Pollable, long, long)} until the end of the stream, into a file that is created or emptied.
     *
     * @param file where to
     * @return how many bytes were written
     * @throws IOException EACCES, EISDIR, ENOSPC, ECONNRESET, EAGAIN
     */
    public long recvfile(Path file) throws IOException {
        try (var opened = OpenFile.open(file, O_WRONLY | O_CREAT | O_TRUNC)) {
            return recvfile(opened, 0, 0);
        }
    }

    /**
     * {@code splice} from the socket into a pipe and from there into a file, until all is written; splice(2). The file's own
     * position is neither used nor moved. The timeout is for all of it. After an exception
     * {@link ErrnoException#transferred} says how much was written, and {@link ErrnoException#undelivered} has what was
     * received after that and could not be.
     *
     * @param file an {@link OpenFile}, or anything with the descriptor of a file; not a pipe or a socket
     * @param offset where the first byte goes
     * @param count how many; 0 for all to the end of the stream
     * @return how many bytes were written: fewer than count if the stream has ended
     * @throws IOException EBADF if it is not open for writing, EINVAL with {@code O_APPEND}, ESPIPE, ENOSPC, ECONNRESET, EAGAIN
     */
    public long recvfile(Pollable file, long offset, long count) throws IOException {
        return files.recvfile(descriptorOf(file), offset, count, null);
    }

    /**
     * {@link #recvfile(Pollable, long, long)} that tells how far it is.
     *
     * @param file an {@link OpenFile}, or anything with the descriptor of a file
     * @param offset where the first byte goes
     * @param count how many; 0 for all to the end of the stream
     * @param progress is given the bytes written so far, after each piece of a MiB or less
     * @return how many bytes were written
     * @throws IOException EBADF if it is not open for writing, EINVAL with {@code O_APPEND}, ESPIPE, ENOSPC, ECONNRESET, EAGAIN
     */
    public long recvfile(Pollable file, long offset, long count, LongConsumer progress) throws IOException {
        return files.recvfile(descriptorOf(file), offset, count, progress);
    }

    /**
     * Into a channel's file, by recv and write of 64 KiB at a time: Java gives no descriptor of a channel. What was received
     * and could not be written is lost, the exception's message says how much.
     *
     * @param file open for writing, not for appending; its position is neither used nor moved
     * @param offset where the first byte goes
     * @param count how many; 0 for all to the end of the stream
     * @return how many bytes were written
     * @throws IOException ECONNRESET, EAGAIN, or what the channel throws
     */
    public long recvfile(FileChannel file, long offset, long count) throws IOException {
        return files.recvfile(file, offset, count, null);
    }

    /**
     * {@code sendmsg(fd, message, MSG_NOSIGNAL)}: sends buffers with an address and control messages; sendmsg(2).
     *
     * @param message what to send
     * @return how many bytes were taken; on a stream maybe not all, and the control messages went with the first
     * @throws ErrnoException EMSGSIZE, EPIPE, ECONNRESET, ETOOMANYREFS, EAGAIN
     * @throws IllegalArgumentException for control messages without a byte of data on a stream, which the kernel would drop
     */
    public long sendmsg(Message message) throws ErrnoException {
        return messages.sendmsg(message, 0);
    }

    /**
     * {@link #sendmsg(Message)} with flags.
     *
     * @param message what to send
     * @param flags {@code MSG_DONTWAIT}, {@code MSG_MORE}, {@code MSG_EOR}, …
     * @return how many bytes were taken
     * @throws ErrnoException EMSGSIZE, EPIPE, ECONNRESET, ETOOMANYREFS, EAGAIN
     */
    public long sendmsg(Message message, int flags) throws ErrnoException {
        return messages.sendmsg(message, flags);
    }

    /**
     * {@link #sendmsg(Message)} from an array, once, as Python's {@code sendmsg}.
     *
     * @param data what to send
     * @param control what goes with it
     * @return how many bytes were taken
     * @throws ErrnoException EMSGSIZE, EPIPE, ECONNRESET, ETOOMANYREFS, EAGAIN
     */
    public int sendmsg(byte[] data, ControlMessage... control) throws ErrnoException {
        return messages.sendmsg(data, control);
    }

    /**
     * {@code recvmsg(fd, message, MSG_CMSG_CLOEXEC)}: fills buffers, and says from whom, with which control messages, and what
     * was cut; recvmsg(2).
     *
     * @param message where to; what it held before is over
     * @return how many bytes are in the buffers; 0 is the end of a stream, or an empty datagram
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public long recvmsg(Message message) throws ErrnoException {
        return messages.recvmsg(message, 0);
    }

    /**
     * {@link #recvmsg(Message)} with flags. With {@code MSG_ERRQUEUE} it waits for the queue of errors, which C would not.
     *
     * @param message where to; what it held before is over
     * @param flags {@code MSG_PEEK}, {@code MSG_DONTWAIT}, {@code MSG_ERRQUEUE}, …; {@code MSG_WAITALL} only where there is no timeout
     * @return how many bytes are in the buffers
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN; with {@code MSG_ERRQUEUE} also an error that is not of the queue, and
     *     EAGAIN if the connection has ended
     */
    public long recvmsg(Message message, int flags) throws ErrnoException {
        return messages.recvmsg(message, flags);
    }

    /**
     * {@link #recvmsg(Message, int)} that never waits and throws no exception for it.
     *
     * @param message where to; what it held before is over
     * @param flags {@code MSG_PEEK}, {@code MSG_ERRQUEUE}, …
     * @return how many bytes are in the buffers; -1 if there is nothing yet
     * @throws ErrnoException ECONNRESET, ENOTCONN
     */
    public long tryRecvmsg(Message message, int flags) throws ErrnoException {
        return messages.tryRecvmsg(message, flags);
    }

    /**
     * {@link #recvmsg(Message)} into a new array, as Python's {@code recvmsg}.
     *
     * @param bufsize at most so many bytes
     * @param ancbufsize room for control messages, including those that options such as {@code SO_PASSCRED} add, which come before
     *     descriptors; rounded up to 8
     * @return what came; close it if there may be descriptors in it
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public ReceivedMessage recvmsg(int bufsize, int ancbufsize) throws ErrnoException {
        return messages.recvmsg(bufsize, ancbufsize, 0);
    }

    /**
     * Sends descriptors over a UNIX socket, as Python's {@code send_fds}. The other process gets duplicates; this one keeps its own.
     *
     * @param data what goes with them, at least one byte
     * @param descriptors 1 to 253
     * @return how many bytes of {@code data} were taken; the descriptors went with the first
     * @throws ErrnoException EBADF, EPIPE, ETOOMANYREFS, EAGAIN
     */
    public int sendFds(byte[] data, Pollable... descriptors) throws ErrnoException {
        return messages.sendFds(data, descriptors);
    }

    /**
     * Receives descriptors, as Python's {@code recv_fds}. Closing the result closes those that nobody
     * {@linkplain ReceivedDescriptor#take took}.
     *
     * @param bufsize at most so many bytes
     * @param count the maximum number of descriptors, 0 to 253; credentials, a pidfd and timestamps take none of their room
     * @return what came; its flags have {@code MSG_CTRUNC} if there were more, which are closed
     * @throws ErrnoException ECONNRESET, EAGAIN
     */
    public ReceivedMessage recvFds(int bufsize, int count) throws ErrnoException {
        return messages.recvFds(bufsize, count, 0);
    }

    /**
     * {@code sendmmsg(fd, messages, count, MSG_NOSIGNAL)}: many messages by one call; sendmmsg(2).
     *
     * @param batch what to send
     * @param first the first slot
     * @param count how many from there on
     * @param flags {@code MSG_DONTWAIT}, …
     * @return how many were taken, at least one; why the next was not, the next call tells
     * @throws ErrnoException EMSGSIZE, ECONNREFUSED from an earlier send, EAGAIN
     */
    public int sendmmsg(MessageBatch batch, int first, int count, int flags) throws ErrnoException {
        return messages.sendmmsg(batch, first, count, flags);
    }

    /**
     * {@code recvmmsg(fd, messages, capacity, MSG_WAITFORONE)}: waits for one message and takes with it those that are there;
     * recvmmsg(2). Unlike C it does not wait until all slots are full, and the timeout is the socket's, which is kept.
     *
     * @param batch where to; what it held before is over
     * @param flags {@code MSG_DONTWAIT}, …
     * @return how many came, at least one
     * @throws ErrnoException ECONNREFUSED from an earlier send, EAGAIN
     */
    public int recvmmsg(MessageBatch batch, int flags) throws ErrnoException {
        return messages.recvmmsg(batch, flags);
    }

    /**
     * {@link #recvmmsg} that never waits.
     *
     * @param batch where to; what it held before is over
     * @return how many came; 0 if there is nothing yet
     * @throws ErrnoException ECONNREFUSED from an earlier send
     */
    public int tryRecvmmsg(MessageBatch batch) throws ErrnoException {
        return messages.recvmmsg(batch, 0, Deadline.NOW);
    }

    /**
     * Sending without a copy, by {@code MSG_ZEROCOPY}; it sets {@code SO_ZEROCOPY}. One for a socket.
     *
     * @return the sender
     * @throws ErrnoException EOPNOTSUPP if it is not TCP, UDP, …
     */
    public ZeroCopy zeroCopy() throws ErrnoException {
        return new ZeroCopy(this, messages);
    }

    /**
     * {@code shutdown(fd, how)}: ends one direction or both, for everybody who has this socket; shutdown(2).
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
     * {@code getsockname(fd)}: this end's address; getsockname(2).
     *
     * @return the address, with the port that the kernel chose
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
     * {@code getpeername(fd)}: the other end's address; getpeername(2). {@link #peer} remembers it longer.
     *
     * @return the address
     * @throws ErrnoException ENOTCONN, also when the other end is gone
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
     * The other end's address: what came with {@code accept} or went into {@code connect}, or what getpeername(2) reports. It is
     * remembered, so it is there when the other end is gone.
     *
     * @return the address; null if this socket is not connected
     */
    public @Nullable Sockaddr peer() {
        if (peer == null && !descriptor.isClosed()) {
            try {
                peer = getpeername();
            } catch (ErrnoException notConnected) {
                // ENOTCONN, or EBADF of a close in this moment: there is no peer, which null says.
                return null;
            }
        }
        return peer;
    }

    /**
     * {@code setsockopt(fd, level, option, value, length)} with a value of its type: {@code setsockopt(TCP_NODELAY, true)};
     * setsockopt(2).
     *
     * @param <T> what the value is
     * @param option from {@link SocketOptions}, {@link TcpOptions}, {@link IpOptions}, {@link Ipv6Options}, {@link UdpOptions}
     * @param value a time is rounded up to the option's unit
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
     * {@code getsockopt(fd, level, option, value, length)} with a value of its type; getsockopt(2).
     *
     * @param <T> what the value is
     * @param option from {@link SocketOptions}, {@link TcpOptions}, {@link IpOptions}, {@link Ipv6Options}, {@link UdpOptions}
     * @return the value
     * @throws ErrnoException ENOPROTOOPT, ENOTCONN, EOPNOTSUPP
     * @throws IllegalStateException if the kernel's answer has another length than this option's values have
     */
    public <T> T getsockopt(ReadableOption<T> option) throws ErrnoException {
        int fd = descriptor.acquire("getsockopt");
        try {
            return option.read(fd);
        } finally {
            descriptor.release();
        }
    }

    /**
     * Joins and leaves multicast groups on an interface that the kernel chooses by its routes; ip(7), ipv6(7).
     *
     * @return the groups of this socket
     */
    public Multicast multicast() {
        return multicast(0);
    }

    /**
     * Joins and leaves multicast groups on an interface; ip(7), ipv6(7).
     *
     * @param ifindex the interface's number; 0 lets the kernel choose
     * @return the groups of this socket
     */
    public Multicast multicast(int ifindex) {
        return new Multicast(options, family, ifindex);
    }

    /**
     * {@link #multicast(int)} by the name of the interface; if_nametoindex(3).
     *
     * @param name {@code "lo"}, {@code "eth0"}, …
     * @return the groups of this socket
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
     * @param value 0 and 1 for a switch
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
     * @param value its bytes, as C has them
     * @return this socket
     * @throws ErrnoException ENOPROTOOPT, EINVAL
     */
    public Socket setsockopt(int level, int option, byte[] value) throws ErrnoException {
        options.set(level, option, value);
        if (level == SOL_SOCKET && value.length == TIMEVAL_BYTES) {
            // SO_RCVTIMEO has several numbers, and this may be one of them.
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
     * @throws IllegalArgumentException if there is a NUL in the name
     */
    public Socket setsockopt(int level, int option, String value) throws ErrnoException {
        options.set(level, option, value);
        noteTimeouts(level, option);
        return this;
    }

    /** Calls that wait outside the kernel have to ask for the kernel's timeouts from now on. */
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
     * @return the value; Linux answers twice what was set for {@code SO_RCVBUF} and {@code SO_SNDBUF}
     * @throws ErrnoException ENOPROTOOPT
     * @throws IllegalArgumentException if the option is neither
     */
    public int getsockopt(int level, int option) throws ErrnoException {
        return options.get(level, option);
    }

    /**
     * {@code getsockopt(fd, level, option, value, length)} for any option; getsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param option {@code SO_LINGER}, {@code TCP_INFO}, {@code TCP_CONGESTION}, …
     * @param size room for so many bytes
     * @return as many as the kernel wrote
     * @throws ErrnoException ENOPROTOOPT
     */
    public byte[] getsockopt(int level, int option, int size) throws ErrnoException {
        return options.get(level, option, size);
    }

    /**
     * How long calls wait, as Python's {@code settimeout}: it is for all of a {@code sendall} together, and it never ends
     * early. It sets {@code O_NONBLOCK} on the descriptor, also for others that have a duplicate of it.
     *
     * @param timeout null waits for ever; zero does not wait: such calls throw a {@link WouldBlockException}
     * @throws ErrnoException EBADF if it is closed
     */
    public void settimeout(@Nullable Duration timeout) throws ErrnoException {
        mode.settimeout(timeout);
    }

    /**
     * What {@link #settimeout} has set.
     *
     * @return null for none
     */
    public @Nullable Duration gettimeout() {
        return mode.timeout();
    }

    /**
     * {@code settimeout(null)} or {@code settimeout(Duration.ZERO)}.
     *
     * @param blocking whether calls wait
     * @throws ErrnoException EBADF if it is closed
     */
    public void setblocking(boolean blocking) throws ErrnoException {
        settimeout(blocking ? null : Duration.ZERO);
    }

    /**
     * Whether calls wait, with or without a timeout.
     *
     * @return whether the timeout is not zero
     */
    public boolean getblocking() {
        return !Duration.ZERO.equals(gettimeout());
    }

    /**
     * Whether a program that this one executes gets the descriptor: {@code FD_CLOEXEC}; fcntl(2).
     *
     * @param inheritable false from birth
     * @throws ErrnoException EBADF if it is closed
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
     * What {@link #setInheritable} has set.
     *
     * @return whether {@code FD_CLOEXEC} is not set
     * @throws ErrnoException EBADF if it is closed
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
     * {@code fcntl(fd, F_DUPFD_CLOEXEC)}: another descriptor of the same socket; dup(2). Closing one leaves the other open. Timeouts are each
     * one's own, {@code O_NONBLOCK} is not. A platform thread that is blocked in the kernel when the duplicate is made can be woken only by
     * a shutdown of the connection that both have; later calls are woken without one.
     *
     * @return the other socket
     * @throws ErrnoException EMFILE
     */
    public Socket dup() throws ErrnoException {
        int fd = descriptor.acquire("fcntl");
        try {
            int sameType = mode.isNonblocking() ? type | SOCK_NONBLOCK : type;
            int number = SocketFactory.duplicate(fd);
            share();
            var duplicate =
                    new Socket(Descriptor.withoutShutdown(number), family, sameType, protocol, gettimeout());
            duplicate.mode.kernelTimeoutsMayBeSet();
            duplicate.peer = peer;
            return duplicate;
        } finally {
            descriptor.release();
        }
    }

    /** The file has another owner from now on, which may set its flags and timeouts, and which a shutdown would reach. */
    void share() {
        mode.kernelTimeoutsMayBeSet();
        descriptor.share();
    }

    /**
     * Gives the descriptor to the caller, who has to close it. This socket is closed from now on.
     *
     * @return the number
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if another thread is in a call
     */
    public int detach() throws ErrnoException {
        return descriptor.detach();
    }

    /**
     * This socket as streams and as a channel, as Python's {@code makefile}. Closing those leaves the socket open.
     *
     * @return the file
     */
    public SocketFile makefile() {
        return new SocketFile(this);
    }

    /**
     * The address family it was made with.
     *
     * @return {@code AF_INET}, …
     */
    public int family() {
        return family;
    }

    /**
     * The type it was made with.
     *
     * @return {@code SOCK_STREAM}, …
     */
    public int type() {
        return type;
    }

    /**
     * The protocol it was made with.
     *
     * @return 0 for the family's own
     */
    public int protocol() {
        return protocol;
    }

    /**
     * For people.
     *
     * @return {@code Socket[fd=7, AF_INET, SOCK_STREAM, 127.0.0.1:9999 -> 127.0.0.1:40000]}
     */
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
            // What is known so far is the answer: a socket without a peer has none.
        }
        return text + "]";
    }

    /** A file's descriptor; of a user's own kind, one that is never closed here. */
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
