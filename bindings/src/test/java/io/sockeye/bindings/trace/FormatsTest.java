package io.sockeye.bindings.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SystemSyscalls;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A write of three bytes to nobody, in every form. */
class FormatsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    private List<String> linesOf(Consumer<TracedCall> listener) {
        try (var arena = Arena.ofConfined();
                var _ = Trace.to(listener)) {
            FileSyscalls.write(-1, arena.allocateFrom("a\"\n"), 3);
        }
        return bytes.toString(UTF_8).lines().toList();
    }

    @Test
    void straceAlignsTheResultsAndShowsSeconds() {
        assertThat(linesOf(new StraceFormat(out))).singleElement().asString()
                .matches("\\d+ write\\(-1, \"a\\\\\"\\\\n\", 3\\) += -1 EBADF \\(Bad file descriptor\\) <0\\.\\d{6}>")
                .matches(line -> line.indexOf('=') == 40, "the result is in column 40");
    }

    @Test
    void jsonIsOneObjectOnALine() {
        var thread = Thread.currentThread().getName();

        assertThat(linesOf(new JsonFormat(out))).singleElement().asString()
                .matches("\\{\"tid\":\\d+,\"thread\":\"" + thread + "\",\"start\":-?\\d+,\"nanos\":\\d+,.*}")
                .contains("\"call\":\"write\",\"arguments\":[\"-1\",\"\\\"a\\\\\\\"\\\\n\\\"\",\"3\"],\"result\":-1,"
                        + "\"errno\":\"EBADF\",\"text\":\"write(-1, ");
    }

    @Test
    void chromeHasTheThreadsNameAndABarForEachCall() {
        // Not by a try block: it is to be used when it has ended.
        var chrome = new ChromeFormat(out);
        assertThat(linesOf(chrome)).hasSize(3);
        chrome.close();
        assertThat(linesOf(chrome)).as("what comes after the end is dropped")
                .hasSize(4)
                .startsWith("[")
                .endsWith("]")
                .anyMatch(line -> line.startsWith("{\"ph\":\"M\",\"name\":\"thread_name\""))
                .anyMatch(line -> line.matches("\\{\"ph\":\"X\",\"name\":\"write\",\"cat\":\"file\",\"ts\":[\\d.]+,"
                        + "\"dur\":[\\d.]+,\"pid\":\\d+,\"tid\":\\d+,\"args\":\\{\"call\":\"write\\(.*\"}}"));
    }

    @Test
    void aChromeFileWithoutCallsIsAnEmptyArray() {
        new ChromeFormat(out).close();

        assertThat(bytes.toString(UTF_8)).isEqualTo("[]\n");
    }

    @Test
    void theSummaryCountsCallsAndErrors() {
        var summary = new Summary();
        linesOf(summary);
        linesOf(summary);
        try (var _ = Trace.to(summary)) {
            SystemSyscalls.getpid();
        }

        assertThat(summary.calls("write")).isEqualTo(2);
        assertThat(summary.errors("write")).isEqualTo(2);
        assertThat(summary.calls("getpid")).isEqualTo(1);
        assertThat(summary.errors("getpid")).isZero();
        assertThat(summary.calls("read")).isZero();
        assertThat(summary.toString().lines()).hasSize(6)
                .first().isEqualTo("% time     seconds  usecs/call     calls    errors syscall");
        assertThat(summary.toString()).containsPattern(" 2         2 write\n").containsPattern(" 3         2 total\n$");
    }
}
