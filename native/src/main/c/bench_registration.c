/*
 * What RegistrationBenchmark measures, in C: nanoseconds for a descriptor that is added to an epoll instance and taken out of it,
 * for a change of what it is watched for, for such a change and a look for events, and for a connection over loopback that is
 * made, accepted and closed. Beside an idle second thread, as in a JVM.
 *
 *     cc -O2 -pthread -o /tmp/bench_registration native/src/main/c/bench_registration.c
 *     /tmp/bench_registration churn|flip|look|connection MILLISECONDS
 */
#define _GNU_SOURCE

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CALLS 100
#define EVENTS 1024
#define WARM_UP_NANOS 100e6

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void check(int result) {
    if (result < 0) {
        perror("bench_registration");
        exit(1);
    }
}

static int epoll;
static int watched;
static int unwatched;
static uint32_t interest = EPOLLIN;
static struct epoll_event events[EVENTS];
static struct sockaddr_in server;
static int listener;

static void control(int operation, int fd, uint32_t mask) {
    struct epoll_event event = {.events = mask, .data.fd = fd};
    check(epoll_ctl(epoll, operation, fd, &event));
}

static void churn(void) {
    control(EPOLL_CTL_ADD, unwatched, EPOLLIN);
    control(EPOLL_CTL_DEL, unwatched, 0);
}

static void flip(void) {
    interest ^= EPOLLOUT;
    control(EPOLL_CTL_MOD, watched, interest);
}

static void look(void) {
    flip();
    /* Nothing comes, and there is no room to send. */
    if (epoll_wait(epoll, events, EVENTS, 0) != 0)
        abort();
}

static void connection(void) {
    static const struct linger reset = {.l_onoff = 1, .l_linger = 0};
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    check(client);
    /* A reset leaves no TIME_WAIT: the ports would be used up within seconds. */
    check(setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset));
    check(connect(client, (struct sockaddr *)&server, sizeof server));
    int accepted = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    check(accepted);
    check(close(client));
    check(close(accepted));
}

static const struct part {
    const char *name;
    void (*call)(void);
} parts[] = {{"churn", churn}, {"flip", flip}, {"look", look}, {"connection", connection}};

static void *idle(void *unused) {
    for (;;)
        pause();
    return unused;
}

/* A socket that nothing comes to, and that can send no more. */
static int silent_socket(void) {
    static const char bytes[4096];
    int ends[2];
    check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends));
    while (send(ends[0], bytes, sizeof bytes, MSG_NOSIGNAL) > 0)
        ;
    if (errno != EAGAIN)
        check(-1);
    return ends[0];
}

static void prepare(void) {
    pthread_t thread;
    socklen_t length = sizeof server;
    if (pthread_create(&thread, NULL, idle, NULL) != 0)
        abort();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    check(epoll);
    watched = silent_socket();
    unwatched = silent_socket();
    control(EPOLL_CTL_ADD, watched, interest);
    listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    check(listener);
    server.sin_family = AF_INET;
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(bind(listener, (struct sockaddr *)&server, sizeof server));
    check(listen(listener, 128));
    check(getsockname(listener, (struct sockaddr *)&server, &length));
}

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

int main(int argc, char **argv) {
    for (size_t i = 0; argc == 3 && i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(argv[1], parts[i].name) == 0) {
            double nanos = atof(argv[2]) * 1e6;
            long warm_up;
            long count;
            prepare();
            measure(parts[i].call, nanos < WARM_UP_NANOS ? nanos : WARM_UP_NANOS, &warm_up);
            double each = measure(parts[i].call, nanos, &count);
            printf("%s %.1f ns %ld calls\n", parts[i].name, each, warm_up + count);
            return 0;
        }
    }
    fprintf(stderr, "usage: bench_registration churn|flip|look|connection MILLISECONDS\n");
    return 2;
}
