/*
 * The calls that the benchmarks compare, through JNI: one native method of JniCalls for each, with a descriptor, an address and a
 * length, and a result or -errno, as the syscalls floor has it. For benchmarks only. They compile it themselves; by hand:
 *
 *     cc -O2 -shared -fPIC -I$JAVA_HOME/include -I$JAVA_HOME/include/linux -o /tmp/libsockeye_jni.so \
 *         native/src/main/c/sockeye_jni.c
 */
#define _GNU_SOURCE
#include <errno.h>
#include <jni.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define CALL(type, name, ...) \
    JNIEXPORT type JNICALL Java_io_sockeye_benchmarks_measure_JniCalls_##name(JNIEnv *env, jclass class, __VA_ARGS__)

#define UNUSED \
    (void)env; \
    (void)class

static long result_of(long result) {
    return result < 0 ? -errno : result;
}

static void *pointer(jlong address) {
    return (void *)(intptr_t)address;
}

CALL(jlong, recv, jint fd, jlong buffer, jlong length, jint flags) {
    UNUSED;
    return result_of(recv(fd, pointer(buffer), length, flags));
}

CALL(jlong, send, jint fd, jlong buffer, jlong length, jint flags) {
    UNUSED;
    return result_of(send(fd, pointer(buffer), length, flags));
}

CALL(jlong, read, jint fd, jlong buffer, jlong length) {
    UNUSED;
    return result_of(read(fd, pointer(buffer), length));
}

CALL(jlong, write, jint fd, jlong buffer, jlong length) {
    UNUSED;
    return result_of(write(fd, pointer(buffer), length));
}

CALL(jint, getsockopt, jint fd, jint level, jint optname, jlong optval, jlong optlen) {
    UNUSED;
    return result_of(getsockopt(fd, level, optname, pointer(optval), pointer(optlen)));
}

CALL(jint, socket, jint domain, jint type, jint protocol) {
    UNUSED;
    return result_of(socket(domain, type, protocol));
}

CALL(jint, setsockopt, jint fd, jint level, jint optname, jlong optval, jint optlen) {
    UNUSED;
    return result_of(setsockopt(fd, level, optname, pointer(optval), optlen));
}

CALL(jint, bind, jint fd, jlong addr, jint addrlen) {
    UNUSED;
    return result_of(bind(fd, pointer(addr), addrlen));
}

CALL(jint, listen, jint fd, jint backlog) {
    UNUSED;
    return result_of(listen(fd, backlog));
}

CALL(jint, getsockname, jint fd, jlong addr, jlong addrlen) {
    UNUSED;
    return result_of(getsockname(fd, pointer(addr), pointer(addrlen)));
}

CALL(jint, accept4, jint fd, jlong addr, jlong addrlen, jint flags) {
    UNUSED;
    return result_of(accept4(fd, pointer(addr), pointer(addrlen), flags));
}

CALL(jint, close, jint fd) {
    UNUSED;
    return result_of(close(fd));
}

CALL(jint, epoll_1create1, jint flags) {
    UNUSED;
    return result_of(epoll_create1(flags));
}

CALL(jint, epoll_1ctl, jint epfd, jint op, jint fd, jlong event) {
    UNUSED;
    return result_of(epoll_ctl(epfd, op, fd, pointer(event)));
}

CALL(jint, epoll_1wait, jint epfd, jlong events, jint maxevents, jint timeout) {
    UNUSED;
    return result_of(epoll_wait(epfd, pointer(events), maxevents, timeout));
}
