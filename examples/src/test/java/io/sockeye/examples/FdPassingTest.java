package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fd-passing}: two processes. */
class FdPassingTest {
    @Test
    void whatOneOpensTheOtherReads(@TempDir Path folder) throws Exception {
        var meeting = folder.resolve("meeting");
        var file = Files.writeString(folder.resolve("file"), "你好\nand more\n");
        try (var receiver =
                Running.sockeye("run", "fd-passing", "--role", "receiver", "--name", meeting.toString())) {
            awaitUnixListening(meeting.toString());
            try (var sender = Running.sockeye("run", "fd-passing", "--role", "sender", "--name", meeting.toString(),
                    "--file", file.toString())) {
                assertThat(sender.lines()).singleElement().asString().matches("sent fd=[0-9]+");
                assertThat(sender.status()).isZero();
            }
            assertThat(receiver.line()).matches("received fd=[0-9]+");
            assertThat(receiver.lines()).containsExactly("你好", "and more");
            assertThat(receiver.status()).isZero();
        }
    }

    @Test
    void aFileThatIsLargerThanTheBufferArrivesWholeAtAnAbstractName(@TempDir Path folder) throws Exception {
        var name = "@sockeye-fd-passing-" + ProcessHandle.current().pid();
        var file = Files.writeString(folder.resolve("file"), "0123456789\n".repeat(1_000));
        try (var receiver = Running.sockeye("run", "fd-passing", "--role", "receiver", "--name", name)) {
            awaitUnixListening(name);
            try (var sender = Running.sockeye("run", "fd-passing", "--role", "sender", "--name", name, "--file",
                    file.toString())) {
                assertThat(sender.status()).isZero();
            }
            assertThat(receiver.lines()).hasSize(1_001).last().isEqualTo("0123456789");
            assertThat(receiver.status()).isZero();
        }
    }

    @Test
    void withoutAReceiverItSaysSo() throws Exception {
        try (var sender = Running.sockeye("run", "fd-passing", "--role", "sender", "--name", "@sockeye-nobody")) {
            assertThat(sender.errors()).singleElement().asString()
                    .matches("sockeye: connect\\(fd=[0-9]+, @sockeye-nobody\\): ECONNREFUSED .*");
            assertThat(sender.status()).isOne();
        }
    }

    /** Returns when somebody listens there, which the flag __SO_ACCEPTCON tells; proc(5). */
    private static void awaitUnixListening(String name) throws Exception {
        for (int i = 0; i < 3_000; i++) {
            try (var sockets = Files.lines(Path.of("/proc/net/unix"))) {
                if (sockets.anyMatch(line -> line.contains(" 00010000 ") && line.endsWith(" " + name))) {
                    return;
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("nobody listens at " + name);
    }
}
