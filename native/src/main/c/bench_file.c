/*
 * A file over a TCP connection, once for each line of input: the limit for benchmarks/.../FileProgram.java. "c" sends by
 * sendfile and receives by splice, "c-copy" reads and writes 64 KiB at a time. The other end has to listen at the port.
 *
 *     cc -O2 -o /tmp/bench_file native/src/main/c/bench_file.c
 *     echo | /tmp/bench_file c|c-copy send|receive FILE PORT
 *
 * prints "moved BYTES NANOS CPU_NANOS".
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BUFFER_BYTES (1 << 16)
#define PIPE_BYTES (1 << 20)

static char buffer[BUFFER_BYTES];
static int ends[2];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t nanos(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0)
        fail("clock_gettime");
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static int open_connection(int port) {
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1;
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connection < 0 || setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0
        || connect(connection, (struct sockaddr *)&to, sizeof to) != 0)
        fail("connect");
    return connection;
}

static int64_t by_sendfile(int connection, int file) {
    struct stat status;
    if (fstat(file, &status) != 0)
        fail("fstat");
    off_t at = 0;
    while (at < status.st_size)
        if (sendfile(connection, file, &at, status.st_size - at) <= 0)
            fail("sendfile");
    return at;
}

static int64_t by_splice(int connection, int file) {
    int64_t moved = 0;
    for (;;) {
        ssize_t count = splice(connection, NULL, ends[1], NULL, PIPE_BYTES, SPLICE_F_MOVE);
        if (count < 0)
            fail("splice");
        if (count == 0)
            return moved;
        moved += count;
        while (count > 0) {
            ssize_t written = splice(ends[0], NULL, file, NULL, count, SPLICE_F_MOVE);
            if (written <= 0)
                fail("splice");
            count -= written;
        }
    }
}

static int64_t by_copy(int from, int to) {
    int64_t moved = 0;
    for (;;) {
        ssize_t count = read(from, buffer, sizeof buffer);
        if (count < 0)
            fail("read");
        if (count == 0)
            return moved;
        for (ssize_t at = 0; at < count;) {
            ssize_t written = write(to, buffer + at, count - at);
            if (written < 0)
                fail("write");
            at += written;
        }
        moved += count;
    }
}

static int64_t pass(int copies, int sends, const char *path, int port) {
    int connection = open_connection(port);
    int file = open(path, (sends ? O_RDONLY : O_WRONLY) | O_CLOEXEC);
    if (file < 0)
        fail("open");
    int64_t moved;
    if (sends) {
        moved = copies ? by_copy(file, connection) : by_sendfile(connection, file);
        /* The other end closes when it has all. */
        if (shutdown(connection, SHUT_WR) != 0 || recv(connection, buffer, sizeof buffer, 0) != 0)
            fail("shutdown");
    } else {
        moved = copies ? by_copy(connection, file) : by_splice(connection, file);
    }
    if (close(file) != 0 || close(connection) != 0)
        fail("close");
    return moved;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: bench_file c|c-copy send|receive FILE PORT\n");
        return 2;
    }
    if (setvbuf(stdout, NULL, _IOLBF, BUFSIZ) != 0)
        return 1;
    /* A larger pipe, as recvfile has it: fewer calls. */
    if (pipe2(ends, O_CLOEXEC) != 0 || fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES) < 0)
        fail("pipe2");
    int copies = strcmp(argv[1], "c-copy") == 0;
    int sends = strcmp(argv[2], "send") == 0;
    char line[64];
    while (fgets(line, sizeof line, stdin) != NULL) {
        int64_t cpu = nanos(CLOCK_PROCESS_CPUTIME_ID);
        int64_t start = nanos(CLOCK_MONOTONIC);
        int64_t moved = pass(copies, sends, argv[3], atoi(argv[4]));
        int64_t time = nanos(CLOCK_MONOTONIC) - start;
        printf("moved %ld %ld %ld\n", moved, time, nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    }
    return 0;
}
