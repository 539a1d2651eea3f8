/*
 * Datagrams of 1,200 bytes between two threads over loopback: the limit for benchmarks/.../UdpProgram.java, by the same
 * scheme. The sender stays within a window, each datagram has a number, and one that is missing ends the program.
 *
 *     cc -O2 -pthread -o /tmp/bench_udp native/src/main/c/bench_udp.c
 *     printf '\n\n' | /tmp/bench_udp single|batched|segmented WINDOW WARM_UP_MS MEASURED_MS
 *
 * prints "ready", after a line of input starts and prints "measured DATAGRAMS NANOS CPU_NANOS", and after another stops and prints
 * "total DATAGRAMS BYTES".
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/udp.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BYTES 1200
#define SEGMENTS (65507 / BYTES)
#define BATCH 64
#define SLOT_BYTES 2048
#define RECEIVE_BUFFER (4 << 20)
#define SPINS 1000
#define REST_NANOS 5000000000

static int receiver, sender;
static struct sockaddr_in to;

/* The sender's. */
static _Alignas(64) uint64_t next, limit, window;
static atomic_bool ended;

/* The receiver's. */
static _Alignas(64) uint64_t expected, bytes;
static _Alignas(64) atomic_uint_fast64_t count;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static uint64_t nanos(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0)
        fail("clock_gettime");
    return time.tv_sec * UINT64_C(1000000000) + time.tv_nsec;
}

static void rest(long millis) {
    struct timespec time = {millis / 1000, millis % 1000 * 1000000};
    if (nanosleep(&time, NULL) != 0)
        fail("nanosleep");
}

static int await_room(unsigned together) {
    for (unsigned spins = 1; next + together > limit; spins++) {
        limit = atomic_load_explicit(&count, memory_order_acquire) + window;
        if (next + together <= limit)
            break;
        if (ended)
            return 0;
        if (spins % SPINS == 0)
            sched_yield();
        else
            __builtin_ia32_pause();
    }
    return !ended;
}

static void take(char *datagram) {
    memcpy(datagram, &next, sizeof next);
    next++;
}

static void received(const char *datagram, size_t length) {
    uint64_t number;
    memcpy(&number, datagram, sizeof number);
    if (number != expected || length != BYTES) {
        fprintf(stderr, "datagram %lu is missing: number %lu came with %zu bytes\n", expected, number, length);
        exit(1);
    }
    expected++;
    bytes += length;
}

static void publish(void) {
    atomic_store_explicit(&count, expected, memory_order_release);
}

static void send_to(const char *buffer, size_t length) {
    if (sendto(sender, buffer, length, MSG_NOSIGNAL, (struct sockaddr *)&to, sizeof to) != (ssize_t)length)
        fail("sendto");
}

static void *send_single(void *unused) {
    static char buffer[BYTES];
    while (await_room(1)) {
        take(buffer);
        send_to(buffer, BYTES);
    }
    return unused;
}

static void *receive_single(void *unused) {
    static char buffer[1 << 16];
    for (;;) {
        struct sockaddr_storage from;
        socklen_t size = sizeof from;
        ssize_t length = recvfrom(receiver, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &size);
        if (length < 0)
            fail("recvfrom");
        received(buffer, length);
        publish();
    }
    return unused;
}

static void *send_batched(void *unused) {
    static char slots[BATCH][BYTES];
    static struct iovec parts[BATCH];
    static struct mmsghdr messages[BATCH];
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){slots[i], BYTES};
        messages[i].msg_hdr = (struct msghdr){
            .msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &parts[i], .msg_iovlen = 1};
    }
    while (await_room(BATCH)) {
        for (int i = 0; i < BATCH; i++)
            take(slots[i]);
        for (int sent = 0; sent < BATCH;) {
            int some = sendmmsg(sender, messages + sent, BATCH - sent, MSG_NOSIGNAL);
            if (some < 0)
                fail("sendmmsg");
            sent += some;
        }
    }
    return unused;
}

static void *receive_batched(void *unused) {
    static char slots[BATCH][SLOT_BYTES];
    static struct sockaddr_storage from[BATCH];
    static struct iovec parts[BATCH];
    static struct mmsghdr messages[BATCH];
    for (int i = 0; i < BATCH; i++)
        parts[i] = (struct iovec){slots[i], SLOT_BYTES};
    for (;;) {
        for (int i = 0; i < BATCH; i++)
            messages[i].msg_hdr = (struct msghdr){
                .msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &parts[i], .msg_iovlen = 1};
        int some = recvmmsg(receiver, messages, BATCH, MSG_WAITFORONE, NULL);
        if (some < 0)
            fail("recvmmsg");
        for (int i = 0; i < some; i++)
            received(slots[i], messages[i].msg_len);
        publish();
    }
    return unused;
}

