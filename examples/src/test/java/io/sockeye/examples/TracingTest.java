package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of {@code ./sockeye trace}; {@link StraceWitnessTest} looks at the text. */
class TracingTest {
    @TempDir
    Path folder;

    @Test
    void linesComeOnStandardErrorBesideTheOutput() throws Exception {
        try (var traced = Running.sockeye("trace", "partial-writes")) {
            assertThat(traced.errors()).anyMatch(line -> line.matches("\\d+ sendto\\(.*\\) += \\d+ <[\\d.]+>"));
            assertThat(traced.lines()).isNotEmpty().noneMatch(line -> line.contains("sendto("));
            assertThat(traced.status()).isZero();
        }
    }

    @Test
    void theSummaryComesAtTheEnd() throws Exception {
        try (var traced = Running.sockeye("trace", "--summary", "partial-writes")) {
            assertThat(traced.errors()).startsWith("% time     seconds  usecs/call     calls    errors syscall")
                    .anyMatch(line -> line.endsWith(" sendto"))
                    .last().asString().endsWith(" total");
        }
    }

    @Test
    void aServerThatIsEndedStillPrintsItsSummary() throws Exception {
        int port = Running.freePort();
        try (var traced = Running.sockeye("trace", "--summary", "epoll-server", "--port", Integer.toString(port))) {
            traced.awaitListening(port).signal("TERM");
            assertThat(traced.errors()).anyMatch(line -> line.endsWith(" listen"));
        }
    }

    @Test
    void jsonGoesToAFile() throws Exception {
        var file = folder.resolve("calls.json");
        try (var traced = Running.sockeye("trace", "--json", "-o", file.toString(), "partial-writes")) {
            assertThat(traced.errors()).isEmpty();
            assertThat(traced.status()).isZero();
        }
        assertThat(Files.readAllLines(file)).isNotEmpty().allMatch(line -> line.matches("\\{\"tid\":.*\"call\":.*}"));
    }

    @Test
    void chromesFileIsWhole() throws Exception {
        var file = folder.resolve("calls.json");
        try (var traced = Running.sockeye("trace", "--chrome", file.toString(), "partial-writes")) {
            assertThat(traced.errors()).isEmpty();
        }
        assertThat(Files.readAllLines(file)).startsWith("[").endsWith("]").hasSizeGreaterThan(5);
    }

    @Test
    void aFullDiskIsOneLineAndStatus1() throws Exception {
        try (var traced = Running.sockeye("trace", "-o", "/dev/full", "partial-writes")) {
            assertThat(traced.errors()).containsExactly("sockeye: not all of the trace could be written");
            assertThat(traced.status()).isEqualTo(1);
        }
    }
}
