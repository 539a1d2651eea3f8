package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.room;
import static io.sockeye.bindings.Downcalls.terminated;
import static io.sockeye.bindings.Downcalls.within;
import static io.sockeye.bindings.Downcalls.writable;
import static io.sockeye.bindings.NameConstants.EAI_SYSTEM;
import static io.sockeye.bindings.NameConstants.IF_NAMESIZE;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;

/**
 * Names of hosts, services and network interfaces: getaddrinfo(3), getnameinfo(3), if_nametoindex(3), if_nameindex(3).
 *
 * <p>{@code getaddrinfo} and {@code getnameinfo} may query name servers and block for seconds. Their result is 0, or a negative
 * {@code EAI_*}, or, in place of {@code EAI_SYSTEM}, the errno as a positive number.
 */
public final class NameSyscalls {
    private NameSyscalls() {}

    /**
     * {@code int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo
     * **list)}: addresses for a name; getaddrinfo(3).
     *
     * @param node a C string, or NULL
     * @param service a C string, or NULL
     * @param hints a {@code struct addrinfo}, or NULL
     * @param list room for the address of the first {@link Addrinfo}; free it by {@link #freeaddrinfo}
     * @return 0, a negative {@code EAI_*}, or a positive errno
     */
    public static int getaddrinfo(MemorySegment node, MemorySegment service, MemorySegment hints, MemorySegment list) {
        class Getaddrinfo {
            static final Downcall CALL = Downcalls.link("getaddrinfo", INT, POINTER, POINTER, POINTER, POINTER);
        }
        terminated("node", node);
        terminated("service", service);
        room("hints", hints, StructSizes.ADDRINFO);
        writable("list", list, POINTER.byteSize());
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the strings end within their segments, hints is whole, and list has room for a pointer.
            return nameResult(
                    capture, (int) Getaddrinfo.CALL.handle().invokeExact(capture.segment, node, service, hints, list));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code void freeaddrinfo(struct addrinfo *list)}: frees what {@link #getaddrinfo} gave; freeaddrinfo(3).
     *
     * @param list the address of the first; nothing of the list may be used afterwards
     */
    public static void freeaddrinfo(MemorySegment list) {
        class Freeaddrinfo {
            static final Downcall CALL = Downcalls.linkPlain("freeaddrinfo", FunctionDescriptor.ofVoid(POINTER));
        }
        try {
            // SAFETY: that the list came from getaddrinfo and is not used again is the caller's duty.
            Freeaddrinfo.CALL.handle().invokeExact(list);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int getnameinfo(const struct sockaddr *addr, socklen_t addrlen, char *host, socklen_t hostlen, char
     * *service, socklen_t servicelen, int flags)}: the name of an address; getnameinfo(3).
     *
     * @param addr the address
     * @param addrlen its length in bytes
     * @param host room for the host's name, {@code NI_MAXHOST} bytes are enough; or NULL
     * @param service room for the service's name, {@code NI_MAXSERV} bytes are enough; or NULL
     * @param flags {@code NI_NUMERICHOST}, …
     * @return 0, a negative {@code EAI_*}, or a positive errno
     */
    public static int getnameinfo(
            MemorySegment addr, int addrlen, MemorySegment host, MemorySegment service, int flags) {
        class Getnameinfo {
            static final Downcall CALL =
                    Downcalls.link("getnameinfo", INT, POINTER, INT, POINTER, INT, POINTER, INT, INT);
        }
        within("addr", addr, addrlen);
        int hostlen = length("host", host);
        int servicelen = length("service", service);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: each length is that of its segment.
            int result = (int) Getnameinfo.CALL.handle().invokeExact(
                    capture.segment, addr, addrlen, host, hostlen, service, servicelen, flags);
            return nameResult(capture, result);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code const char *gai_strerror(int errcode)}: the text of an {@code EAI_*}; gai_strerror(3).
     *
     * @param errcode an {@code EAI_*}
     * @return the text
     */
    public static String gai_strerror(int errcode) {
        class GaiStrerror {
            static final Downcall CALL =
                    Downcalls.linkPlain("gai_strerror", FunctionDescriptor.of(POINTER, INT));
        }
        try {
            // SAFETY: a string that the C library never frees.
            return Downcalls.string((MemorySegment) GaiStrerror.CALL.handle().invokeExact(errcode));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code unsigned int if_nametoindex(const char *name)}: the number of a network interface; if_nametoindex(3).
     *
     * @param name a C string
     * @return the number, or {@code -errno}
     */
    public static int if_nametoindex(MemorySegment name) {
        class IfNametoindex {
            static final Downcall CALL = Downcalls.link("if_nametoindex", INT, POINTER);
        }
        terminated("name", name);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the string ends within its segment.
            int index = (int) IfNametoindex.CALL.handle().invokeExact(capture.segment, name);
            return (int) capture.result(index == 0, index);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code char *if_indextoname(unsigned int index, char *name)}: the name of a network interface;
     * if_indextoname(3).
     *
     * @param index the number
     * @param name room for {@code IF_NAMESIZE} bytes
     * @return 0 or {@code -errno}
     */
    public static int if_indextoname(int index, MemorySegment name) {
        class IfIndextoname {
            static final Downcall CALL = Downcalls.link("if_indextoname", POINTER, INT, POINTER);
        }
        writable("name", name, IF_NAMESIZE);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the name has room for the longest name there is.
            var result = (MemorySegment) IfIndextoname.CALL.handle().invokeExact(capture.segment, index, name);
            return (int) capture.result(result.address() == 0, 0);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code struct if_nameindex *if_nameindex(void)}: all network interfaces; if_nameindex(3).
     *
     * @return the address of the first {@link IfNameindex}, to be freed by {@link #if_freenameindex}; or
     *     {@code -errno}
     */
    public static long if_nameindex() {
        class IfNameindexCall {
            static final Downcall CALL = Downcalls.link("if_nameindex", POINTER);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: no arguments.
            long first = ((MemorySegment) IfNameindexCall.CALL.handle().invokeExact(capture.segment)).address();
            return capture.result(first == 0, first);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code void if_freenameindex(struct if_nameindex *first)}: frees what {@link #if_nameindex} gave;
     * if_freenameindex(3).
     *
     * @param first the address; nothing of the array may be used afterwards
     */
    public static void if_freenameindex(MemorySegment first) {
        class IfFreenameindex {
            static final Downcall CALL =
                    Downcalls.linkPlain("if_freenameindex", FunctionDescriptor.ofVoid(POINTER));
        }
        try {
            // SAFETY: that the array came from if_nameindex and is not used again is the caller's duty.
            IfFreenameindex.CALL.handle().invokeExact(first);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    private static int length(String name, MemorySegment memory) {
        if (memory.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " has " + memory.byteSize() + " bytes; a socklen_t has 32 bits");
        }
        // NULL has no bytes. What the call writes to must not be read-only.
        return (int) writable(name, memory, memory.byteSize());
    }

    private static int nameResult(CaptureState capture, int result) {
        long answer = capture.result(result == EAI_SYSTEM, result);
        return (int) (result == EAI_SYSTEM ? -answer : answer);
    }
}
