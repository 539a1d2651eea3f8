package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.ENODEV;
import static io.sockeye.bindings.ErrnoConstants.ENXIO;
import static io.sockeye.bindings.NameConstants.AI_CANONNAME;
import static io.sockeye.bindings.NameConstants.AI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.EAI_BADFLAGS;
import static io.sockeye.bindings.NameConstants.EAI_FAMILY;
import static io.sockeye.bindings.NameConstants.EAI_NONAME;
import static io.sockeye.bindings.NameConstants.EAI_OVERFLOW;
import static io.sockeye.bindings.NameConstants.IF_NAMESIZE;
import static io.sockeye.bindings.NameConstants.NI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.NI_NUMERICSERV;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Names and numbers of hosts and interfaces; only what needs no name server. */
class NameSyscallsTest {
    private final Arena arena = Arena.ofAuto();
    private final SockaddrStorage address = new SockaddrStorage(arena);
    private final MemorySegment list = arena.allocate(ADDRESS);

    @Test
    void getaddrinfoReadsANumericHost() {
        assertThat(lookUp("127.0.0.1", "258", AF_INET, SOCK_STREAM, AI_NUMERICHOST | AI_CANONNAME)).isZero();

        var first = first();
        first.copyAddress(address);
        assertThat(first.family()).isEqualTo(AF_INET);
        assertThat(first.type()).isEqualTo(SOCK_STREAM);
        assertThat(first.protocol()).isEqualTo(InetConstants.IPPROTO_TCP);
        assertThat(first.canonname()).isEqualTo("127.0.0.1");
        assertThat(first.next()).isNull();
        assertThat(address.inet()).isEqualTo(InetConstants.INADDR_LOOPBACK);
        assertThat(address.port()).isEqualTo(258);
        NameSyscalls.freeaddrinfo(list.get(ADDRESS, 0));
    }

    @Test
    void getaddrinfoGivesOneEntryForEachType() {
        assertThat(lookUp("::1", "80", AF_UNSPEC, 0, AI_NUMERICHOST)).isZero();

        var types = new ArrayList<Integer>();
        for (var info = first(); info != null; info = info.next()) {
            assertThat(info.family()).isEqualTo(AF_INET6);
            assertThat(info.canonname()).isNull();
            types.add(info.type());
        }
        assertThat(types).contains(SOCK_STREAM, SOCK_DGRAM);
        NameSyscalls.freeaddrinfo(list.get(ADDRESS, 0));
    }

    @Test
    void getnameinfoWritesANumericHost() {
        var host = arena.allocate(NameConstants.NI_MAXHOST);
        var service = arena.allocate(NameConstants.NI_MAXSERV);
        address.setInet6(0, 1, 65535, 0, 0);

        assertThat(name(host, service)).isZero();

        assertThat(host.getString(0)).isEqualTo("::1");
        assertThat(service.getString(0)).isEqualTo("65535");
        assertThat(name(NULL, service)).as("a service only").isZero();
    }

    @Test
    void aNameThatCannotBeFoundIsANegativeEai() {
        assertThat(lookUp("localhost", "80", AF_INET, SOCK_STREAM, AI_NUMERICHOST)).isEqualTo(EAI_NONAME);
        assertThat(lookUp("127.0.0.1", "80", AF_INET, SOCK_STREAM, -1)).isEqualTo(EAI_BADFLAGS);
        assertThat(lookUp("127.0.0.1", "80", 12345, SOCK_STREAM, AI_NUMERICHOST)).isEqualTo(EAI_FAMILY);
        assertThat(NameSyscalls.getaddrinfo(NULL, NULL, NULL, list)).isEqualTo(EAI_NONAME);

        address.setInet(InetConstants.INADDR_LOOPBACK, 80);
        assertThat(name(arena.allocate(3), NULL)).isEqualTo(EAI_OVERFLOW);
        address.setUnix(new byte[0]);
        address.address().set(java.lang.foreign.ValueLayout.JAVA_SHORT, 0, (short) 99);
        assertThat(name(arena.allocate(99), NULL)).isEqualTo(EAI_FAMILY);
        assertThat(List.of(EAI_NONAME, EAI_BADFLAGS, EAI_FAMILY, EAI_OVERFLOW)).allMatch(eai -> eai < 0);
    }

    @Test
    void gaiStrerrorHasATextForEach() {
        assertThat(NameSyscalls.gai_strerror(EAI_NONAME)).isNotBlank()
                .isNotEqualTo(NameSyscalls.gai_strerror(EAI_FAMILY));
    }

    @Test
    void everyInterfaceHasANumberAndANameThatMatch() {
        long first = NameSyscalls.if_nameindex();
        assertThat(first).isPositive();
        var names = new ArrayList<String>();
        for (int i = 0; !IfNameindex.at(first, i).isEnd(); i++) {
            var entry = IfNameindex.at(first, i);
            var name = arena.allocate(IF_NAMESIZE);
            names.add(entry.name());
            assertThat(NameSyscalls.if_nametoindex(arena.allocateFrom(entry.name()))).isEqualTo(entry.number());
            assertThat(NameSyscalls.if_indextoname(entry.number(), name)).isZero();
            assertThat(name.getString(0)).isEqualTo(entry.name());
        }
        NameSyscalls.if_freenameindex(Downcalls.memory(first, 0));

        assertThat(names).contains("lo");
    }

    @Test
    void anInterfaceThatIsNotThereIsAnErrno() {
        assertThat(NameSyscalls.if_nametoindex(arena.allocateFrom("no-such"))).isEqualTo(-ENODEV);
        assertThat(NameSyscalls.if_indextoname(Integer.MAX_VALUE, arena.allocate(IF_NAMESIZE))).isEqualTo(-ENXIO);
    }

    private int lookUp(String node, String service, int family, int type, int flags) {
        return NameSyscalls.getaddrinfo(arena.allocateFrom(node), arena.allocateFrom(service),
                Addrinfo.hints(arena, family, type, 0, flags).segment(), list);
    }

    private Addrinfo first() {
        return Objects.requireNonNull(Addrinfo.at(list.get(ADDRESS, 0)));
    }

    private int name(MemorySegment host, MemorySegment service) {
        return NameSyscalls.getnameinfo(address.address(), address.length(), host, service,
                NI_NUMERICHOST | NI_NUMERICSERV);
    }
}
