package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNABORTED;
import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SOMAXCONN;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.SocketSyscalls;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket; socket(7). Its methods are the system calls of the same names.
 *
 * <p>Any thread may use it, and any thread may close it at any time: whoever is in a call comes out with a
 * {@link ClosedDescriptorException}. Two threads that send at once may mix their bytes, as in C. Every descriptor is
 * close-on-exec from birth.
 */
public final class Socket implements Pollable, AutoCloseable {
    private static final class Names {
        static final Symbols FAMILIES = new Symbols(SocketConstants.class, "AF_", "AF_LOCAL");
        static final Symbols TYPES = new Symbols(SocketConstants.class, "SOCK_", "SOCK_CLOEXEC", "SOCK_NONBLOCK");
    }

    private final Descriptor descriptor;
    private final Transfer transfer;
    private final int family;
    private final int type;
    private final int protocol;
    private volatile @Nullable Sockaddr peer;

    /**
     * {@code socket(family, type, protocol)}, with {@code SOCK_CLOEXEC}; socket(2).
     *
     * @param family {@code AF_INET}, {@code AF_INET6}, {@code AF_UNIX}
     * @param type {@code SOCK_STREAM}, {@code SOCK_DGRAM}, {@code SOCK_SEQPACKET}, {@code SOCK_RAW}
     * @param protocol 0, or a protocol of the family
     * @throws ErrnoException EAFNOSUPPORT, EPROTONOSUPPORT, EPERM, EMFILE
     */
    public Socket(int family, int type, int protocol) throws ErrnoException {
        this(open(family, type, protocol), family, type, protocol, null);
    }

