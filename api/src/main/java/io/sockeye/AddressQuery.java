package io.sockeye;

import static io.sockeye.bindings.NameConstants.AI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.EAI_NONAME;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.bindings.internal.InetText;
import io.sockeye.internal.poll.LookupThreads;
import io.sockeye.bindings.Addrinfo;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The arguments of one call of getaddrinfo(3), which makes the call and chooses the threads for it. */
record AddressQuery(
        @Nullable String host, @Nullable String service, int family, int type, int protocol, int flags)
        implements
            Callable<List<AddressInfo>> {

    AddressQuery {
        if (service != null && isNumber(service)) {
            checkPort(service.strip());
        }
    }

    /** Whether getaddrinfo(3) reads it as a port number. strtoul(3) allows leading space and a sign, and negative numbers wrap around. */
    static boolean isNumber(String service) {
        return service.matches("\\s*[+-]?[0-9]+");
    }

    private static void checkPort(String number) {
        var port = new BigInteger(number);
        if (port.signum() < 0 || port.bitLength() > Short.SIZE) {
            throw Port.outOfRange(port);
        }
    }

    /** Makes the call on the calling thread if it reads no file and asks no server, and so does not block; otherwise returns null. */
    @Nullable List<AddressInfo> answerWithoutLookup() throws IOException {
        if (hasServiceName()) {
            return null;
        }
        if (host == null || (flags & AI_NUMERICHOST) != 0) {
            return call();
        }
        if (mayBeAddress(host)) {
            try {
                return new AddressQuery(host, service, family, type, protocol, flags | AI_NUMERICHOST).call();
            } catch (GaiException e) {
                if (e.code() != EAI_NONAME) {
                    throw e;
                }
                // A name that begins with a digit.
            }
        }
        return null;
    }

    private boolean hasServiceName() {
        return service != null && !service.isEmpty() && !isNumber(service);
    }

    /** getaddrinfo(3) accepts 127.0.0.1, 127.1, 0x7f000001 and ::1 as addresses. */
    private static boolean mayBeAddress(String host) {
        return host.indexOf(':') >= 0 || (!host.isEmpty() && host.charAt(0) >= '0' && host.charAt(0) <= '9');
    }

    /**
     * The threads that make the look-up: those for files, or those that may wait for a name server. localhost with AF_INET6 may need a server,
     * because /etc/hosts may have only its IPv4 address.
     */
    LookupThreads threads() {
        boolean isLocal = host == null
                || host.isEmpty()
                || (flags & AI_NUMERICHOST) != 0
                || InetText.isAddress4(host)
                || InetText.isAddress6(host)
                || (host.equalsIgnoreCase("localhost") && family != AF_INET6);
        return isLocal ? LookupThreads.FILES : LookupThreads.SERVERS;
    }

    /** {@code getaddrinfo(host, service, hints)}; getaddrinfo(3). */
    @Override
    public List<AddressInfo> call() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var list = arena.allocate(ADDRESS);
            var hints = Addrinfo.hints(arena, family, type, protocol, flags);
            int result = NameSyscalls.getaddrinfo(string(arena, host), string(arena, service), hints.segment(), list);
            GaiException.check("getaddrinfo", host == null ? String.valueOf(service) : host, result);
            var first = list.get(ADDRESS, 0);
            try {
                return answers(arena, Addrinfo.at(first));
            } finally {
                NameSyscalls.freeaddrinfo(first);
            }
        }
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
