package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

/** {@code ping}, by both kinds of socket. */
class PingTest {
    private static final String ALLOWED = "echo '0 2147483647' > /proc/sys/net/ipv4/ping_group_range";
    private static final String LINE = "64 bytes from 127\\.0\\.0\\.1: icmp_seq=[12] time=[0-9]+\\.[0-9]{3} ms";

    @Test
    void theChecksumOfRfc1071() {
        var data = new byte[] {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7};

        assertThat(Ping.checksum(data)).isEqualTo(0x220d);
        assertThat(Ping.checksum(new byte[] {1})).as("an odd byte").isEqualTo(0xfeff);
        assertThat(Ping.checksum(Ping.echo(7, 1))).as("of all, with the checksum in it").isZero();
    }

    @Test
    void byARawSocket() throws Exception {
        try (var ping = Running.sockeye("run", "ping", "--count", "2", "--raw")) {
            var errors = ping.errors();
            assumeFalse(errors.toString().contains("EPERM"), errors::toString);
            assertAnswers(ping);
        }
    }

    @Test
    void byADatagramSocket() throws Exception {
        try (var ping = Namespace.sockeye(ALLOWED, "run", "ping", "--count", "2")) {
            assertThat(ping.errors()).isEmpty();
            assertAnswers(ping);
        }
    }

    private static void assertAnswers(Running ping) throws Exception {
        var lines = ping.lines();
        assertThat(lines).hasSize(3).endsWith("2 sent, 2 received");
        assertThat(lines.subList(0, 2)).allMatch(line -> line.matches(LINE));
        assertThat(ping.status()).isZero();
    }

    @Test
    void nobodyAnswers() throws Exception {
        var deaf = "echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all";
        try (var ping = Namespace.sockeye(deaf, "run", "ping", "--count", "1", "--raw")) {
            assertThat(ping.lines()).containsExactly("no answer to icmp_seq=1", "1 sent, 0 received");
            assertThat(ping.status()).isOne();
        }
    }
}
