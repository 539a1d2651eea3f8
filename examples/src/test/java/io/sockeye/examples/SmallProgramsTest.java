package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs that end by themselves say what they are there to say. */
class SmallProgramsTest {
    private static List<String> run(String... arguments) throws Exception {
        try (var program = Running.sockeye(arguments)) {
            var lines = program.lines();
            assertThat(program.errors()).isEmpty();
            assertThat(program.status()).isZero();
            return lines;
        }
    }

    @Test
    void nonblockingConnectSaysHowItEnds() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(server.getLocalPort());
            assertThat(run("run", "nonblocking-connect", "--port", port)).containsExactly(
                    "connect: EINPROGRESS (115) Operation now in progress",
                    "select: writable",
                    "SO_ERROR: 0",
                    "connected to 127.0.0.1:" + port);
        }
        assertThat(run("run", "nonblocking-connect", "--port", Integer.toString(Running.freePort())))
                .endsWith("SO_ERROR: ECONNREFUSED (111) Connection refused", "not connected");
    }

    /** Where localhost is ::1, too, nobody is at that one. */
    @Test
    void happyEyeballsFindsTheAddressThatAnswers() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            var port = Integer.toString(server.getLocalPort());
            assertThat(run("run", "happy-eyeballs", "--host", "localhost", "--port", port))
                    .contains("trying 127.0.0.1:" + port)
                    .endsWith("connected to 127.0.0.1:" + port);
        }
    }

    @Test
    void happyEyeballsFindsNobody() throws Exception {
        var port = Integer.toString(Running.freePort());
        try (var program = Running.sockeye("run", "happy-eyeballs", "--host", "localhost", "--port", port)) {
            assertThat(program.errors()).containsExactly(
                    "sockeye: no server answers at any address of localhost with port " + port);
            assertThat(program.status()).isEqualTo(1);
        }
    }

    @Test
    void partialWritesAreSentToTheLastByte() throws Exception {
        var lines = run("run", "partial-writes");
        assertThat(lines).hasSizeGreaterThan(2).element(0).asString()
                .matches("send: [0-9]+ bytes taken, [1-9][0-9]* are left");
        assertThat(lines.getLast()).isEqualTo(lines.size() - 1 + " sends for 16777216 bytes");
    }

    @Test
    void eachMistakeIsOneAndItsMendIsNone() throws Exception {
        var text = String.join("\n", run("run", "common-mistakes"));
        assertThat(text).contains(
                "mistake: helloworld\n  mend:    hello, world",
                "mistake: 你\ufffd\ufffd\ufffd\n  mend:    你好",
                "mistake: hel, cut: true\n  mend:    hello",
                "of 4194304\n  mend:    sendall, all 4194304",
                "mistake: ECONNRESET (104) Connection reset by peer\n  mend:    0 bytes, the end",
                "mistake: EADDRINUSE (98) Address already in use\n  mend:    SO_REUSEADDR, listens");
    }
}
