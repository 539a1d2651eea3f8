/*
 * The echo server of the benchmarks in C, as the limit: one thread, one buffer of 64 KiB, TCP_NODELAY, a backlog of
 * 4,096 and at most 1,024 events for one wait. What a client does not take at once is kept, and until it is taken
 * nothing more is read from that client. PORT 0 lets the kernel choose.
 *
 *     cc -O2 -o /tmp/bench_echo native/src/main/c/bench_echo.c && /tmp/bench_echo select|poll|epoll|epoll-et PORT
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUFFER_BYTES 65536
#define BACKLOG 4096
#define EVENTS 1024

/* What a client has still to take, by number. */
struct client {
    char *unsent;
    size_t offset;
    size_t length;
};

/* How a loop waits. */
struct mechanism {
    const char *name;
    void (*add)(int fd);
    void (*want)(int fd, int to_write);
    void (*forget)(int fd);
    void (*round)(void);
};

enum step { FULL, DRY, BEHIND, ENDED };

static const struct mechanism *mechanism;
static struct client *clients;
static size_t limit;
static int server;
static char buffer[BUFFER_BYTES];

static void fail(const char *call) {
    perror(call);
    exit(1);
}

static int checked(const char *call, int result) {
    if (result < 0)
        fail(call);
    return result;
}

static void *allocate(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL)
        fail("calloc");
    return memory;
}

/* ---- what all have in common */

static void accept_client(void) {
    int one = 1;
    int fd = accept4(server, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0 && (errno == EAGAIN || errno == ECONNABORTED))
        return;
    checked("accept4", fd);
    checked("setsockopt", setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one));
    mechanism->add(fd);
}

