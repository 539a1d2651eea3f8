package io.sockeye.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The system calls through JNI, with which the syscalls floor is compared; native/src/main/c/sockeye_jni.c. Each returns a result or
 * -errno. Addresses are of native memory that the caller keeps alive. Loading this class compiles the library.
 */
// System.load is restricted, as all native code is.
@SuppressWarnings("restricted")
public final class JniCalls {
    static {
        try {
            System.load(NativeProgram.library("sockeye_jni").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the library was compiled", e);
        }
    }

    private JniCalls() {}

    public static native long recv(int fd, long buffer, long length, int flags);

    public static native long send(int fd, long buffer, long length, int flags);

    public static native long read(int fd, long buffer, long length);

    public static native long write(int fd, long buffer, long length);

    public static native int getsockopt(int fd, int level, int optname, long optval, long optlen);

    public static native int socket(int domain, int type, int protocol);

    public static native int setsockopt(int fd, int level, int optname, long optval, int optlen);

    public static native int bind(int fd, long addr, int addrlen);

    public static native int listen(int fd, int backlog);

    public static native int getsockname(int fd, long addr, long addrlen);

    public static native int accept4(int fd, long addr, long addrlen, int flags);

    public static native int close(int fd);

    // Names of C have an underscore.
    @SuppressWarnings("MethodName")
    public static native int epoll_create1(int flags);

    @SuppressWarnings("MethodName")
    public static native int epoll_ctl(int epfd, int op, int fd, long event);

    @SuppressWarnings("MethodName")
    public static native int epoll_wait(int epfd, long events, int maxevents, int timeout);
}
