package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Flags, errors and limits of names: getaddrinfo(3), gai_strerror(3), getnameinfo(3), gethostname(2),
 * if_indextoname(3).
 */
public final class NameConstants {
    static {
        Platform.check();
    }

    // getaddrinfo(3)

    /** For bind: no name means any address; getaddrinfo(3). */
    public static final int AI_PASSIVE = linux_h.AI_PASSIVE();
    /** Asks for the canonical name; getaddrinfo(3). */
    public static final int AI_CANONNAME = linux_h.AI_CANONNAME();
    /** The host is an address: nothing is looked up; getaddrinfo(3). */
    public static final int AI_NUMERICHOST = linux_h.AI_NUMERICHOST();
    /** IPv4 addresses as IPv6 when there are no others; getaddrinfo(3). */
    public static final int AI_V4MAPPED = linux_h.AI_V4MAPPED();
    /** With AI_V4MAPPED: both kinds; getaddrinfo(3). */
    public static final int AI_ALL = linux_h.AI_ALL();
    /** Only families that this host has addresses of; getaddrinfo(3). */
    public static final int AI_ADDRCONFIG = linux_h.AI_ADDRCONFIG();
    /** The name may be international; getaddrinfo(3). */
    public static final int AI_IDN = linux_h.AI_IDN();
    /** The canonical name may be international; getaddrinfo(3). */
    public static final int AI_CANONIDN = linux_h.AI_CANONIDN();
    /** The service is a port number: nothing is looked up; getaddrinfo(3). */
    public static final int AI_NUMERICSERV = linux_h.AI_NUMERICSERV();

    // gai_strerror(3)

    /** Address family for hostname not supported; gai_strerror(3). */
    public static final int EAI_ADDRFAMILY = linux_h.EAI_ADDRFAMILY();
    /** Temporary failure in name resolution; gai_strerror(3). */
    public static final int EAI_AGAIN = linux_h.EAI_AGAIN();
    /** Bad value for ai_flags; gai_strerror(3). */
    public static final int EAI_BADFLAGS = linux_h.EAI_BADFLAGS();
    /** Non-recoverable failure in name resolution; gai_strerror(3). */
    public static final int EAI_FAIL = linux_h.EAI_FAIL();
    /** ai_family not supported; gai_strerror(3). */
    public static final int EAI_FAMILY = linux_h.EAI_FAMILY();
    /** Parameter string not correctly encoded; gai_strerror(3). */
    public static final int EAI_IDN_ENCODE = linux_h.EAI_IDN_ENCODE();
    /** Interrupted by a signal; gai_strerror(3). */
    public static final int EAI_INTR = linux_h.EAI_INTR();
    /** Memory allocation failure; gai_strerror(3). */
    public static final int EAI_MEMORY = linux_h.EAI_MEMORY();
    /** No address associated with hostname; gai_strerror(3). */
    public static final int EAI_NODATA = linux_h.EAI_NODATA();
    /** Name or service not known; gai_strerror(3). */
    public static final int EAI_NONAME = linux_h.EAI_NONAME();
    /** Unknown error; gai_strerror(3). */
    public static final int EAI_OVERFLOW = linux_h.EAI_OVERFLOW();
    /** Servname not supported for ai_socktype; gai_strerror(3). */
    public static final int EAI_SERVICE = linux_h.EAI_SERVICE();
    /** ai_socktype not supported; gai_strerror(3). */
    public static final int EAI_SOCKTYPE = linux_h.EAI_SOCKTYPE();
    /** System error; gai_strerror(3). */
    public static final int EAI_SYSTEM = linux_h.EAI_SYSTEM();

    // getnameinfo(3)

    /** The address as digits: nothing is looked up; getnameinfo(3). */
    public static final int NI_NUMERICHOST = linux_h.NI_NUMERICHOST();
    /** The port as digits: nothing is looked up; getnameinfo(3). */
    public static final int NI_NUMERICSERV = linux_h.NI_NUMERICSERV();
    /** Only the first part of a local name; getnameinfo(3). */
    public static final int NI_NOFQDN = linux_h.NI_NOFQDN();
    /** No name is an error; getnameinfo(3). */
    public static final int NI_NAMEREQD = linux_h.NI_NAMEREQD();
    /** The service is one of UDP; getnameinfo(3). */
    public static final int NI_DGRAM = linux_h.NI_DGRAM();
    /** The name may be international; getnameinfo(3). */
    public static final int NI_IDN = linux_h.NI_IDN();
    /** Room for any host name; getnameinfo(3). */
    public static final int NI_MAXHOST = linux_h.NI_MAXHOST();
    /** Room for any service name; getnameinfo(3). */
    public static final int NI_MAXSERV = linux_h.NI_MAXSERV();

    // gethostname(2), if_indextoname(3)

    /** The longest host name, without its NUL; gethostname(2). */
    public static final int HOST_NAME_MAX = linux_h.HOST_NAME_MAX();
    /** Room for the name of a network device, with its NUL; if_indextoname(3). */
    public static final int IF_NAMESIZE = linux_h.IF_NAMESIZE();

    private NameConstants() {}
}
