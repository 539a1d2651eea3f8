package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IPv4 and IPv6 addresses; for UNIX ones see {@link SockaddrUnTest}. */
class SockaddrTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "255.255.255.255", "1.2.3.4", "10.0.100.9"})
    void anIPv4AddressIsFourNumbers(String text) {
        assertThat(SockaddrIn.of(text, 80).host()).isEqualTo(text);
        assertThat(Sockaddr.of(text, 80)).isEqualTo(SockaddrIn.of(text, 80)).hasToString(text + ":80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4", "1.2.3.00",
                "1.2.3.256", "1.2.3.1000", "1.2.3.99999999999", "1.2.3.-4", "+1.2.3.4", "0x1.2.3.4", " 1.2.3.4",
                "1.2.3.4 ", "1.2.3.4\n", "1.2.3.4\0", "1.2.3.\u0664", "1.2.3.a", "localhost"
            })
    void anythingElseIsNoIPv4Address(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrIn.of(text, 80))
                .withMessage("no IPv4 address: \"" + text + "\"; it must be four numbers like 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:1.2.3.4, ::ffff:1.2.3.4",
        "::FFFF:102:304, ::ffff:1.2.3.4",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        // RFC 5952: no leading zeros, lower case, one "::" for the longest run, the first of two, never for one word.
        "2001:0db8::0001, 2001:db8::1",
        "2001:DB8::AbCd, 2001:db8::abcd",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8"
    })
    void anIPv6AddressIsWrittenAsRfc5952Says(String text, String canonical) {
        assertThat(SockaddrIn6.of(text, 80).host()).isEqualTo(canonical);
        assertThat(Sockaddr.of(text, 80)).hasToString("[" + canonical + "]:80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "1::2::3", "::1:", ":1::", "12345::", "::g",
                "::+1", "::-1", "1.2.3.4", "1.2.3.4::", "1.2.3.4:2:3:4:5:6:7", "::1.2.3", "::01.2.3.4", "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4", "[::1]", "::1/64", " ::1", "::1 ", "%lo"
            })
    void anythingElseIsNoIPv6Address(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrIn6.of(text, 80))
                .withMessage("no IPv6 address: \"" + text + "\"; it must be like ::1 or fe80::1%eth0");
    }

    @Test
    void aScopeIsANumberOrAnInterface() throws Exception {
        int lo = NetworkInterface.getByName("lo").getIndex();

        assertThat(SockaddrIn6.of("fe80::1%lo", 80))
                .isEqualTo(new SockaddrIn6(0xfe80L << 48, 1, 80, 0, lo))
                .hasToString("[fe80::1%" + lo + "]:80");
        assertThat(SockaddrIn6.of("fe80::1%4294967295", 80).host()).isEqualTo("fe80::1%4294967295");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "", "lo\0", "lo%lo", "-1"})
    void anythingElseIsNoScope(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrIn6.of("fe80::1%" + scope, 80))
                .withMessage("no network interface \"" + scope + "\" for fe80::1%" + scope);
    }

    @Test
    void aScopeBeyondAllNumbersIsRefusedWithTheAddressThatHasIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrIn6.of("fe80::1%4294967296", 80))
                .withMessageContaining("fe80::1%4294967296");
    }

    @Test
    void aPortIs0To65535() {
        assertThat(SockaddrIn.of("1.2.3.4", 65535).port()).isEqualTo(65535);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrIn.of("1.2.3.4", 65536))
                .withMessage("port 65536; a port is 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrIn6.of("::1", -1))
                .withMessage("port -1; a port is 0 to 65535");
    }

    @Test
    void aThousandIPv4AddressesAreTextAsJavaHasIt() throws Exception {
        var random = new Random(4);
        for (int i = 0; i < 1000; i++) {
            var ours = new SockaddrIn(random.nextInt(), random.nextInt(65536));
            var bytes = ByteBuffer.allocate(4).putInt(ours.address()).array();
            var theirs = new InetSocketAddress(InetAddress.getByAddress(bytes), ours.port());

            assertThat(ours.host()).isEqualTo(theirs.getAddress().getHostAddress());
            assertThat(SockaddrIn.of(ours.host(), ours.port())).isEqualTo(ours);
            assertThat(ours.toJava()).isEqualTo(theirs);
            assertThat(Sockaddr.of(theirs)).isEqualTo(ours);
        }
    }

    @Test
    void aThousandIPv6AddressesAreReadByJavaAsWeWriteThemAndTheOtherWayRound() throws Exception {
        var random = new Random(6);
        for (int i = 0; i < 1000; i++) {
            var ours = new SockaddrIn6(words(random), words(random) | 1, random.nextInt(65536), 0, 0);
            var bytes = ByteBuffer.allocate(16).putLong(ours.high()).putLong(ours.low()).array();
            var theirs = new InetSocketAddress(Inet6Address.getByAddress(null, bytes, null), ours.port());

            assertThat(InetAddress.ofLiteral(ours.host()).getAddress()).isEqualTo(bytes);
            assertThat(SockaddrIn6.of(ours.host(), ours.port())).isEqualTo(ours);
            assertThat(SockaddrIn6.of(theirs.getAddress().getHostAddress(), ours.port())).isEqualTo(ours);
            assertThat(ours.toJava()).isEqualTo(theirs);
            assertThat(Sockaddr.of(theirs)).isEqualTo(ours);
        }
    }

    /** Four words, about half of them zero, and some of them short. */
    private static long words(RandomGenerator random) {
        long words = 0;
        for (int i = 0; i < 4; i++) {
            words = words << 16 | (random.nextBoolean() ? 0 : random.nextInt(65536) >> random.nextInt(13));
        }
        return words;
    }

    @Test
    void aScopeGoesToJavaAndBack() throws Exception {
        var ours = SockaddrIn6.of("fe80::1%lo", 80);

        assertThat(((Inet6Address) ours.toJava().getAddress()).getScopeId()).isEqualTo(ours.scopeId());
        assertThat(Sockaddr.of(ours.toJava())).isEqualTo(ours);
    }

    @Test
    void javaTurnsAMappedAddressIntoIPv4() {
        assertThat(Sockaddr.of(SockaddrIn6.of("::ffff:1.2.3.4", 80).toJava())).isEqualTo(SockaddrIn.of("1.2.3.4", 80));
    }

    @Test
    void anUnresolvedAddressIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockaddr.of(InetSocketAddress.createUnresolved("sockeye.invalid", 80)))
                .withMessage("not resolved: sockeye.invalid/<unresolved>:80");
    }

    @Test
    void everythingGoesThroughTheKernelAndBack() throws Exception {
        try (var four = Socket.tcp().bind(SockaddrIn.of("127.1.2.3", 0));
                var six = Socket.tcp6().bind(SockaddrIn6.of("::1", 0))) {
            assertThat(((SockaddrIn) four.getsockname()).host()).isEqualTo("127.1.2.3");
            assertThat(((SockaddrIn6) six.getsockname()).host()).isEqualTo("::1");
            assertThat(four.getsockname().family()).isEqualTo(AF_INET);
            assertThat(six.getsockname().family()).isEqualTo(AF_INET6);
        }
    }
}
