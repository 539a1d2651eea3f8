/*
 * What CallBenchmark measures, in C: nanoseconds for a recv that would block, and for 64 bytes sent and received over
 * a socket pair. The median of 20 rounds.
 *
 *     cc -O2 -o /tmp/call_baseline native/src/main/c/call_baseline.c && /tmp/call_baseline
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define ROUNDS 20
#define CALLS 500000

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static int by_size(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

static char buffer[64];
static int ends[2];

static void would_block(void) {
    if (recv(ends[0], buffer, sizeof buffer, MSG_DONTWAIT) != -1)
        abort();
}

static void send_recv(void) {
    if (send(ends[0], buffer, sizeof buffer, MSG_NOSIGNAL) != sizeof buffer
        || recv(ends[1], buffer, sizeof buffer, 0) != sizeof buffer)
        abort();
}

static void measure(const char *name, void (*call)(void)) {
    double rounds[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        for (int j = 0; j < CALLS; j++)
            call();
        rounds[i] = (now() - start) / CALLS;
    }
    qsort(rounds, ROUNDS, sizeof *rounds, by_size);
    printf("%s %.1f ns\n", name, rounds[ROUNDS / 2]);
}

int main(void) {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return 1;
    measure("wouldBlock", would_block);
    measure("sendRecv", send_recv);
    return 0;
}
