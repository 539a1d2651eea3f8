package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.measure.JniCalls;
import io.sockeye.bindings.SockaddrStorage;
import java.lang.foreign.MemorySegment;

/** The same loop through JNI. */
final class EchoJni extends EchoNumbers {
    // SAFETY: all memory is of the loop's own arena, which lives as long as it, and the lengths are its own.
    @Override
    int socket(int domain, int type) {
        return JniCalls.socket(domain, type, 0);
    }

    @Override
    int setsockopt(int fd, int level, int option, MemorySegment value) {
        return JniCalls.setsockopt(fd, level, option, value.address(), (int) value.byteSize());
    }

    @Override
    int bind(int fd, SockaddrStorage address) {
        return JniCalls.bind(fd, address.address().address(), address.length());
    }

    @Override
    int listen(int fd, int backlog) {
        return JniCalls.listen(fd, backlog);
    }

    @Override
    int getsockname(int fd, SockaddrStorage address) {
        return JniCalls.getsockname(fd, address.address().address(), address.lengthPointer().address());
    }

    @Override
    int accept4(int fd, int flags) {
        return JniCalls.accept4(fd, 0, 0, flags);
    }

    @Override
    long recv(int fd, MemorySegment buffer, long length) {
        return JniCalls.recv(fd, buffer.address(), length, 0);
    }

    @Override
    long send(int fd, MemorySegment buffer, long length, int flags) {
        return JniCalls.send(fd, buffer.address(), length, flags);
    }

    @Override
    int close(int fd) {
        return JniCalls.close(fd);
    }

    @Override
    int epoll_create1(int flags) {
        return JniCalls.epoll_create1(flags);
    }

    @Override
    int epoll_ctl(int epfd, int operation, int fd, MemorySegment event) {
        return JniCalls.epoll_ctl(epfd, operation, fd, event.address());
    }

    @Override
    int epoll_wait(int epfd, MemorySegment events, int maxevents) {
        return JniCalls.epoll_wait(epfd, events.address(), maxevents, -1);
    }
}
