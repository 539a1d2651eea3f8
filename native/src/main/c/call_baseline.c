/*
 * What CallBenchmark measures, in C: nanoseconds for a recv that would block, for 64 bytes sent and received over a socket
 * pair, and for a getsockopt. Beside an idle second thread, and alone: recv and send are cancellation points, and in a process
 * with a second thread glibc 2.36 takes a longer way through them, and the kernel counts who uses a descriptor that is shared. A
 * JVM always has threads, so that one is its limit.
 *
 *     cc -O2 -pthread -o /tmp/call_baseline native/src/main/c/call_baseline.c && /tmp/call_baseline
 *     /tmp/call_baseline PART MILLISECONDS [alone]     one of them: its name, nanoseconds, how many calls
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CALLS 1000
#define WARM_UP_NANOS 100e6
#define BY_HAND_NANOS 1e9

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static char sent[64] = "sixty-four bytes";
static char received[64];
static int ends[2];

static void would_block(void) {
    if (recv(ends[0], received, sizeof received, MSG_DONTWAIT) != -1 || errno != EAGAIN)
        abort();
}

static void send_recv(void) {
    if (send(ends[0], sent, sizeof sent, MSG_NOSIGNAL) != sizeof sent
        || recv(ends[1], received, sizeof received, 0) != sizeof received)
        abort();
}

static void get_option(void) {
    int value;
    socklen_t length = sizeof value;
    if (getsockopt(ends[0], SOL_SOCKET, SO_RCVBUF, &value, &length) != 0 || length != sizeof value || value <= 0)
        abort();
}

static const struct part {
    const char *name;
    void (*call)(void);
} parts[] = {{"wouldBlock", would_block}, {"sendRecv", send_recv}, {"getsockopt", get_option}};

#define PARTS (sizeof parts / sizeof *parts)

/* Nanoseconds of one, and how many were made until so much time was over. */
static double measure(void (*call)(void), double nanos, long *count) {
    double start = now();
    double elapsed;
    *count = 0;
    do {
        for (int i = 0; i < CALLS; i++)
            call();
        *count += CALLS;
        elapsed = now() - start;
    } while (elapsed < nanos);
    return elapsed / *count;
}

static void print(const struct part *part, double nanos, const char *how) {
    long warm_up;
    long count;
    measure(part->call, nanos < WARM_UP_NANOS ? nanos : WARM_UP_NANOS, &warm_up);
    double each = measure(part->call, nanos, &count);
    if (part->call == send_recv && memcmp(sent, received, sizeof sent) != 0)
        abort();
    printf("%s %.1f ns %ld calls%s\n", part->name, each, warm_up + count, how);
}

static void *idle(void *unused) {
    for (;;)
        pause();
    return unused;
}

static void start_second_thread(void) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, idle, NULL) != 0)
        abort();
}

static void print_all(const char *how) {
    for (size_t i = 0; i < PARTS; i++)
        print(&parts[i], BY_HAND_NANOS, how);
}

int main(int argc, char **argv) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        abort();
    if (argc == 1) {
        print_all(", alone");
        start_second_thread();
        print_all(", beside a second thread");
        return 0;
    }
    if (argc == 3)
        start_second_thread();
    for (size_t i = 0; argc >= 3 && i < PARTS; i++) {
        if (strcmp(argv[1], parts[i].name) == 0) {
            print(&parts[i], atof(argv[2]) * 1e6, "");
            return 0;
        }
    }
    fprintf(stderr, "usage: call_baseline [wouldBlock|sendRecv|getsockopt MILLISECONDS [alone]]\n");
    return 2;
}
