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

import io.sockeye.internal.poll.LookupThreads;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.bindings.internal.InetText;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Translates between names and addresses of hosts and services; getaddrinfo(3), getnameinfo(3), gethostname(2).
 *
 * <p>Thread-safe. A look-up may ask name servers and block for seconds. On a virtual thread a platform thread makes it, so the
 * carrier thread is not pinned. Numeric hosts and ports are translated in the calling thread, without blocking.
 */
public final class Resolver {
    private Resolver() {}

    /**
     * {@code getaddrinfo(host, service, hints)}: all addresses for a name, in the order to try them; getaddrinfo(3).
     *
     * @param host a name or an address; null is this host, or any address with {@code AI_PASSIVE}
     * @param service a name, or a port in digits, 0 to 65535; null is port 0
     * @param family {@code AF_UNSPEC} for any
     * @param type {@code SOCK_STREAM}, …; 0 for any
     * @param protocol a protocol; 0 for any
     * @param flags {@code AI_PASSIVE}, {@code AI_NUMERICHOST}, {@code AI_CANONNAME}, …
     * @return the addresses, at least one
     * @throws GaiException EAI_NONAME, EAI_AGAIN, EAI_SERVICE, EAI_FAMILY
     * @throws ErrnoException EMFILE; what glibc reports as EAI_SYSTEM
     * @throws IllegalArgumentException if the port is out of range: C would wrap it
     */
    public static List<AddressInfo> getaddrinfo(
            @Nullable String host, @Nullable String service, int family, int type, int protocol, int flags)
            throws IOException {
        var query = new AddressQuery(host, service, family, type, protocol, flags);
        var answer = query.answerWithoutLookup();
        return answer != null ? answer : query.threads().call(query);
    }

    /** The addresses of a TCP server. A virtual thread that is interrupted stops waiting; the interrupt status stays set. */
    static List<AddressInfo> lookUp(String host, int port, @Nullable Duration timeout, long deadline)
            throws IOException {
        Port.check(port);
        var name = host.isEmpty() ? null : host;
        var query = new AddressQuery(name, Integer.toString(port), AF_UNSPEC, SOCK_STREAM, 0, 0);
        var answer = query.answerWithoutLookup();
        if (answer != null) {
            return answer;
        }
        try {
            return query.threads().call(query, deadline);
        } catch (TimeoutException e) {
            throw new TimedOutException("getaddrinfo", host, timeout == null ? Duration.ZERO : timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedDescriptorException("getaddrinfo", host, "ended by an interrupt");
        }
    }

    /**
     * {@code getnameinfo(address, flags)}: the name of an address; getnameinfo(3).
     *
     * @param address an IPv4 or IPv6 address
     * @param flags {@code NI_NUMERICHOST}, {@code NI_NUMERICSERV}, {@code NI_NAMEREQD}, {@code NI_DGRAM}
     * @return a name, or digits where there is none, of the host and of the service
     * @throws GaiException EAI_NONAME with {@code NI_NAMEREQD}, EAI_AGAIN, EAI_FAMILY
     * @throws ErrnoException EMFILE; what glibc reports as EAI_SYSTEM
     */
    public static NameInfo getnameinfo(Sockaddr address, int flags) throws IOException {
        boolean isInet = address instanceof SockaddrIn || address instanceof SockaddrIn6;
        boolean hostInNumbers = (flags & NI_NUMERICHOST) != 0;
        if (!isInet || (hostInNumbers && (flags & NI_NUMERICSERV) != 0)) {
            return nameinfo(address, flags);
        }
        var threads = hostInNumbers ? LookupThreads.FILES : LookupThreads.SERVERS;
        return threads.call(() -> nameinfo(address, flags));
    }

    private static NameInfo nameinfo(Sockaddr address, int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var storage = new SockaddrStorage(arena);
            address.copyTo(storage);
            var host = arena.allocate(NI_MAXHOST);
            var service = arena.allocate(NI_MAXSERV);
            int result = NameSyscalls.getnameinfo(storage.address(), storage.length(), host, service, flags);
            GaiException.check("getnameinfo", address.toString(), result);
            return new NameInfo(host.getString(0), service.getString(0));
        }
    }

