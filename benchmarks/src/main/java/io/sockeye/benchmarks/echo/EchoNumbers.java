package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_NONBLOCK;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Errno;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.SockaddrStorage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * Echo by epoll, level-triggered, on descriptor numbers. Subclasses make the calls, and return a result or -errno. One thread serves all
 * clients, so a number can be closed as soon as its event has been handled.
 */
abstract class EchoNumbers {
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment buffer = arena.allocate(EchoMain.BUFFER_BYTES);
    private final MemorySegment one = arena.allocateFrom(JAVA_INT, 1);
    private final EpollEventArray events = new EpollEventArray(arena, EchoMain.EVENTS);
    private final EpollEventArray change = new EpollEventArray(arena, 1);
    private int server = -1;
    private int epoll = -1;

    /** What is still to be sent to clients, by descriptor number. */
    private final Map<Integer, MemorySegment> behind = new HashMap<>();

    abstract int socket(int domain, int type);

    abstract int setsockopt(int fd, int level, int option, MemorySegment value);

    abstract int bind(int fd, SockaddrStorage address);

    abstract int listen(int fd, int backlog);

    abstract int getsockname(int fd, SockaddrStorage address);

    abstract int accept4(int fd, int flags);

    abstract long recv(int fd, MemorySegment buffer, long length);

    abstract long send(int fd, MemorySegment buffer, long length, int flags);

    abstract int close(int fd);

    // Names of C have an underscore.
    @SuppressWarnings("MethodName")
    abstract int epoll_create1(int flags);

    @SuppressWarnings("MethodName")
    abstract int epoll_ctl(int epfd, int operation, int fd, MemorySegment event);

    @SuppressWarnings("MethodName")
    abstract int epoll_wait(int epfd, MemorySegment events, int maxevents);

    final void serve(int port) throws IOException {
        listen(port);
        while (true) {
            round();
        }
    }

    private void listen(int port) throws IOException {
        var address = new SockaddrStorage(arena);
        address.setInet(0x7f000001, port);
        server = checked("socket", socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK));
        epoll = checked("epoll_create1", epoll_create1(EPOLL_CLOEXEC));
        checked("setsockopt", setsockopt(server, SOL_SOCKET, SO_REUSEADDR, one));
        checked("bind", bind(server, address));
        checked("listen", listen(server, EchoMain.BACKLOG));
        address.clear();
        checked("getsockname", getsockname(server, address));
        control(EPOLL_CTL_ADD, server, EPOLLIN);
        EchoMain.listens(address.port());
    }

    private void round() throws IOException {
        int count = epoll_wait(epoll, events.segment(), EchoMain.EVENTS);
        if (count != -EINTR) {
            checked("epoll_wait", count);
        }
        for (int i = 0; i < count; i++) {
            int fd = (int) events.token(i);
            if (fd == server) {
                accept();
            } else {
                answer(fd);
            }
        }
    }

    private void accept() throws IOException {
        int fd = accept4(server, SOCK_CLOEXEC | SOCK_NONBLOCK);
        // The client may have closed the connection again. Other errors would come back at once: they end the server.
        if (fd != -EAGAIN) {
            checked("accept4", fd);
            checked("setsockopt", setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, one));
            control(EPOLL_CTL_ADD, fd, EPOLLIN);
        }
    }

    private void answer(int fd) throws IOException {
        var unsent = behind.isEmpty() ? null : behind.get(fd);
        if (unsent != null) {
            catchUp(fd, unsent);
            return;
        }
        long count = recv(fd, buffer, EchoMain.BUFFER_BYTES);
        if (count > 0) {
            long sent = send(fd, buffer, count, MSG_NOSIGNAL);
            if (sent == -EAGAIN || (sent >= 0 && sent < count)) {
                behind.put(fd, copy(buffer.asSlice(Math.max(0, sent), count - Math.max(0, sent))));
                control(EPOLL_CTL_MOD, fd, EPOLLOUT);
            } else if (sent < 0) {
                end(fd);
            }
        } else if (count != -EAGAIN) {
            end(fd);
        }
    }

    private void catchUp(int fd, MemorySegment unsent) throws IOException {
        long sent = send(fd, unsent, unsent.byteSize(), MSG_NOSIGNAL);
        if (sent == unsent.byteSize()) {
            behind.remove(fd);
            control(EPOLL_CTL_MOD, fd, EPOLLIN);
        } else if (sent >= 0) {
            behind.put(fd, unsent.asSlice(sent));
        } else if (sent != -EAGAIN) {
            end(fd);
        }
    }

    private static MemorySegment copy(MemorySegment data) {
        var copy = Arena.ofAuto().allocate(data.byteSize());
        MemorySegment.copy(data, JAVA_BYTE, 0, copy, JAVA_BYTE, 0, data.byteSize());
        return copy;
    }

    private void end(int fd) {
        behind.remove(fd);
        // SAFETY: a number has one event in a batch, which is this one; nothing else of ours knows it. Its errors mean nothing here.
        close(fd);
    }

    private void control(int operation, int fd, int mask) throws IOException {
        change.set(0, mask, fd);
        checked("epoll_ctl", epoll_ctl(epoll, operation, fd, change.segment()));
    }

    private static int checked(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": " + new Errno(-result));
        }
        return result;
    }
}
