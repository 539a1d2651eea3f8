package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.ENODEV;
import static io.sockeye.bindings.ErrnoConstants.ENOTSOCK;
import static io.sockeye.bindings.ErrnoConstants.ENXIO;
import static io.sockeye.bindings.ErrnoConstants.EOPNOTSUPP;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.NameConstants.AI_CANONNAME;
import static io.sockeye.bindings.NameConstants.AI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.AI_NUMERICSERV;
import static io.sockeye.bindings.NameConstants.AI_PASSIVE;
import static io.sockeye.bindings.NameConstants.EAI_ADDRFAMILY;
import static io.sockeye.bindings.NameConstants.EAI_FAMILY;
import static io.sockeye.bindings.NameConstants.EAI_NONAME;
import static io.sockeye.bindings.NameConstants.EAI_SERVICE;
import static io.sockeye.bindings.NameConstants.NI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.NI_NUMERICSERV;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ACCEPTCONN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.ChildPrograms;
import io.sockeye.support.ThreadedCall;
import java.lang.ref.Cleaner;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps 51 and 61; names and numbers of hosts, interfaces and ports; and where sockets come from and go to. */
class ResolverTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void anAddressHasOneAnswerForEachTypeAndNoOther() throws Exception {
        var any = Resolver.getaddrinfo("127.0.0.1", "80", AF_UNSPEC, 0, 0, AI_NUMERICHOST | AI_NUMERICSERV);
        assertThat(any).extracting(AddressInfo::address).containsOnly(SockaddrIn.of("127.0.0.1", 80));
        assertThat(any).extracting(AddressInfo::type).contains(SOCK_STREAM, SOCK_DGRAM);
        assertThat(Resolver.getaddrinfo("127.0.0.1", "80", AF_INET, SOCK_STREAM, 0, 0))
                .containsExactly(new AddressInfo(
                        AF_INET, SOCK_STREAM, IPPROTO_TCP, null, SockaddrIn.of("127.0.0.1", 80)));
        assertThat(Resolver.getaddrinfo("::1", "80", AF_UNSPEC, 0, IPPROTO_UDP, AI_NUMERICHOST))
                .containsExactly(new AddressInfo(AF_INET6, SOCK_DGRAM, IPPROTO_UDP, null, SockaddrIn6.of("::1", 80)));
    }

    @Test
    void flagsChangeTheAnswer() throws Exception {
        assertThat(Resolver.getaddrinfo(null, "80", AF_INET, SOCK_STREAM, 0, 0).getFirst().address())
                .isEqualTo(SockaddrIn.of("127.0.0.1", 80));
        assertThat(Resolver.getaddrinfo(null, "80", AF_INET, SOCK_STREAM, 0, AI_PASSIVE).getFirst().address())
                .isEqualTo(SockaddrIn.of("0.0.0.0", 80));
        assertThat(
                Resolver.getaddrinfo("127.0.0.1", null, AF_INET, SOCK_STREAM, 0, AI_CANONNAME).getFirst().canonname())
                .isEqualTo("127.0.0.1");
        assertThat(Resolver.getaddrinfo("localhost", null, AF_INET, SOCK_STREAM, 0, 0).getFirst().address())
                .isEqualTo(SockaddrIn.of("127.0.0.1", 0));
    }

    @Test
    void whatCannotBeLookedUpSaysWhy() {
        assertThatThrownBy(() -> Resolver.getaddrinfo("localhost", null, AF_UNSPEC, 0, 0, AI_NUMERICHOST))
                .isInstanceOfSatisfying(GaiException.class, e -> assertThat(e.code()).isEqualTo(EAI_NONAME))
                .hasMessage("getaddrinfo(localhost): EAI_NONAME (-2) Name or service not known");
        assertCode(EAI_NONAME, () -> Resolver.getaddrinfo(null, null, AF_UNSPEC, 0, 0, 0));
        assertCode(EAI_SERVICE,
                () -> Resolver.getaddrinfo("127.0.0.1", "no-such-service", AF_UNSPEC, SOCK_STREAM, 0, 0));
        assertCode(EAI_FAMILY, () -> Resolver.getaddrinfo("127.0.0.1", "80", 9999, SOCK_STREAM, 0, 0));
        assertThatThrownBy(() -> Resolver.getaddrinfo("local\0host", null, AF_UNSPEC, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertCode(EAI_NONAME, () -> Resolver.getservbyname("80", SOCK_STREAM));
    }

    private static void assertCode(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(GaiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void anAddressInNumbers() throws Exception {
        int numeric = NI_NUMERICHOST | NI_NUMERICSERV;
        assertThat(Resolver.getnameinfo(SockaddrIn.of("127.0.0.1", 80), numeric))
                .isEqualTo(new NameInfo("127.0.0.1", "80"));
        assertThat(Resolver.getnameinfo(SockaddrIn6.of("::1", 258), numeric)).isEqualTo(new NameInfo("::1", "258"));
        assertThat(Resolver.getnameinfo(SockaddrIn6.of("fe80::1%lo", 1), numeric).host()).isEqualTo("fe80::1%lo");
        assertThatThrownBy(() -> Resolver.getnameinfo(SockaddrUn.UNNAMED, 9999)).isInstanceOf(GaiException.class);
    }

    @Test
    void theNamesOfThisHost() throws Exception {
        var hostname = new ProcessBuilder("hostname").start();
        try (var output = hostname.inputReader()) {
            assertThat(Resolver.gethostname()).isEqualTo(output.readLine());
        }
        assertThat(Resolver.gethostbyname("localhost")).isEqualTo("127.0.0.1");
        assertThat(Resolver.gethostbyname("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Resolver.gethostbynameEx("localhost").addresses()).contains("127.0.0.1");
        assertThat(Resolver.gethostbyaddr("127.0.0.1").addresses()).containsExactly("127.0.0.1");
        assertThat(Resolver.getfqdn("no.such.host.invalid")).isEqualTo("no.such.host.invalid");
    }

    @Test
    void interfacesAreThoseOfJava() throws Exception {
        var all = Interfaces.ifNameindex();
        assertThat(all).isNotEmpty();
        for (var each : NetworkInterface.networkInterfaces().filter(each -> !each.isVirtual()).toList()) {
            assertThat(all).contains(new Interfaces.Interface(each.getIndex(), each.getName()));
            assertThat(Interfaces.ifNametoindex(each.getName())).isEqualTo(each.getIndex());
            assertThat(Interfaces.ifIndextoname(each.getIndex())).isEqualTo(each.getName());
        }
        assertErrno(ENODEV, () -> Interfaces.ifNametoindex("no-such"));
        assertErrno(ENXIO, () -> Interfaces.ifIndextoname(Integer.MAX_VALUE));
    }

    private static void assertErrno(int errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(new Errno(errno)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 256", "258, 513", "80, 20480", "65535, 65535", "65280, 255"})
    void trap51_aPortInNetworkOrder(int host, int network) {
        assertThat(Inet.htons(host)).isEqualTo(network);
        assertThat(Inet.ntohs(network)).isEqualTo(host);
        assertThatThrownBy(() -> Inet.htons(host - 65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inet.htons(host + 65536)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, 65541, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void trap51_aPortOutOfRangeIsRefusedEverywhere(int port) throws Exception {
        var digits = Integer.toString(port);
        try (var udp = Socket.udp();
                var tcp = Socket.tcp()) {
            for (var call : List.<ThrowingCallable>of(
                    () -> new SockaddrIn(0, port),
                    () -> new SockaddrIn6(0, 1, port, 0, 0),
                    () -> SockaddrIn.of("127.0.0.1", port),
                    () -> SockaddrIn6.of("::1", port),
                    () -> Sockaddr.of("127.0.0.1", port),
                    () -> Sockaddr.of("::1", port),
                    () -> udp.bind("localhost", port),
                    () -> udp.bind("127.0.0.1", port),
                    () -> udp.bind("", port),
                    () -> tcp.connect("localhost", port),
                    () -> tcp.connect("127.0.0.1", port),
                    () -> Socket.createConnection("localhost", port, LONG),
                    () -> Socket.createConnection("127.0.0.1", port, LONG, ANY_PORT),
                    () -> Socket.createServer(Sockaddr.of("127.0.0.1", port)),
                    () -> Resolver.getservbyport(port, SOCK_STREAM),
                    () -> Resolver.getaddrinfo(null, digits, AF_UNSPEC, SOCK_STREAM, 0, 0),
                    () -> Resolver.getaddrinfo("localhost", " " + digits, AF_INET, SOCK_STREAM, 0, 0),
                    () -> Resolver.getaddrinfo("::1", digits, AF_UNSPEC, 0, 0, AI_NUMERICHOST | AI_NUMERICSERV))) {
                assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("port " + port + "; a port is 0 to 65535");
            }
            assertThat(udp.getsockname()).isEqualTo(SockaddrIn.of("0.0.0.0", 0));
        }
    }

    @Test
    void trap51_aPortMayBeWrittenAsStrtoulReadsIt() throws Exception {
        for (var text : List.of("80", " 80", "+80", "00080")) {
            assertThat(Resolver.getaddrinfo(null, text, AF_INET, SOCK_STREAM, 0, 0).getFirst().address())
                    .isEqualTo(SockaddrIn.of("127.0.0.1", 80));
        }
        assertThatThrownBy(
                () -> Resolver.getaddrinfo(null, "99999999999999999999", AF_INET, SOCK_STREAM, 0, 0))
                .hasMessage("port 99999999999999999999; a port is 0 to 65535");
        assertCode(EAI_NONAME, () -> Resolver.getservbyname("-1", SOCK_STREAM));
        assertCode(EAI_SERVICE, () -> Resolver.getaddrinfo(null, "80x", AF_INET, SOCK_STREAM, 0, 0));
    }

    @Test
    void getaddrinfoDecidesWhatIsAnAddress() throws Exception {
        for (var text : List.of("127.0.0.1", "127.1", "0x7f000001", "2130706433")) {
            assertThat(Resolver.getaddrinfo(text, null, AF_INET, SOCK_STREAM, 0, 0).getFirst().address())
                    .isEqualTo(SockaddrIn.of("127.0.0.1", 0));
        }
        assertCode(EAI_ADDRFAMILY, () -> Resolver.getaddrinfo("127.0.0.1", null, AF_INET6, SOCK_STREAM, 0, 0));
        assertCode(EAI_NONAME, () -> Resolver.getaddrinfo("1 is no host", null, AF_INET, SOCK_STREAM, 0, 0));
        assertThat(Resolver.getaddrinfo("127.0.0.1", "http", AF_INET, SOCK_STREAM, 0, 0).getFirst().address())
                .isEqualTo(SockaddrIn.of("127.0.0.1", 80));
    }

    @ParameterizedTest
    @ValueSource(ints = {258, 65535})
    void trap51_theKernelAndJavaSeeTheSamePort(int port) throws Exception {
        try (var socket = Socket.udp()) {
            try {
                socket.bind(SockaddrIn.of("127.0.0.1", port));
            } catch (PermissionException | AddressInUseException e) {
                abort("cannot have port " + port + " here: " + e.getMessage());
            }
            assertThat(socket.getsockname()).isEqualTo(SockaddrIn.of("127.0.0.1", port));
            assertThat(Files.readString(Path.of("/proc/net/udp"))).contains("0100007F:%04X".formatted(port));
            try (var jdk = new java.net.DatagramSocket()) {
                jdk.connect(socket.getsockname().toJava());
                jdk.send(new java.net.DatagramPacket(new byte[] {51}, 1));
                var received = socket.recvfrom(1);
                assertThat(received.data()).containsExactly(51);
                assertThat(received.from()).isEqualTo(SockaddrIn.of("127.0.0.1", jdk.getLocalPort()));
            }
        }
    }

    @Test
    void addressesAsBytesAndAsText() {
        assertThat(Inet.htonl(0x0102_0304)).isEqualTo(0x0403_0201);
        assertThat(Inet.ntohl(Inet.htonl(-2))).isEqualTo(-2);
        assertThat(Inet.inetPton(AF_INET, "1.2.3.255")).containsExactly(1, 2, 3, 255);
        assertThat(Inet.inetAton("127.0.0.1")).containsExactly(127, 0, 0, 1);
        assertThat(Inet.inetNtoa(new byte[] {(byte) 192, 0, 2, 1})).isEqualTo("192.0.2.1");
        assertThat(Inet.inetPton(AF_INET6, "::1")).endsWith(0, 1).hasSize(16);
        for (var text : List.of("::", "::1", "fe80::1", "2001:db8::ff00:42:8329", "::ffff:1.2.3.4",
                "1:2:3:4:5:6:7:8")) {
            assertThat(Inet.inetNtop(AF_INET6, Inet.inetPton(AF_INET6, text))).isEqualTo(text);
        }
        for (var wrong : List.of("", "1", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "::1")) {
            assertThatThrownBy(() -> Inet.inetPton(AF_INET, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (var wrong : List.of("", ":", ":::", "1::2::3", "fe80::1%lo", "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3")) {
            assertThatThrownBy(() -> Inet.inetPton(AF_INET6, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Inet.inetPton(AF_UNIX, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inet.inetNtop(AF_INET, new byte[16])).hasMessageContaining("16 bytes");
    }

    @Test
    void createConnectionFindsTheFamilyThatAnswers() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var client = Socket.createConnection("localhost", port(server), LONG)) {
            assertThat(client.getpeername()).isEqualTo(server.getsockname());
            assertThat(client.gettimeout()).isEqualTo(LONG);
        }
        assumeTrue(Socket.hasDualstackIpv6(), "no IPv6 here");
        try (var server = Socket.createServer(Sockaddr.of("::1", 0));
                var client = Socket.createConnection("::1", ((SockaddrIn6) server.getsockname()).port(), null)) {
            assertThat(client.getpeername()).isEqualTo(server.getsockname());
            assertThat(client.gettimeout()).isNull();
        }
    }

    @Test
    void createConnectionTriesEveryAddressWithinOneDeadline(@TempDir Path folder) throws Exception {
        var hosts = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 many\n127.0.0.2 many\n127.0.0.3 many\n");
        var seen = ChildPrograms.run(
                ChildPrograms.MOUNTED.formatted(hosts, "/etc/hosts", "many"), "");
        assumeFalse(seen.containsKey(ChildPrograms.IMPOSSIBLE), "no mount namespace of its own here");
        assertThat(seen).containsEntry("addresses", "[127.0.0.1, 127.0.0.2, 127.0.0.3]")
                .containsEntry("only.127.0.0.1", "true")
                .containsEntry("only.127.0.0.2", "true")
                .containsEntry("only.127.0.0.3", "true")
                .containsEntry("timeout", "PT10S")
                .containsEntry("refused", "4")
                .containsEntry("refused.each", "4")
                .containsEntry("after.silence", "true")
                .containsEntry("timed.out", "4");
        assertThat(Long.parseLong(seen.get("timed.out.ms"))).isBetween(300L, 5_000L);
    }

    @Test
    void createConnectionFromAnAddressOfOnesOwn() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var client = Socket.createConnection("127.0.0.1", port(server), LONG, Sockaddr.of("127.0.0.9", 0))) {
            assertThat(((SockaddrIn) client.getsockname()).host()).isEqualTo("127.0.0.9");
        }
        int open = openDescriptors();
        assertThatThrownBy(() -> Socket.createConnection("127.0.0.1", 1, LONG))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasNoSuppressedExceptions();
        assertThat(openDescriptors()).as("none is left behind").isLessThanOrEqualTo(open + 2);
    }

    @Test
    void twoServersShareAPortIfBothWantTo() throws Exception {
        try (var one = Socket.createServer(ANY_PORT, 5, true, false)) {
            try (var two = Socket.createServer(one.getsockname(), 5, true, false)) {
                assertThat(two.getsockname()).isEqualTo(one.getsockname());
                assertThat(two.getsockopt(SOL_SOCKET, SO_ACCEPTCONN)).isOne();
            }
            assertThatThrownBy(() -> Socket.createServer(one.getsockname()))
                    .isInstanceOf(AddressInUseException.class);
            assertThatThrownBy(() -> Socket.createServer(ANY_PORT, 5, false, true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void socketpairsOfEveryType() throws Exception {
        for (int type : new int[] {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET}) {
            try (var pair = Socket.socketpair(AF_UNIX, type, 0)) {
                assertThat(pair.first().type()).isEqualTo(type);
                assertThat(pair.first().peer()).isEqualTo(SockaddrUn.UNNAMED);
                pair.first().send(new byte[] {1, 2});
                assertThat(pair.second().recv(10)).containsExactly(1, 2);
            }
        }
        assertErrno(EOPNOTSUPP, () -> Socket.socketpair(AF_INET, SOCK_STREAM, 0));
    }

    @Test
    void anAdoptedNumberIsAsTheKernelHasIt() throws Exception {
        int number = new Socket(AF_INET, SOCK_DGRAM, 0).detach();
        try (var adopted = Socket.adopt(number)) {
            assertThat(adopted.fileno()).isEqualTo(number);
            assertThat(List.of(adopted.family(), adopted.type(), adopted.protocol()))
                    .containsExactly(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            assertThat(adopted.gettimeout()).isNull();
            adopted.setblocking(false);
            try (var duplicate = Socket.fromfd(number)) {
                assertThat(duplicate.fileno()).isNotEqualTo(number);
                assertThat(duplicate.gettimeout()).isEqualTo(Duration.ZERO);
                assertThat(duplicate.getInheritable()).isFalse();
            }
            assertThat(isOpen(number)).isTrue();
        }
        assertThat(isOpen(number)).isFalse();
    }

    @Test
    void whatIsNoSocketIsNotAdopted() throws Exception {
        assertErrno(EBADF, () -> Socket.adopt(-1));
        assertErrno(EBADF, () -> Socket.fromfd(1 << 30));
        int epoll = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        assertErrno(ENOTSOCK, () -> Socket.adopt(epoll));
        int open = openDescriptors();
        assertErrno(ENOTSOCK, () -> Socket.fromfd(epoll));
        assertThat(openDescriptors()).as("no duplicate is left").isLessThanOrEqualTo(open);
        assertThat(isOpen(epoll)).as("still the caller's").isTrue();
        FileSyscalls.close(epoll);
    }

    @Test
    void aDetachedSocketIsClosedAndItsNumberIsNot() throws Exception {
        var socket = Socket.udp();
        int number = socket.detach();
        assertThat(socket.fileno()).isEqualTo(-1);
        assertThatThrownBy(socket::getsockname).isInstanceOf(ClosedDescriptorException.class);
        assertThatThrownBy(socket::detach).isInstanceOf(ClosedDescriptorException.class);
        socket.close();
        assertThat(isOpen(number)).isTrue();
        FileSyscalls.close(number);
    }

    @Test
    void aSocketInUseCannotBeDetached() throws Exception {
        try (var pair = Socket.socketpair()) {
            var recv = ThreadedCall.onPlatformThread(() -> pair.first().recv(1)).awaitBlocked();
            assertThatThrownBy(() -> pair.first().detach()).isInstanceOf(IllegalStateException.class);
            pair.second().sendall(new byte[1]);
            assertThat(recv.result()).hasSize(1);
        }
    }

    @Test
    void trap61_theCollectorLeavesADetachedNumberOpen() throws Exception {
        var leaks = new CopyOnWriteArrayList<LeakDetector.Leak>();
        LeakDetector.report(leaks::add);
        try {
            int number = new Socket(AF_INET, SOCK_DGRAM, 0).detach();
            collect();
            assertThat(isOpen(number)).isTrue();
            assertThat(leaks).noneMatch(leak -> leak.descriptor().equals("fd=" + number));
            FileSyscalls.close(number);
        } finally {
            LeakDetector.report(null);
        }
    }

    @Test
    void trap61_aSocketThatIsLeftOpenIsReportedWithWhereItWasMade() throws Exception {
        var leaks = new CopyOnWriteArrayList<LeakDetector.Leak>();
        LeakDetector.report(leaks::add);
        try {
            int closed = closed();
            int left = leftOpen();
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (leaks.isEmpty() && System.nanoTime() < end) {
                collect();
            }
            assertThat(leaks).singleElement().satisfies(leak -> {
                assertThat(leak.descriptor()).isEqualTo("fd=" + left);
                assertThat(leak.made().getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("leftOpen"));
            });
            assertThat(isOpen(left)).as("never closed behind anybody's back").isTrue();
            FileSyscalls.close(left);
            assertThat(closed).isNotNegative();
        } finally {
            LeakDetector.report(null);
        }
    }

    private static int leftOpen() throws ErrnoException {
        return Socket.udp().fileno();
    }

    private static int closed() throws ErrnoException {
        try (var socket = Socket.udp()) {
            return socket.fileno();
        }
    }

    /** Returns once the collector has run, and a cleaner after it. */
    private static void collect() throws InterruptedException {
        var cleaned = new CountDownLatch(1);
        Cleaner.create().register(new Object(), cleaned::countDown);
        do {
            System.gc();
        } while (!cleaned.await(20, TimeUnit.MILLISECONDS));
    }

    private static boolean isOpen(int number) {
        return FileSyscalls.fcntl(number, F_GETFD, 0) >= 0;
    }

    private static int openDescriptors() throws Exception {
        try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
            return (int) numbers.count();
        }
    }

    private static int port(Socket socket) throws ErrnoException {
        return ((SockaddrIn) socket.getsockname()).port();
    }
}