    /**
     * The first IPv4 address of a name, as Python's {@code gethostbyname}; gethostbyname(3) itself is obsolete.
     *
     * @param name a name or an IPv4 address
     * @return the address as text
     * @throws GaiException EAI_NONAME if it has none, EAI_AGAIN
     * @throws IOException as {@link #getaddrinfo}
     */
    public static String gethostbyname(String name) throws IOException {
        return ((SockaddrIn) getaddrinfo(name, null, AF_INET, SOCK_STREAM, 0, 0).getFirst().address()).host();
    }

    /**
     * The canonical name and all IPv4 addresses of a name, as Python's {@code gethostbyname_ex}.
     *
     * @param name a name or an IPv4 address
     * @return name and addresses; getaddrinfo(3) does not report aliases
     * @throws GaiException EAI_NONAME if it has none, EAI_AGAIN
     * @throws IOException as {@link #getaddrinfo}
     */
    public static HostInfo gethostbynameEx(String name) throws IOException {
        var answers = getaddrinfo(name, null, AF_INET, SOCK_STREAM, 0, AI_CANONNAME);
        var canonical = Objects.requireNonNullElse(answers.getFirst().canonname(), name);
        return new HostInfo(
                canonical, answers.stream().map(answer -> ((SockaddrIn) answer.address()).host()).toList());
    }

    /**
     * The name of an address, as Python's {@code gethostbyaddr}.
     *
     * @param address an IPv4 or IPv6 address as text
     * @return the name, and the address
     * @throws GaiException EAI_NONAME if it has no name, EAI_AGAIN
     * @throws IOException as {@link #getnameinfo}
     * @throws IllegalArgumentException if the text is no address
     */
    public static HostInfo gethostbyaddr(String address) throws IOException {
        var sockaddr = Sockaddr.of(address, 0);
        return new HostInfo(getnameinfo(sockaddr, NI_NAMEREQD | NI_NUMERICSERV).host(), List.of(address));
    }

    /**
     * The fully qualified name of a host, as Python's {@code getfqdn}.
     *
     * @param name a name; empty is this host
     * @return the canonical name; {@code name} if the look-up fails
     * @throws IOException as {@link #getaddrinfo}, except for a {@link GaiException}
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
     * @throws ErrnoException ENAMETOOLONG
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
     * @throws GaiException EAI_NONAME or EAI_SERVICE if there is no such service
     * @throws IOException as {@link #getaddrinfo}
     */
    public static int getservbyname(String name, int type) throws IOException {
        if (name.isEmpty() || AddressQuery.isNumber(name)) {
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
     * @throws GaiException EAI_NONAME if the port has no name
     * @throws IOException as {@link #getnameinfo}
     * @throws IllegalArgumentException if the port is out of range
     */
    public static String getservbyport(int port, int type) throws IOException {
        int flags = NI_NUMERICHOST | (type == SOCK_DGRAM ? NI_DGRAM : 0);
        var name = getnameinfo(new SockaddrIn(0, port), flags).service();
        if (name.equals(Integer.toString(port))) {
            throw new GaiException("getservbyport", name, EAI_NONAME);
        }
        return name;
    }

    /** The address for a socket of this family: a numeric host is used as it is, a name is looked up. */
    static Sockaddr resolve(int family, int type, String host, int port, int flags) throws IOException {
        Port.check(port);
        if (family != AF_INET && host.indexOf(':') >= 0) {
            return SockaddrIn6.of(host, port);
        }
        if (family == AF_INET && InetText.isAddress4(host)) {
            return SockaddrIn.of(host, port);
        }
        var answers = getaddrinfo(host.isEmpty() ? null : host, Integer.toString(port), family, type, 0, flags);
        return answers.getFirst().address();
    }
}