/* Until EAGAIN: a send that took a part of it promises no edge. 1 if nothing is left, 0 if something is, or -1. */
static int send_unsent(int fd, struct client *client) {
    while (client->length > 0) {
        ssize_t sent = send(fd, client->unsent + client->offset, client->length, MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN ? 0 : -1;
        client->offset += sent;
        client->length -= sent;
    }
    free(client->unsent);
    client->unsent = NULL;
    return 1;
}

static int keep(int fd, struct client *client, size_t sent, size_t count) {
    client->unsent = allocate(1, count - sent);
    memcpy(client->unsent, buffer + sent, count - sent);
    client->offset = 0;
    client->length = count - sent;
    return send_unsent(fd, client);
}

/* Reads once, and writes that back. */
static enum step step(int fd) {
    struct client *client = &clients[fd];
    if (client->length > 0) {
        int done = send_unsent(fd, client);
        if (done <= 0)
            return done == 0 ? BEHIND : ENDED;
    }
    ssize_t count = recv(fd, buffer, sizeof buffer, 0);
    if (count <= 0)
        return count < 0 && errno == EAGAIN ? DRY : ENDED;
    ssize_t sent = send(fd, buffer, count, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        return ENDED;
    if (sent < count) {
        int done = keep(fd, client, sent < 0 ? 0 : sent, count);
        if (done <= 0)
            return done == 0 ? BEHIND : ENDED;
    }
    return count == BUFFER_BYTES ? FULL : DRY;
}

static void end(int fd) {
    mechanism->forget(fd);
    free(clients[fd].unsent);
    clients[fd] = (struct client){0};
    /* The number is free whatever it returns. */
    close(fd);
}

static void serve(int fd) {
    if (fd == server) {
        accept_client();
        return;
    }
    int was_behind = clients[fd].length > 0;
    enum step result = step(fd);
    if (result == ENDED)
        end(fd);
    else if ((result == BEHIND) != was_behind)
        mechanism->want(fd, result == BEHIND);
}

/* ---- select: bits beyond FD_SETSIZE are the kernel's business only, so the sets are our own */

#define WORD_BITS (8 * sizeof(unsigned long))

static unsigned long *readable, *writable, *to_read, *to_write;
static int highest;

static void set_bit(unsigned long *set, int fd, int value) {
    unsigned long bit = 1UL << fd % WORD_BITS;
    if (value)
        set[fd / WORD_BITS] |= bit;
    else
        set[fd / WORD_BITS] &= ~bit;
}

static void select_want(int fd, int write) {
    set_bit(to_read, fd, !write);
    set_bit(to_write, fd, write);
}

static void select_add(int fd) {
    if (to_read == NULL) {
        size_t words = limit / WORD_BITS + 1;
        readable = allocate(words, sizeof *readable);
        writable = allocate(words, sizeof *writable);
        to_read = allocate(words, sizeof *to_read);
        to_write = allocate(words, sizeof *to_write);
    }
    if (fd > highest)
        highest = fd;
    select_want(fd, 0);
}

static void select_forget(int fd) {
    set_bit(to_read, fd, 0);
    set_bit(to_write, fd, 0);
}

static void select_round(void) {
    size_t words = highest / WORD_BITS + 1;
    memcpy(readable, to_read, words * sizeof *readable);
    memcpy(writable, to_write, words * sizeof *writable);
    int ready = select(highest + 1, (fd_set *)readable, (fd_set *)writable, NULL, NULL);
    if (ready < 0 && errno != EINTR)
        fail("select");
    for (size_t word = 0; ready > 0 && word < words; word++)
        for (unsigned long bits = readable[word] | writable[word]; bits != 0; bits &= bits - 1)
            serve(word * WORD_BITS + __builtin_ctzl(bits));
}

/* ---- poll */

static struct pollfd *polled;
static int *place;
static int polled_count;

static void poll_add(int fd) {
    if (polled == NULL) {
        polled = allocate(limit, sizeof *polled);
        place = allocate(limit, sizeof *place);
    }
    place[fd] = polled_count;
    polled[polled_count++] = (struct pollfd){.fd = fd, .events = POLLIN};
}

static void poll_want(int fd, int write) {
    polled[place[fd]].events = write ? POLLOUT : POLLIN;
}

static void poll_forget(int fd) {
    struct pollfd last = polled[--polled_count];
    polled[place[fd]] = last;
    place[last.fd] = place[fd];
}

static void poll_round(void) {
    int ready = poll(polled, polled_count, -1);
    if (ready < 0 && errno != EINTR)
        fail("poll");
    /* From the end: who is taken out is replaced by the last one, which was looked at already. */
    for (int i = polled_count - 1; ready > 0 && i >= 0; i--)
        if (polled[i].revents != 0) {
            ready--;
            serve(polled[i].fd);
        }
}

/* ---- epoll */

static int epoll_fd = -1;

static void control(int operation, int fd, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll_fd < 0)
        epoll_fd = checked("epoll_create1", epoll_create1(EPOLL_CLOEXEC));
    checked("epoll_ctl", epoll_ctl(epoll_fd, operation, fd, &event));
}

static void epoll_add(int fd) {
    control(EPOLL_CTL_ADD, fd, EPOLLIN);
}

static void epoll_want(int fd, int write) {
    control(EPOLL_CTL_MOD, fd, write ? EPOLLOUT : EPOLLIN);
}

static void epoll_forget(int fd) {
    control(EPOLL_CTL_DEL, fd, 0);
}

static int epoll_events(struct epoll_event *events) {
    int ready = epoll_wait(epoll_fd, events, EVENTS, -1);
    if (ready < 0 && errno != EINTR)
        fail("epoll_wait");
    return ready;
}

static void epoll_round(void) {
    struct epoll_event events[EVENTS];
    int ready = epoll_events(events);
    for (int i = 0; i < ready; i++)
        serve(events[i].data.fd);
}

/* ---- epoll, edge-triggered; the server is not, so that who is not accepted in this round is told of in the next one */

static void edge_add(int fd) {
    control(EPOLL_CTL_ADD, fd, fd == server ? EPOLLIN : EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
}

static void edge_round(void) {
    struct epoll_event events[EVENTS];
    int ready = epoll_events(events);
    for (int i = 0; i < ready; i++) {
        int fd = events[i].data.fd;
        if (fd == server) {
            accept_client();
            continue;
        }
        /* A read that was not full has emptied the stream: EAGAIN need not be seen; epoll(7), Q9. But an end of stream
           behind the data has raised its edge already: then reading goes on until recv returns 0. */
        int ending = (events[i].events & (EPOLLRDHUP | EPOLLHUP)) != 0;
        enum step result = FULL;
        while (result == FULL || (result == DRY && ending))
            result = step(fd);
        if (result == ENDED)
            end(fd);
    }
}

static const struct mechanism mechanisms[] = {
    {"select", select_add, select_want, select_forget, select_round},
    {"poll", poll_add, poll_want, poll_forget, poll_round},
    {"epoll", epoll_add, epoll_want, epoll_forget, epoll_round},
    {"epoll-et", edge_add, epoll_want, epoll_forget, edge_round},
};

static void listen_on(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    socklen_t length = sizeof address;
    int one = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server = checked("socket", socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    checked("setsockopt", setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
    checked("bind", bind(server, (struct sockaddr *)&address, sizeof address));
    checked("listen", listen(server, BACKLOG));
    checked("getsockname", getsockname(server, (struct sockaddr *)&address, &length));
    printf("port %d\n", ntohs(address.sin_port));
    if (fflush(stdout) != 0)
        fail("stdout");
}

int main(int argc, char **argv) {
    struct rlimit files;

    for (size_t i = 0; argc == 3 && i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (strcmp(argv[1], mechanisms[i].name) == 0)
            mechanism = &mechanisms[i];
    if (mechanism == NULL) {
        fprintf(stderr, "usage: %s select|poll|epoll|epoll-et PORT\n", argv[0]);
        return 2;
    }
    checked("getrlimit", getrlimit(RLIMIT_NOFILE, &files));
    /* Where there is no limit worth the name, a million is enough. */
    limit = files.rlim_cur < 1 << 20 ? files.rlim_cur : 1 << 20;
    clients = allocate(limit, sizeof *clients);
    listen_on(atoi(argv[2]));
    mechanism->add(server);
    while (1)
        mechanism->round();
}
