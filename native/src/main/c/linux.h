/*
 * What the bindings know of Linux: the one input of jextract, and the first include of the ABI probe.
 *
 * It brings in the headers that the man pages name. Which of their names are generated is decided in
 * native/jextract/includes.txt, so a header that declares more than we need costs nothing.
 */
#ifndef SOCKEYE_LINUX_H
#define SOCKEYE_LINUX_H

/* accept4, recvmmsg, ppoll, splice, struct ucred and many flags are declared only with this. */
#define _GNU_SOURCE

/*
 * With _GNU_SOURCE, glibc declares the calls that take a socket address with a transparent union in place of
 * `struct sockaddr *`. A C compiler passes that union as a pointer; jextract would pass it as a struct by value.
 * So glibc's declarations go under names that nobody uses, and the real names are declared as the man pages write
 * them. This is plain C and needs nothing that is private to glibc. (accept has the same union; we use accept4.)
 */
#define accept4 sockeye_unused_accept4
#define bind sockeye_unused_bind
#define connect sockeye_unused_connect
#define getpeername sockeye_unused_getpeername
#define getsockname sockeye_unused_getsockname
#define recvfrom sockeye_unused_recvfrom
#define sendto sockeye_unused_sendto
#include <sys/socket.h>
#undef accept4
#undef bind
#undef connect
#undef getpeername
#undef getsockname
#undef recvfrom
#undef sendto

int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags);
int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen);
int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen);
ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr *src_addr, socklen_t *addrlen);
ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr *dest_addr,
               socklen_t addrlen);

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netdb.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <linux/errqueue.h>
#include <linux/filter.h>
#include <linux/icmp.h>
#include <linux/if_packet.h>
#include <linux/in6.h>
#include <linux/net_tstamp.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <linux/vm_sockets.h>

/*
 * The kernel's tcp.h and not <netinet/tcp.h>: they declare the same names, so only one can be read, and in glibc's
 * struct tcp_info more than half of what the kernel answers is missing (104 of 232 bytes, in the versions at hand).
 */
#include <linux/tcp.h>

/* The one name that we want of <netinet/tcp.h>. tcp(7) has the number under this name. */
#define SOL_TCP IPPROTO_TCP

#endif
