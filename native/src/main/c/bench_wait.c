/*
 * What waiting costs as n grows, in C: the limit of question 2 of the benchmarks. libevent's bench.c on n UDP
 * sockets: a chains of one byte start, spread evenly, and w times a byte that arrives at one socket is sent on to the next
 * one. Only the dispatch is timed. A line "n a milliseconds" asks for a pass of about that time, with the w that it needs; the answer is
 * a line of JSON.
 *
 *     cc -O2 -pthread -o /tmp/bench_wait native/src/main/c/bench_wait.c && echo 1000 1 300 | /tmp/bench_wait epoll
 *
 * The mechanism is select, poll, epoll or epoll-et. select takes descriptors beyond FD_SETSIZE: the kernel's call has no
 * such limit, glibc's fd_set has.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 1024
#define WORD (8 * sizeof(unsigned long))

static char buffer[64 * 1024];
static int n, *sockets, *by_number;
static long received, left;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void *allocate(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL)
        fail("calloc");
    return memory;
}

static long now(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0)
        fail("clock_gettime");
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

/* ---- what is done for an event */

/* The sockets are connected in pairs: what is to arrive at one is sent by its peer. */
static void send_to(int i) {
    if (send(sockets[i ^ 1], buffer, 1, MSG_NOSIGNAL) != 1)
        fail("send");
}

static void pass_on(int i) {
    received++;
    if (left > 0) {
        left--;
        send_to(i + 1 == n ? 0 : i + 1);
    }
}

static void deliver(int i) {
    if (recv(sockets[i], buffer, sizeof buffer, 0) != 1)
        fail("recv");
    pass_on(i);
}

/* An edge tells of all that has come: read until there is nothing; epoll(7). */
static void drain(int i) {
    ssize_t count;
    while ((count = recv(sockets[i], buffer, sizeof buffer, 0)) == 1)
        pass_on(i);
    if (count != -1 || errno != EAGAIN)
        fail("recv");
}

/* ---- the mechanisms: what is made for n sockets, and one wait */

static unsigned long *asked, *answered;
static int words;

static void select_open(void) {
    int highest = 0;
    for (int i = 0; i < n; i++)
        highest = sockets[i] > highest ? sockets[i] : highest;
    words = highest / WORD + 1;
    by_number = allocate(highest + 1, sizeof *by_number);
    asked = allocate(words, sizeof *asked);
    answered = allocate(words, sizeof *answered);
    for (int i = 0; i < n; i++) {
        asked[sockets[i] / WORD] |= 1UL << sockets[i] % WORD;
        by_number[sockets[i]] = i;
    }
}

static void select_wait(void) {
    memcpy(answered, asked, words * sizeof *asked);
    if (syscall(SYS_pselect6, words * WORD, answered, NULL, NULL, NULL, NULL) < 0)
        fail("pselect6");
    for (int i = 0; i < words; i++)
        for (unsigned long word = answered[i]; word != 0; word &= word - 1)
            deliver(by_number[i * WORD + __builtin_ctzl(word)]);
}

static void select_close(void) {
    free(asked);
    free(answered);
    free(by_number);
}

static struct pollfd *polled;

static void poll_open(void) {
    polled = allocate(n, sizeof *polled);
    for (int i = 0; i < n; i++)
        polled[i] = (struct pollfd){.fd = sockets[i], .events = POLLIN};
}

static void poll_wait(void) {
    int ready = poll(polled, n, -1);
    if (ready < 0)
        fail("poll");
    for (int i = 0; ready > 0; i++)
        if (polled[i].revents != 0) {
            ready--;
            deliver(i);
        }
}

static void poll_close(void) {
    free(polled);
}

static int epfd;
static struct epoll_event events[EVENTS];

static void watch(unsigned mask) {
    epfd = epoll_create1(EPOLL_CLOEXEC);
    if (epfd < 0)
        fail("epoll_create1");
    for (int i = 0; i < n; i++) {
        struct epoll_event event = {.events = mask, .data.u32 = i};
        if (epoll_ctl(epfd, EPOLL_CTL_ADD, sockets[i], &event) != 0)
            fail("epoll_ctl");
    }
}

static void epoll_open(void) {
    watch(EPOLLIN);
}

static void epoll_et_open(void) {
    watch(EPOLLIN | EPOLLET);
}

static void epoll_close(void) {
    if (close(epfd) != 0)
        fail("close");
}

static int epoll_some(void) {
    int count = epoll_wait(epfd, events, EVENTS, -1);
    if (count < 0)
        fail("epoll_wait");
    return count;
}

