package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code strace -c} counts while {@code echo-server} serves: it waits with what it says, and with nothing else. */
class EchoTraceTest {
    private static final String WAITS = "select,pselect6,poll,ppoll,epoll_wait,epoll_pwait,epoll_pwait2";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"select, p?select6?", "poll, p?poll", "epoll, epoll_wait", "epoll-et, epoll_wait",
        "selector, epoll_wait"})
    void itsOnlyWaitIsThatOfItsMechanism(String mux, String call) throws Exception {
        assumeTrue(Running.exists("strace"), "there is no strace");
        try (var strace = Running.command(List.of("strace", "-f", "true"))) {
            assumeTrue(strace.errors().getLast().contains("exited with 0"), "strace may not trace here");
        }
        int port = Running.freePort();
        var file = folder.resolve("counts");
        var command = new ArrayList<>(List.of("strace", "-f", "-c", "-o", file.toString(), "-e", "trace=" + WAITS));
        command.addAll(Running.sockeyeCommand("run", "echo-server", "--mux", mux, "--port", Integer.toString(port)));
        try (var server = Running.command(command).awaitListening(port)) {
            for (int i = 0; i < 10; i++) {
                try (var client = Running.connect(port)) {
                    client.getOutputStream().write(i);
                    assertThat(client.getInputStream().read()).isEqualTo(i);
                }
            }
            server.endChildren();
        }

        // "% time, seconds, usecs/call, calls, errors, syscall"; errors may be missing.
        var rows = Files.readAllLines(file).stream()
                .map(line -> line.strip().split(" +", -1))
                .filter(columns -> columns[0].matches("[0-9.]+") && !columns[columns.length - 1].equals("total"))
                .toList();
        assertThat(rows).singleElement().satisfies(columns -> {
            assertThat(columns[columns.length - 1]).matches(call);
            assertThat(Integer.parseInt(columns[3])).isGreaterThanOrEqualTo(20);
        });
    }
}
