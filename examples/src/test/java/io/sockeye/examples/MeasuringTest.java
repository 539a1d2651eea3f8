package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs that measure, with little to do: what they print, and what must be so on any machine. */
class MeasuringTest {
    @Test
    void scalingHasALineForEachNumberOfDescriptors() throws Exception {
        var lines = run("scaling", "--max", "200", "--events", "500");

        assertThat(lines).anyMatch(line -> line.contains("idle descriptors are eventfds"));
        assertThat(lines).filteredOn(line -> line.matches(" +[0-9]+( +[0-9]+ +[0-9.]+){3}"))
                .extracting(line -> line.strip().split(" +", -1)[0])
                .containsExactly("10", "100", "200");
    }

    @Test
    void acceptHerdAcceptsEachConnectionOnceInEachWay() throws Exception {
        var lines = run("accept-herd", "--connections", "50");

        var ways = lines.stream().filter(line -> line.matches("(one|four) socket.*")).toList();
        assertThat(ways).hasSize(3).allSatisfy(line -> {
            var columns = line.substring(28).strip().split(" +", -1);
            assertThat(columns[0]).isEqualTo("50");
            assertThat(Integer.parseInt(columns[1])).isGreaterThanOrEqualTo(50).isEqualTo(sum(columns[5]));
            assertThat(sum(columns[6])).isEqualTo(50);
        });
    }

    private static int sum(String numbers) {
        return Arrays.stream(numbers.split("\\+", -1)).mapToInt(Integer::parseInt).sum();
    }

    @Test
    void quietClientsAreServedBesideAFlooderAndNoEdgeIsLost() throws Exception {
        var lines = run("edge-fairness", "--rounds", "10", "--messages", "50000");
        lines.forEach(IO::println);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("100 quiet clients, 10 rounds");
        var longest = lines.get(0).replaceFirst(".*the longest wait was ([0-9.]+) ms.*", "$1");
        assertThat(Double.parseDouble(longest)).isLessThan(1_000);
        assertThat(lines.get(1)).startsWith("50000 messages").contains("all of them came back");
    }

    private static List<String> run(String... arguments) throws Exception {
        var words = new String[arguments.length + 1];
        words[0] = "run";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        try (var program = Running.sockeye(words)) {
            var lines = program.lines();
            assertThat(program.errors()).isEmpty();
            assertThat(program.status()).isZero();
            return lines;
        }
    }
}
