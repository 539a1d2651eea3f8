/*
 * Prints what C says about everything that the bindings have from C, as key=value lines that AbiTest compares with
 * the Java side:
 *
 *     AF_INET=2                              a constant; one of 32 bits as Java's int has it
 *     sizeof.STRUCT=n  alignof.STRUCT=n
 *     offsetof.STRUCT.FIELD=n  sizeof.STRUCT.FIELD=n
 *     bitfield.STRUCT.FIELD.byte=n  .mask=n  which bits of which byte; jextract leaves bit-fields out
 *     cmsg.*, fd_set.* and sigset.*          results of the macros that we write ourselves in Java
 *
 * The names come from abi_probe_list.h, which native/jextract/generate writes, so nothing generated is left out.
 * Ends with 77 where the headers are older than those that the bindings were generated from.
 */
#include "linux.h"

#include <stddef.h>
#include <stdio.h>

#include <linux/version.h>

#include "abi_probe_list.h"

#define HERE_GLIBC __GLIBC__ * 1000 + __GLIBC_MINOR__
#define HERE_LINUX (LINUX_VERSION_CODE >> 16) * 1000 + (LINUX_VERSION_CODE >> 8 & 255)

#if HERE_GLIBC < GENERATED_GLIBC || HERE_LINUX < GENERATED_LINUX

int main(void) {
    printf("glibc %d.%d, Linux %d.%d\n", __GLIBC__, __GLIBC_MINOR__, LINUX_VERSION_CODE >> 16,
           LINUX_VERSION_CODE >> 8 & 255);
    return 77;
}

#else

#define CONSTANT(name) \
    printf("%s=%lld\n", #name, sizeof(name) == sizeof(int) ? (long long)(int)(name) : (long long)(name));

#define GROUP(path, type) \
    printf("sizeof.%s=%zu\nalignof.%s=%zu\n", #path, sizeof(type), #path, _Alignof(type));

#define FIELD(path, type, field) \
    FLEXIBLE(path, type, field) \
    printf("sizeof.%s.%s=%zu\n", #path, #field, sizeof(((type *)0)->field));

/* An array without a length at the end of a struct: sizeof of it is an error. */
#define FLEXIBLE(path, type, field) \
    printf("offsetof.%s.%s=%zu\n", #path, #field, offsetof(type, field));

/* offsetof of a bit-field is an error: set all of it in a zeroed struct and look for what is no longer zero. */
#define BITFIELD(path, type, field) \
    { \
        type zeroed; \
        memset(&zeroed, 0, sizeof zeroed); \
        zeroed.field = -1; \
        print_changed("bitfield." #path "." #field, &zeroed, sizeof zeroed); \
    }

static void print_changed(const char *key, const void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        int byte = ((const unsigned char *)bytes)[i];
        if (byte != 0)
            printf("%s.byte=%zu\n%s.mask=%d\n", key, i, key, byte);
    }
}

static void print_generated(void) {
#include "abi_probe_list.h"
}

static void print_cmsg_sizes(void) {
    static const size_t lengths[] = {0, 1, 4, 7, 8, 9, 12, 15, 16, 17, 28, 64, 253 * sizeof(int)};

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        size_t n = lengths[i];
        printf("cmsg.align.%zu=%zu\n", n, (size_t)CMSG_ALIGN(n));
        printf("cmsg.len.%zu=%zu\n", n, (size_t)CMSG_LEN(n));
        printf("cmsg.space.%zu=%zu\n", n, (size_t)CMSG_SPACE(n));
    }
}

/* Three messages with 4, 12 and 16 bytes of data, as C builds and walks them. */
static void print_cmsg_walk(void) {
    static const size_t lengths[] = {4, 12, 16};
    union {
        char bytes[CMSG_SPACE(4) + CMSG_SPACE(12) + CMSG_SPACE(16)];
        struct cmsghdr aligned;
    } control;
    struct msghdr message = {.msg_control = &control, .msg_controllen = sizeof control.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    int count = 0;

    memset(&control, 0, sizeof control);
    for (int i = 0; i < 3; i++, header = CMSG_NXTHDR(&message, header))
        header->cmsg_len = CMSG_LEN(lengths[i]);

    printf("cmsg.walk.controllen=%zu\n", (size_t)message.msg_controllen);
    for (header = CMSG_FIRSTHDR(&message); header != NULL; header = CMSG_NXTHDR(&message, header)) {
        printf("cmsg.walk.%d.header=%td\n", count, (char *)header - control.bytes);
        printf("cmsg.walk.%d.data=%td\n", count, (char *)CMSG_DATA(header) - control.bytes);
        printf("cmsg.walk.%d.len=%zu\n", count, (size_t)header->cmsg_len);
        count++;
    }
    printf("cmsg.walk.count=%d\n", count);

    /* No room for a header: there is no first message. */
    message.msg_controllen = sizeof(struct cmsghdr) - 1;
    printf("cmsg.walk.first.in.15=%d\n", CMSG_FIRSTHDR(&message) != NULL);
}

static void print_fd_set(void) {
    static const int fds[] = {0, 1, 7, 8, 31, 32, 63, 64, 65, 127, 1000, 1023};

    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++) {
        char key[32];
        fd_set set;
        FD_ZERO(&set);
        FD_SET(fds[i], &set);
        snprintf(key, sizeof key, "fd_set.%d", fds[i]);
        print_changed(key, &set, sizeof set);
    }
}

static void print_sigset(void) {
    /* Not 32 and 33, which glibc keeps for itself. */
    static const int signals[] = {1, 2, 8, 9, 15, 17, 31, 34, 63, 64};

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        char key[32];
        sigset_t set;
        /* glibc empties only as much of it as the kernel reads. */
        memset(&set, 0, sizeof set);
        sigemptyset(&set);
        sigaddset(&set, signals[i]);
        snprintf(key, sizeof key, "sigset.%d", signals[i]);
        print_changed(key, &set, sizeof set);
    }
    printf("so_ee.offender=%td\n", (char *)SO_EE_OFFENDER((struct sock_extended_err *)8) - (char *)8);
    printf("siginfo.size=%zu\n", sizeof(siginfo_t));
}

int main(void) {
    print_generated();
    print_cmsg_sizes();
    print_cmsg_walk();
    print_fd_set();
    print_sigset();
    return 0;
}

#endif
