package io.sockeye.benchmarks.echo;

import static java.lang.foreign.MemorySegment.NULL;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import java.lang.foreign.MemorySegment;

/** The loop on {@code io.sockeye.bindings}, which calls through the Foreign Function &amp; Memory API. */
final class EchoSyscalls extends EchoNumbers {
    @Override
    int socket(int domain, int type) {
        return SocketSyscalls.socket(domain, type, 0);
    }

    @Override
    int setsockopt(int fd, int level, int option, MemorySegment value) {
        return SocketSyscalls.setsockopt(fd, level, option, value, (int) value.byteSize());
    }

    @Override
    int bind(int fd, SockaddrStorage address) {
        return SocketSyscalls.bind(fd, address.address(), address.length());
    }

    @Override
    int listen(int fd, int backlog) {
        return SocketSyscalls.listen(fd, backlog);
    }

    @Override
    int getsockname(int fd, SockaddrStorage address) {
        return SocketSyscalls.getsockname(fd, address.address(), address.lengthPointer());
    }

    @Override
    int accept4(int fd, int flags) {
        return SocketSyscalls.accept4(fd, NULL, NULL, flags);
    }

    @Override
    long recv(int fd, MemorySegment buffer, long length) {
        return SocketSyscalls.recv(fd, buffer, length, 0);
    }

    @Override
    long send(int fd, MemorySegment buffer, long length, int flags) {
        return SocketSyscalls.send(fd, buffer, length, flags);
    }

    @Override
    int close(int fd) {
        return FileSyscalls.close(fd);
    }

    @Override
    int epoll_create1(int flags) {
        return EpollSyscalls.epoll_create1(flags);
    }

    @Override
    int epoll_ctl(int epfd, int operation, int fd, MemorySegment event) {
        return EpollSyscalls.epoll_ctl(epfd, operation, fd, event);
    }

    @Override
    int epoll_wait(int epfd, MemorySegment events, int maxevents) {
        return EpollSyscalls.epoll_wait(epfd, events, maxevents, -1);
    }
}
