package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code netlink-dump} says what ip says. */
class NetlinkDumpTest {
    private static final String NETWORK = """
            ip link add east type veth peer name west
            ip link set east addrgenmode none up
            ip link set west addrgenmode none up
            until ip -br link show east | grep -q ' UP ' && ip -br link show west | grep -q ' UP '; do :; done
            ip address add 10.1.2.3/24 dev east
            ip address add 10.9.9.1 peer 10.9.9.2/32 dev west
            ip address add fd00:1::1/64 dev east nodad
            ip route add default via 10.1.2.9
            ip route add 10.50.0.0/16 via 10.1.2.9 metric 7
            ip route add 10.51.0.1 dev west proto static
            ip route add blackhole 10.52.0.0/16
            ip -br link
            ip -br address
            ip route
            echo and
            """;

    @Test
    void itSaysWhatIpSays() throws Exception {
        try (var dump = Namespace.sockeye(NETWORK, "run", "netlink-dump")) {
            var lines = dump.lines().stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
            assertThat(dump.errors()).isEmpty();
            assertThat(lines).contains("and");
            var ip = lines.subList(0, lines.indexOf("and"));
            assertThat(lines.subList(ip.size() + 1, lines.size()))
                    .isEqualTo(ip)
                    .contains("default via 10.1.2.9 dev east", "blackhole 10.52.0.0/16");
            assertThat(dump.status()).isZero();
        }
    }

    @Test
    void itSaysTheSameOfThisMachine() throws Exception {
        try (var ip = Running.command(List.of("sh", "-c", "command -v ip >/dev/null && ip -j address || true"));
                var dump = Running.sockeye("run", "netlink-dump", "address")) {
            var json = String.join("", ip.lines());
            for (var line : dump.lines()) {
                var words = line.split(" +", -1);
                assertThat(json).satisfiesAnyOf(
                        text -> assertThat(text).isEmpty(),
                        text -> assertThat(text).contains("\"ifname\":\"" + words[0].replaceAll("@.*", "") + "\""));
            }
            assertThat(dump.status()).isZero();
        }
    }

    @Test
    void onlyWhatIsAskedFor() throws Exception {
        try (var dump = Namespace.sockeye("true", "run", "netlink-dump", "address", "route")) {
            assertThat(dump.lines()).singleElement().asString().matches("lo +UNKNOWN +127\\.0\\.0\\.1/8 ::1/128 ");
        }
    }
}