static void *send_segmented(void *unused) {
    static char buffer[SEGMENTS * BYTES];
    while (await_room(SEGMENTS)) {
        for (int i = 0; i < SEGMENTS; i++)
            take(buffer + i * BYTES);
        send_to(buffer, sizeof buffer);
    }
    return unused;
}

/* Where the kernel says how long each datagram is; without it there was only one. */
static int segment_size(struct msghdr *message, int length) {
    for (struct cmsghdr *control = CMSG_FIRSTHDR(message); control != NULL; control = CMSG_NXTHDR(message, control))
        if (control->cmsg_level == SOL_UDP && control->cmsg_type == UDP_GRO)
            memcpy(&length, CMSG_DATA(control), sizeof length);
    return length;
}

static void *receive_segmented(void *unused) {
    static char buffer[1 << 16];
    struct iovec part = {buffer, sizeof buffer};
    for (;;) {
        struct sockaddr_storage from;
        _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
        struct msghdr message = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &part, .msg_iovlen = 1,
            .msg_control = control, .msg_controllen = sizeof control};
        ssize_t length = recvmsg(receiver, &message, 0);
        if (length < 0)
            fail("recvmsg");
        int size = segment_size(&message, length);
        for (ssize_t at = 0; at < length; at += size)
            received(buffer + at, length - at < size ? length - at : size);
        publish();
    }
    return unused;
}

static void set(int socket, int level, int option, int value) {
    if (setsockopt(socket, level, option, &value, sizeof value) != 0)
        fail("setsockopt");
}

static void open_both(void) {
    receiver = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (receiver < 0 || sender < 0)
        fail("socket");
    set(receiver, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof to;
    if (bind(receiver, (struct sockaddr *)&to, size) != 0 || getsockname(receiver, (struct sockaddr *)&to, &size) != 0)
        fail("bind");
}

static void measure(long millis) {
    uint64_t cpu = nanos(CLOCK_PROCESS_CPUTIME_ID);
    uint64_t start = nanos(CLOCK_MONOTONIC);
    uint64_t before = count;
    uint64_t datagrams;
    do {
        rest(millis);
        datagrams = count - before;
        /* On a busy machine nothing may have run; whoever started this program bounds how long that may last. */
    } while (datagrams == 0);
    uint64_t time = nanos(CLOCK_MONOTONIC) - start;
    printf("measured %lu %lu %lu\n", datagrams, time, nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

/* What is on its way comes at once, or never. */
static void end(pthread_t sending) {
    ended = 1;
    if (pthread_join(sending, NULL) != 0)
        fail("pthread_join");
    uint64_t last = nanos(CLOCK_MONOTONIC) + REST_NANOS;
    while (count < next) {
        if (nanos(CLOCK_MONOTONIC) > last) {
            fprintf(stderr, "%lu of %lu datagrams are lost\n", next - count, next);
            exit(1);
        }
        sched_yield();
    }
    printf("total %lu %lu\n", (uint64_t)count, bytes);
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: bench_udp single|batched|segmented WINDOW WARM_UP_MS MEASURED_MS\n");
        return 2;
    }
    if (setvbuf(stdout, NULL, _IOLBF, BUFSIZ) != 0)
        return 1;
    open_both();
    window = limit = strtoul(argv[2], NULL, 10);
    void *(*sends)(void *) = send_single;
    void *(*receives)(void *) = receive_single;
    if (strcmp(argv[1], "batched") == 0) {
        sends = send_batched;
        receives = receive_batched;
    } else if (strcmp(argv[1], "segmented") == 0) {
        sends = send_segmented;
        receives = receive_segmented;
        set(sender, SOL_UDP, UDP_SEGMENT, BYTES);
        set(receiver, SOL_UDP, UDP_GRO, 1);
    }
    pthread_t sending, receiving;
    char line[64];
    puts("ready");
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    if (pthread_create(&receiving, NULL, receives, NULL) != 0 || pthread_create(&sending, NULL, sends, NULL) != 0)
        fail("pthread_create");
    rest(strtol(argv[3], NULL, 10));
    measure(strtol(argv[4], NULL, 10));
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    end(sending);
    /* Whoever counts this process's calls wants it to live until then. */
    while (fgets(line, sizeof line, stdin) != NULL) {
    }
    return 0;
}
