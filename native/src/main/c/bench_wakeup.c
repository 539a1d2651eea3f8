/*
 * What WakeupBenchmark measures, in C: two threads wake each other, each out of an epoll_wait by an eventfd. Nanoseconds of one
 * wake-up, which is half of a round trip.
 *
 *     cc -O2 -pthread -o /tmp/bench_wakeup native/src/main/c/bench_wakeup.c
 *     /tmp/bench_wakeup wakeup MILLISECONDS
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define ROUND_TRIPS 100
#define WARM_UP_NANOS 100e6

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void check(long result) {
    if (result < 0) {
        perror("bench_wakeup");
        exit(1);
    }
}

static struct sleeper {
    int epoll;
    int eventfd;
} here, there;

static void prepare(struct sleeper *sleeper) {
    struct epoll_event event = {.events = EPOLLIN};
    sleeper->epoll = epoll_create1(EPOLL_CLOEXEC);
    check(sleeper->epoll);
    sleeper->eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    check(sleeper->eventfd);
    check(epoll_ctl(sleeper->epoll, EPOLL_CTL_ADD, sleeper->eventfd, &event));
}

static void wake(struct sleeper *sleeper) {
    uint64_t one = 1;
    check(write(sleeper->eventfd, &one, sizeof one));
}

/* Nobody wakes twice: the counter is 1, or something is lost. */
static void wait_until_woken(struct sleeper *sleeper) {
    struct epoll_event event;
    uint64_t count;
    if (epoll_wait(sleeper->epoll, &event, 1, -1) != 1)
        abort();
    check(read(sleeper->eventfd, &count, sizeof count));
    if (count != 1)
        abort();
}

static void *answer(void *unused) {
    for (;;) {
        wait_until_woken(&there);
        wake(&here);
    }
    return unused;
}

/* Nanoseconds of one wake-up, and how many there were until so much time was over. */
static double measure(double nanos, long *count) {
    double start = now();
    double elapsed;
    *count = 0;
    do {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            wake(&there);
            wait_until_woken(&here);
        }
        *count += 2 * ROUND_TRIPS;
        elapsed = now() - start;
    } while (elapsed < nanos);
    return elapsed / *count;
}

int main(int argc, char **argv) {
    if (argc != 3 || strcmp(argv[1], "wakeup") != 0) {
        fprintf(stderr, "usage: bench_wakeup wakeup MILLISECONDS\n");
        return 2;
    }
    double nanos = atof(argv[2]) * 1e6;
    long warm_up;
    long count;
    pthread_t thread;
    prepare(&here);
    prepare(&there);
    if (pthread_create(&thread, NULL, answer, NULL) != 0)
        abort();
    measure(nanos < WARM_UP_NANOS ? nanos : WARM_UP_NANOS, &warm_up);
    double each = measure(nanos, &count);
    printf("wakeup %.1f ns %ld calls\n", each, warm_up + count);
    return 0;
}
