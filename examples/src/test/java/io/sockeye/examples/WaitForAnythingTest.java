package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code wait-for-anything}: each of the four is seen, whatever else happens meanwhile. */
class WaitForAnythingTest {
    @Test
    void aTimerAFolderAClientAndAProcessAreWaitedForByOneThread() throws Exception {
        int port = Running.freePort();
        try (var program = Running.sockeye("run", "wait-for-anything", "--port", Integer.toString(port))) {
            var file = Path.of(program.line().replaceFirst("^touch ", ""));
            var child = Long.parseLong(program.line().replaceFirst("^kill ", ""));
            assertThat(next(program, "timer: ")).matches("[1-9][0-9]*");
            Files.createFile(file);
            assertThat(next(program, "folder: ")).isEqualTo("watch 1, IN_CREATE, file");
            try (var client = Running.connect(port)) {
                assertThat(next(program, "client: ")).isEqualTo("127.0.0.1:" + client.getLocalPort());
            }
            assertThat(next(program, "timer: ")).isNotEmpty();

            ProcessHandle.of(child).orElseThrow().destroyForcibly();
            assertThat(next(program, "the process has ")).isEqualTo("ended");
            assertThat(program.status()).isZero();
            assertThat(program.errors()).isEmpty();
            assertThat(file.getParent()).doesNotExist();
        }
    }

    /** The rest of the next line that starts so. */
    private static String next(Running program, String start) throws IOException {
        for (var line = program.line(); line != null; line = program.line()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new AssertionError("it has ended: " + program.errors());
    }
}
