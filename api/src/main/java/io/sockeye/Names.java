package io.sockeye;

import static io.sockeye.bindings.NameConstants.AI_CANONNAME;
import static io.sockeye.bindings.NameConstants.EAI_NONAME;
import static io.sockeye.bindings.NameConstants.NI_DGRAM;
import static io.sockeye.bindings.NameConstants.NI_MAXHOST;
import static io.sockeye.bindings.NameConstants.NI_MAXSERV;
import static io.sockeye.bindings.NameConstants.NI_NAMEREQD;
import static io.sockeye.bindings.NameConstants.NI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.NI_NUMERICSERV;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.bindings.Addrinfo;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.bindings.internal.InetText;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names and addresses of hosts; getaddrinfo(3), getnameinfo(3), gethostname(2). A look-up may ask servers and take
 * seconds. On a virtual thread it is made by a platform thread, so that no carrier is held.
 */
public final class Names {
    private Names() {}

    /**
     * {@code getaddrinfo(host, service, hints)}: all addresses for a name, in the order to try them; getaddrinfo(3).
     *
     * @param host a name or an address; null is this host, or any address with {@code AI_PASSIVE}
     * @param service a name or a port; null is port 0
     * @param family {@code AF_UNSPEC} for any
     * @param type {@code SOCK_STREAM}, …; 0 for any
     * @param protocol a protocol; 0 for any
     * @param flags {@code AI_PASSIVE}, {@code AI_NUMERICHOST}, {@code AI_CANONNAME}, …
     * @return the addresses, at least one
     * @throws GaiException EAI_NONAME, EAI_AGAIN, EAI_SERVICE, EAI_FAMILY
     * @throws ErrnoException where the system failed, EMFILE
     */
    public static List<AddressInfo> getaddrinfo(
            @Nullable String host, @Nullable String service, int family, int type, int protocol, int flags)
            throws IOException {
        return OffCarrier.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var list = arena.allocate(ADDRESS);
                var hints = Addrinfo.hints(arena, family, type, protocol, flags);
                int result =
                        NameSyscalls.getaddrinfo(string(arena, host), string(arena, service), hints.segment(), list);
                check("getaddrinfo", host == null ? String.valueOf(service) : host, result);
                var first = list.get(ADDRESS, 0);
                try {
                    return answers(arena, Addrinfo.at(first));
                } finally {
                    NameSyscalls.freeaddrinfo(first);
                }
            }
        });
    }

    private static List<AddressInfo> answers(Arena arena, @Nullable Addrinfo first) {
        var answers = new ArrayList<AddressInfo>();
        var storage = new SockaddrStorage(arena);
        for (var info = first; info != null; info = info.next()) {
            info.copyAddress(storage);
            answers.add(new AddressInfo(
                    info.family(), info.type(), info.protocol(), info.canonname(), Sockaddr.of(storage)));
        }
        return List.copyOf(answers);
    }

    /**
     * {@code getnameinfo(address, flags)}: the name of an address; getnameinfo(3).
     *
     * @param address an IPv4 or IPv6 address
     * @param flags {@code NI_NUMERICHOST}, {@code NI_NUMERICSERV}, {@code NI_NAMEREQD}, {@code NI_DGRAM}
     * @return names, or numbers where there are none
     * @throws GaiException EAI_NONAME with {@code NI_NAMEREQD}, EAI_AGAIN
     * @throws ErrnoException where the system failed
     */
    public static NameInfo getnameinfo(Sockaddr address, int flags) throws IOException {
        return OffCarrier.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var storage = new SockaddrStorage(arena);
                address.copyTo(storage);
                var host = arena.allocate(NI_MAXHOST);
                var service = arena.allocate(NI_MAXSERV);
                int result = NameSyscalls.getnameinfo(storage.address(), storage.length(), host, service, flags);
                check("getnameinfo", address.toString(), result);
                return new NameInfo(host.getString(0), service.getString(0));
            }
        });
    }

    /**
     * The first IPv4 address of a name, as Python's {@code gethostbyname}; gethostbyname(3) itself is obsolete.
     *
     * @param name a name or an IPv4 address
     * @return the address as text
     * @throws IOException if there is none
     */
    public static String gethostbyname(String name) throws IOException {
        return ((SockaddrIn) getaddrinfo(name, null, AF_INET, SOCK_STREAM, 0, 0).getFirst().address()).host();
    }

    /**
     * The proper name and all IPv4 addresses of a name, as Python's {@code gethostbyname_ex}.
     *
     * @param name a name or an IPv4 address
     * @return name and addresses; second names are not known to getaddrinfo(3)
     * @throws IOException if there is none
     */
    public static HostInfo gethostbynameEx(String name) throws IOException {
        var answers = getaddrinfo(name, null, AF_INET, SOCK_STREAM, 0, AI_CANONNAME);
        var proper = Objects.requireNonNullElse(answers.getFirst().canonname(), name);
        return new HostInfo(
                proper, answers.stream().map(answer -> ((SockaddrIn) answer.address()).host()).toList());
    }

    /**
     * The name of an address, as Python's {@code gethostbyaddr}.
     *
     * @param address an IPv4 or IPv6 address as text
     * @return the name, and the address
     * @throws IOException if it has no name
     */
    public static HostInfo gethostbyaddr(String address) throws IOException {
        var sockaddr = Sockaddr.of(address, 0);
        return new HostInfo(getnameinfo(sockaddr, NI_NAMEREQD | NI_NUMERICSERV).host(), List.of(address));
    }

    /**
     * The full name of a host, as Python's {@code getfqdn}.
     *
     * @param name a name; empty is this host
     * @return the proper name, or what was given if there is no other
     * @throws IOException if this host's own name cannot be read
     */
    public static String getfqdn(String name) throws IOException {
        var host = name.isEmpty() ? gethostname() : name;
        try {
            var answers = getaddrinfo(host, null, AF_UNSPEC, SOCK_STREAM, 0, AI_CANONNAME);
            return Objects.requireNonNullElse(answers.getFirst().canonname(), host);
        } catch (GaiException noSuchName) {
            return host;
        }
    }

    /**
     * {@code gethostname()}: this host's name; gethostname(2).
     *
     * @return the name
     * @throws ErrnoException hardly ever
     */
    public static String gethostname() throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocate(NI_MAXHOST);
            int result = SystemSyscalls.gethostname(name, name.byteSize());
            if (result < 0) {
                throw ErrnoException.of("gethostname", "", -result);
            }
            return name.getString(0);
        }
    }

    /**
     * The port of a service, as Python's {@code getservbyname}; getservbyname(3).
     *
     * @param name {@code "http"}, …
     * @param type {@code SOCK_STREAM} or {@code SOCK_DGRAM}; 0 for either
     * @return the port
     * @throws IOException if there is no such service
     */
    public static int getservbyname(String name, int type) throws IOException {
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            throw new GaiException("getservbyname", name, EAI_NONAME);
        }
        return ((SockaddrIn) getaddrinfo(null, name, AF_INET, type, 0, 0).getFirst().address()).port();
    }

    /**
     * The name of a service, as Python's {@code getservbyport}; getservbyport(3).
     *
     * @param port 0 to 65535
     * @param type {@code SOCK_STREAM} or {@code SOCK_DGRAM}
     * @return {@code "http"}, …
     * @throws IOException if the port has no name
     */
    public static String getservbyport(int port, int type) throws IOException {
        int flags = NI_NUMERICHOST | (type == SOCK_DGRAM ? NI_DGRAM : 0);
        var name = getnameinfo(new SockaddrIn(0, port), flags).service();
        if (name.equals(Integer.toString(port))) {
            throw new GaiException("getservbyport", name, EAI_NONAME);
        }
        return name;
    }

    /**
     * The address that a socket of this family is meant to use: an address is taken as it is, a name is looked up.
     */
    static Sockaddr resolve(int family, int type, String host, int port, int flags) throws IOException {
        if (family != AF_INET && host.indexOf(':') >= 0) {
            return SockaddrIn6.of(host, port);
        }
        if (family == AF_INET && InetText.isAddress4(host)) {
            return SockaddrIn.of(host, port);
        }
        var answers = getaddrinfo(host.isEmpty() ? null : host, Integer.toString(port), family, type, 0, flags);
        return answers.getFirst().address();
    }

    private static void check(String call, String name, int result) throws IOException {
        if (result > 0) {
            throw ErrnoException.of(call, name, result);
        }
        if (result < 0) {
            throw new GaiException(call, name, result);
        }
    }

    private static MemorySegment string(Arena arena, @Nullable String text) {
        if (text == null) {
            return MemorySegment.NULL;
        }
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a name with a NUL inside");
        }
        return arena.allocateFrom(text, UTF_8);
    }
}