    private Socket(int number, int family, int type, int protocol, @Nullable Sockaddr peer) {
        this.descriptor = new Descriptor(number);
        this.transfer = new Transfer(descriptor);
        this.family = family;
        this.type = type;
        this.protocol = protocol;
        this.peer = peer;
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

    private static int open(int family, int type, int protocol) throws ErrnoException {
        int number = SocketSyscalls.socket(family, type | SOCK_CLOEXEC, protocol);
        if (number < 0) {
            var what = Names.FAMILIES.name(family) + ", " + Names.TYPES.name(type) + ", " + protocol;
            throw ErrnoException.of("socket", what, -number);
        }
        return number;
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
        int fd = descriptor.enter("bind");
        var workspace = Workspace.borrow();
        try {
            address.copyTo(workspace.address);
            int result = SocketSyscalls.bind(fd, workspace.address.address(), workspace.address.length());
            check("bind", address, result);
            return this;
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /**
     * {@link #bind(Sockaddr)} to an IPv4 or IPv6 address.
     *
     * @param host the address as text; no name is looked up
     * @param port 0 to 65535; 0 lets the kernel choose
     * @return this socket
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public Socket bind(String host, int port) throws ErrnoException {
        return bind(Sockaddr.of(host, port));
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
        int fd = descriptor.enter("listen");
        try {
            check("listen", null, SocketSyscalls.listen(fd, backlog));
            return this;
        } finally {
            descriptor.leave();
        }
    }

    /**
     * {@code accept4(fd, address, SOCK_CLOEXEC)}: waits for a connection and takes it; accept4(2). A connection that
     * failed before it was taken is passed over. {@link #peer} of the new socket is the address that came with it.
     *
     * @return the connection
     * @throws ErrnoException EINVAL if it does not listen, EMFILE
     */
    public Socket accept() throws ErrnoException {
        int fd = descriptor.enter("accept4");
        var workspace = Workspace.borrow();
        try {
            for (; ; ) {
                var address = workspace.address;
                address.clear();
                int result = SocketSyscalls.accept4(fd, address.address(), address.lengthPointer(), SOCK_CLOEXEC);
                if (result >= 0) {
                    return accepted(result, address);
                }
                if (descriptor.isClosed()) {
                    throw descriptor.closed("accept4");
                }
                if (result != -EINTR && result != -ECONNABORTED) {
                    throw ErrnoException.of("accept4", descriptor.toString(), -result);
                }
            }
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    private Socket accepted(int number, SockaddrStorage address) {
        try {
            return new Socket(number, family, type, protocol, Sockaddr.of(address));
        } catch (IllegalArgumentException unknownFamily) {
            new Descriptor(number).close();
            throw unknownFamily;
        }
    }

    /**
     * {@code connect(fd, address)}: connects, and waits until that is done; connect(2). A signal does not end the wait, and
     * connect is not called twice.
     *
     * @param address the other end
     * @return this socket
     * @throws ErrnoException ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EISCONN, ENOENT
     */
    public Socket connect(Sockaddr address) throws ErrnoException {
        int fd = descriptor.enter("connect");
        var workspace = Workspace.borrow();
        try {
            address.copyTo(workspace.address);
            int result = SocketSyscalls.connect(fd, workspace.address.address(), workspace.address.length());
            if (result == -EINTR || result == -EINPROGRESS) {
                // It goes on without us. A second connect would say EALREADY or EISCONN; connect(2), EINTR.
                Waiting.ready(fd, POLLOUT, Waiting.FOREVER);
                result = -getsockopt(SOL_SOCKET, SO_ERROR);
            }
            if (descriptor.isClosed()) {
                throw descriptor.closed("connect");
            }
            check("connect", address, result);
            peer = address;
            return this;
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /**
     * {@link #connect(Sockaddr)} to an IPv4 or IPv6 address.
     *
     * @param host the address as text; no name is looked up
     * @param port 0 to 65535
     * @return this socket
     * @throws ErrnoException ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EISCONN
     */
    public Socket connect(String host, int port) throws ErrnoException {
        return connect(Sockaddr.of(host, port));
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
        return transfer.recv(buffer, flags);
    }

    /**
     * {@link #recv(MemorySegment)} into an array.
     *
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 is the end of a stream, or an empty buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(byte[] buffer) throws ErrnoException {
        return transfer.recv(MemorySegment.ofArray(buffer), 0);
    }

    /**
     * {@link #recv(MemorySegment)} into a buffer's remaining room. Its position moves on by what was received.
     *
     * @param buffer where to, not read-only
     * @return the number of bytes; 0 is the end of a stream, or a full buffer
     * @throws ErrnoException ECONNRESET, ENOTCONN, EAGAIN
     */
    public int recv(ByteBuffer buffer) throws ErrnoException {
        int count = transfer.recv(MemorySegment.ofBuffer(buffer), 0);
        buffer.position(buffer.position() + Math.min(count, buffer.remaining()));
        return count;
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
        int count = recv(MemorySegment.ofArray(buffer), flags);
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
        return transfer.send(buffer, 0, flags);
    }

    /**
     * {@link #send(MemorySegment)} from an array.
     *
     * @param buffer what to send
     * @return how many of its bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(byte[] buffer) throws ErrnoException {
        return send(MemorySegment.ofArray(buffer));
    }

    /**
     * {@link #send(MemorySegment)} from a buffer's remaining bytes. Its position moves on by what was taken.
     *
     * @param buffer what to send
     * @return how many bytes were taken, maybe not all
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public int send(ByteBuffer buffer) throws ErrnoException {
        int count = send(MemorySegment.ofBuffer(buffer));
        buffer.position(buffer.position() + count);
        return count;
    }

    /**
     * {@code send} until all is sent. After an exception it is unknown how much the other end got.
     *
     * @param buffer what to send
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(MemorySegment buffer) throws ErrnoException {
        for (long sent = 0; sent < buffer.byteSize(); ) {
            sent += transfer.send(buffer, sent, 0);
        }
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
     * {@link #sendall(MemorySegment)} from a buffer's remaining bytes. Its position moves to its limit.
     *
     * @param buffer what to send
     * @throws ErrnoException EPIPE, ECONNRESET, ENOTCONN, EAGAIN
     */
    public void sendall(ByteBuffer buffer) throws ErrnoException {
        sendall(MemorySegment.ofBuffer(buffer));
        buffer.position(buffer.limit());
    }

    /**
     * {@code shutdown(fd, how)}: ends one direction or both, for everybody who has this socket; shutdown(2).
     *
     * @param how {@code SHUT_RD}, {@code SHUT_WR}, {@code SHUT_RDWR}
     * @throws ErrnoException ENOTCONN
     */
    public void shutdown(int how) throws ErrnoException {
        int fd = descriptor.enter("shutdown");
        try {
            check("shutdown", null, SocketSyscalls.shutdown(fd, how));
        } finally {
            descriptor.leave();
        }
    }

    /**
     * {@code getsockname(fd)}: this end's address; getsockname(2).
     *
     * @return the address, with the port that the kernel chose
     * @throws ErrnoException ENOBUFS
     */
    public Sockaddr getsockname() throws ErrnoException {
        int fd = descriptor.enter("getsockname");
        var workspace = Workspace.borrow();
        try {
            var address = workspace.address;
            address.clear();
            int result = SocketSyscalls.getsockname(fd, address.address(), address.lengthPointer());
            check("getsockname", null, result);
            return Sockaddr.of(address);
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /**
     * {@code getpeername(fd)}: the other end's address; getpeername(2). {@link #peer} remembers it longer.
     *
     * @return the address
     * @throws ErrnoException ENOTCONN, also when the other end is gone
     */
    public Sockaddr getpeername() throws ErrnoException {
        int fd = descriptor.enter("getpeername");
        var workspace = Workspace.borrow();
        try {
            var address = workspace.address;
            address.clear();
            int result = SocketSyscalls.getpeername(fd, address.address(), address.lengthPointer());
            check("getpeername", null, result);
            return Sockaddr.of(address);
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /**
     * The address that came with {@code accept} or went into {@code connect}. It is remembered, so it costs no call, and it is
     * there when the other end is gone.
     *
     * @return the address; null if this socket was neither accepted nor connected
     */
    public @Nullable Sockaddr peer() {
        return peer;
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
        int fd = descriptor.enter("setsockopt");
        var workspace = Workspace.borrow();
        try {
            workspace.value.set(JAVA_INT, 0, value);
            check("setsockopt", null, SocketSyscalls.setsockopt(fd, level, option, workspace.value, Integer.BYTES));
            return this;
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /**
     * {@code getsockopt(fd, level, option)} for an option that is an int; getsockopt(2).
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @param option {@code SO_RCVBUF}, {@code SO_ERROR}, …
     * @return the value; Linux answers twice what was set for {@code SO_RCVBUF} and {@code SO_SNDBUF}
     * @throws ErrnoException ENOPROTOOPT
     */
    public int getsockopt(int level, int option) throws ErrnoException {
        int fd = descriptor.enter("getsockopt");
        var workspace = Workspace.borrow();
        try {
            workspace.value.set(JAVA_INT, 0, 0);
            workspace.valueLength.set(JAVA_INT, 0, Integer.BYTES);
            int result = SocketSyscalls.getsockopt(fd, level, option, workspace.value, workspace.valueLength);
            check("getsockopt", null, result);
            return workspace.value.get(JAVA_INT, 0);
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
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

    @Override
    public int fileno() {
        return descriptor.number();
    }

    Descriptor descriptor() {
        return descriptor;
    }

    /**
     * {@code close(fd)}, once; close(2). It may be called from any thread and more than once. Calls that are inside end with
     * a {@link ClosedDescriptorException}; the last of them gives the number back.
     */
    @Override
    public void close() {
        descriptor.close();
    }

    /**
     * For people.
     *
     * @return {@code Socket[fd=7, AF_INET, SOCK_STREAM, 127.0.0.1:9999 -> 127.0.0.1:40000]}
     */
    @Override
    public String toString() {
        var kind = Names.FAMILIES.name(family) + ", " + Names.TYPES.name(type);
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

    private void check(String call, @Nullable Sockaddr address, int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of(call, descriptor + (address == null ? "" : ", " + address), -result);
        }
    }
}