static void epoll_wait_level(void) {
    int count = epoll_some();
    for (int i = 0; i < count; i++)
        deliver(events[i].data.u32);
}

static void epoll_wait_edge(void) {
    int count = epoll_some();
    for (int i = 0; i < count; i++)
        drain(events[i].data.u32);
}

static const struct mechanism {
    const char *name;
    void (*open)(void), (*wait)(void), (*close)(void);
} mechanisms[] = {
    {"select", select_open, select_wait, select_close},
    {"poll", poll_open, poll_wait, poll_close},
    {"epoll", epoll_open, epoll_wait_level, epoll_close},
    {"epoll-et", epoll_et_open, epoll_wait_edge, epoll_close},
};

/* ---- the ring */

static void open_ring(int size) {
    struct sockaddr_in *addresses = allocate(size, sizeof *addresses);
    n = size;
    sockets = allocate(n, sizeof *sockets);
    for (int i = 0; i < n; i++) {
        struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        socklen_t length = sizeof any;
        sockets[i] = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (sockets[i] < 0)
            fail("socket");
        if (bind(sockets[i], (struct sockaddr *)&any, sizeof any) != 0)
            fail("bind");
        if (getsockname(sockets[i], (struct sockaddr *)&addresses[i], &length) != 0)
            fail("getsockname");
    }
    for (int i = 0; i < n; i++)
        if (connect(sockets[i], (struct sockaddr *)&addresses[i ^ 1], sizeof *addresses) != 0)
            fail("connect");
    free(addresses);
}

static void close_ring(void) {
    for (int i = 0; i < n; i++)
        if (close(sockets[i]) != 0)
            fail("close");
    free(sockets);
    n = 0;
}

/* What the last pass took, and what all passes of an answer received. */
static long wall, cpu, all;

static void pass(const struct mechanism *mechanism, int a, long w) {
    received = 0;
    left = w;
    /* The last one first: else a byte would arrive where the same wait is still to read, and edges would add up. */
    for (int i = a - 1; i >= 0; i--)
        send_to((long)i * n / a);
    cpu = now(CLOCK_THREAD_CPUTIME_ID);
    wall = now(CLOCK_MONOTONIC);
    while (received < a + w)
        mechanism->wait();
    wall = now(CLOCK_MONOTONIC) - wall;
    cpu = now(CLOCK_THREAD_CPUTIME_ID) - cpu;
    all += received;
}

static void measure(const struct mechanism *mechanism, int a, long milliseconds) {
    long nanoseconds = milliseconds * 1000000L;
    /* The last byte of a chain is not sent on: with that many before it, this makes no difference between variants. */
    long w = a > 12 ? 5L * a : 64;
    all = 0;
    for (pass(mechanism, a, w); cpu < nanoseconds / 8; pass(mechanism, a, w))
        w *= 2;
    if (cpu < nanoseconds) {
        w = (double)w / cpu * nanoseconds;
        pass(mechanism, a, w);
    }
    printf(
        "{\"n\":%d,\"a\":%d,\"w\":%ld,\"bytes\":%ld,\"ns\":%ld,\"cpu\":%ld,\"all\":%ld}\n", n, a, w, received, wall, cpu, all);
    if (fflush(stdout) != 0)
        fail("stdout");
}

/* With one thread only, glibc leaves out of each call what makes it a cancellation point. A JVM always has more. */
static void *idle(void *unused) {
    for (;;)
        pause();
    return unused;
}

static void raise_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("setrlimit");
}

int main(int argc, char **argv) {
    const struct mechanism *mechanism = NULL;
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (argc == 2 && strcmp(argv[1], mechanisms[i].name) == 0)
            mechanism = &mechanisms[i];
    if (mechanism == NULL) {
        fprintf(stderr, "usage: bench_wait select|poll|epoll|epoll-et\n");
        return 2;
    }
    pthread_t other;
    if ((errno = pthread_create(&other, NULL, idle, NULL)) != 0)
        fail("pthread_create");
    raise_limit();
    int size, a;
    long milliseconds;
    while (scanf("%d %d %ld", &size, &a, &milliseconds) == 3) {
        if (size % 2 != 0 || a < 1 || a > size || milliseconds < 1)
            return 2;
        if (size != n) {
            if (n > 0) {
                mechanism->close();
                close_ring();
            }
            open_ring(size);
            mechanism->open();
            /* As the others: java.nio registers in the first wait. */
            pass(mechanism, 1, 0);
        }
        measure(mechanism, a, milliseconds);
    }
    return 0;
}
