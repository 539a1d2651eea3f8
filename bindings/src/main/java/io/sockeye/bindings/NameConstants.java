package io.sockeye.bindings;

/**
 * Flags, errors and limits of names: getaddrinfo(3), gai_strerror(3), getnameinfo(3), gethostname(2),
 * if_indextoname(3).
 */
public final class NameConstants {
    // getaddrinfo(3)

    /** For bind: no name means any address; getaddrinfo(3). */
    public static final int AI_PASSIVE = 1;
    /** Asks for the canonical name; getaddrinfo(3). */
    public static final int AI_CANONNAME = 2;
    /** The host is an address: nothing is looked up; getaddrinfo(3). */
    public static final int AI_NUMERICHOST = 4;
    /** IPv4 addresses as IPv6 when there are no others; getaddrinfo(3). */
    public static final int AI_V4MAPPED = 8;
    /** With AI_V4MAPPED: both kinds; getaddrinfo(3). */
    public static final int AI_ALL = 16;
    /** Only families that this host has addresses of; getaddrinfo(3). */
    public static final int AI_ADDRCONFIG = 32;
    /** The name may be international; getaddrinfo(3). */
    public static final int AI_IDN = 64;
    /** The canonical name may be international; getaddrinfo(3). */
    public static final int AI_CANONIDN = 128;
    /** The service is a port number: nothing is looked up; getaddrinfo(3). */
    public static final int AI_NUMERICSERV = 0x400;

    // gai_strerror(3)

    /** Address family for hostname not supported; gai_strerror(3). */
    public static final int EAI_ADDRFAMILY = -9;
    /** Temporary failure in name resolution; gai_strerror(3). */
    public static final int EAI_AGAIN = -3;
    /** Bad value for ai_flags; gai_strerror(3). */
    public static final int EAI_BADFLAGS = -1;
    /** Non-recoverable failure in name resolution; gai_strerror(3). */
    public static final int EAI_FAIL = -4;
    /** ai_family not supported; gai_strerror(3). */
    public static final int EAI_FAMILY = -6;
    /** Parameter string not correctly encoded; gai_strerror(3). */
    public static final int EAI_IDN_ENCODE = -105;
    /** Interrupted by a signal; gai_strerror(3). */
    public static final int EAI_INTR = -104;
    /** Memory allocation failure; gai_strerror(3). */
    public static final int EAI_MEMORY = -10;
    /** No address associated with hostname; gai_strerror(3). */
    public static final int EAI_NODATA = -5;
    /** Name or service not known; gai_strerror(3). */
    public static final int EAI_NONAME = -2;
    /** Unknown error; gai_strerror(3). */
    public static final int EAI_OVERFLOW = -12;
    /** Servname not supported for ai_socktype; gai_strerror(3). */
    public static final int EAI_SERVICE = -8;
    /** ai_socktype not supported; gai_strerror(3). */
    public static final int EAI_SOCKTYPE = -7;
    /** System error; gai_strerror(3). */
    public static final int EAI_SYSTEM = -11;

    // getnameinfo(3)

    /** The address as digits: nothing is looked up; getnameinfo(3). */
    public static final int NI_NUMERICHOST = 1;
    /** The port as digits: nothing is looked up; getnameinfo(3). */
    public static final int NI_NUMERICSERV = 2;
    /** Only the first part of a local name; getnameinfo(3). */
    public static final int NI_NOFQDN = 4;
    /** No name is an error; getnameinfo(3). */
    public static final int NI_NAMEREQD = 8;
    /** The service is one of UDP; getnameinfo(3). */
    public static final int NI_DGRAM = 16;
    /** The name may be international; getnameinfo(3). */
    public static final int NI_IDN = 32;
    /** Room for any host name; getnameinfo(3). */
    public static final int NI_MAXHOST = 0x401;
    /** Room for any service name; getnameinfo(3). */
    public static final int NI_MAXSERV = 32;

    // gethostname(2), if_indextoname(3)

    /** The longest host name, without its NUL; gethostname(2). */
    public static final int HOST_NAME_MAX = 64;
    /** Room for the name of a network device, with its NUL; if_indextoname(3). */
    public static final int IF_NAMESIZE = 16;

    private NameConstants() {}
}
