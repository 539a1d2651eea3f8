package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./sockeye} prints, and how it ends. */
class CommandsTest {
    private static final List<String> PROGRAMS =
            List.of("tcp-server", "tcp-client", "select-server", "select-client", "echo-server", "wait-for-anything",
                    "file-blast", "udp-blast", "poll-server", "epoll-server", "scaling", "accept-herd",
                    "edge-fairness", "netlink-dump", "ping", "sd-notify", "fd-passing");

    @Test
    void listShowsEveryProgramWithALine() throws Exception {
        try (var list = Running.sockeye("list")) {
            assertListsPrograms(list);
        }
    }

    @Test
    void theLauncherRunsIt() throws Exception {
        var launcher = Running.root().resolve("sockeye").toString();
        assumeTrue(isBuilt(), "./sockeye would build now");
        try (var list = Running.command(List.of(launcher, "list"));
                var wrong = Running.command(List.of(launcher, "run", "nosuch"))) {
            assertListsPrograms(list);
            assertThat(wrong.status()).isEqualTo(2);
        }
    }

    private static void assertListsPrograms(Running list) throws Exception {
        var lines = list.lines();
        assertThat(list.status()).isZero();
        assertThat(list.errors()).isEmpty();
        assertThat(lines).allMatch(line -> line.matches("[a-z-]+ +[a-z].*[a-z]"));
        assertThat(lines).extracting(line -> line.substring(0, line.indexOf(' '))).containsAll(PROGRAMS);
    }

    private static boolean isBuilt() throws IOException {
        var root = Running.root();
        var built = root.resolve("examples/target/built");
        if (!Files.exists(built)) {
            return false;
        }
        for (var module : List.of("bindings", "api", "examples")) {
            try (var files = Files.walk(root.resolve(module))) {
                var newest = files.filter(file -> !file.startsWith(root.resolve(module).resolve("target")))
                        .filter(file -> !file.startsWith(root.resolve(module).resolve("src/test")))
                        .mapToLong(file -> file.toFile().lastModified())
                        .max();
                if (newest.orElseThrow() >= Files.getLastModifiedTime(built).toMillis()) {
                    return false;
                }
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "run", "nosuch", "run nosuch", "run tcp-server --port many", "run echo-server --mux no",
                "run epoll-server --mux poll", "run scaling --max many", "run accept-herd --connections 1e3",
                "run socketserver --fork --virtual", "run fd-passing", "run fd-passing --role both",
                "trace", "trace nosuch", "trace --json --summary tcp-client", "trace --chrome",
                "trace tcp-client --json"
            })
    void aWrongCallGivesAHintAndStatus2(String arguments) throws Exception {
        var words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
        try (var wrong = Running.sockeye(words)) {
            var errors = wrong.errors();
            assertThat(wrong.status()).isEqualTo(2);
            assertThat(errors).anyMatch(line -> line.startsWith("Usage: ") || line.startsWith("Did you mean: "));
            assertThat(errors).noneMatch(line -> line.contains("\tat "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp-server", "select-server", "poll-server", "epoll-server", "echo-server", "upload-server",
                "socketserver", "chat",
                "tcp-proxy",
                "http-files", "resp-server"})
    void aPortInUseIsOneLineAndStatus1(String program) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = Running.sockeye("run", program, "--port", Integer.toString(other.getLocalPort()))) {
            var errors = server.errors();
            assertThat(server.status()).isEqualTo(1);
            assertThat(errors).singleElement().asString().matches("sockeye: bind\\(fd=[0-9]+, 127\\.0\\.0\\.1:"
                    + other.getLocalPort() + "\\): EADDRINUSE \\(98\\) Address already in use; .*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scaling --max 0", "scaling --events 1", "accept-herd --connections 0", "edge-fairness --quiet 0",
                "edge-fairness --messages -1", "edge-fairness --rounds 0", "socketserver --fork --workers 0"
            })
    void aNumberThatMakesNoSenseIsOneLineAndStatus1(String arguments) throws Exception {
        try (var program = Running.sockeye(("run " + arguments).split(" ", -1))) {
            assertThat(program.errors()).singleElement().asString().contains("at least");
            assertThat(program.status()).isEqualTo(1);
        }
    }

    @Test
    void nobodyThereIsOneLineAndStatus1() throws Exception {
        var port = Integer.toString(Running.freePort());
        try (var client = Running.sockeye("run", "tcp-client", "--port", port)) {
            var errors = client.errors();
            assertThat(client.status()).isEqualTo(1);
            assertThat(errors).singleElement().asString().matches("sockeye: connect\\(fd=[0-9]+, 127\\.0\\.0\\.1:"
                    + port + "\\): ECONNREFUSED \\(111\\) Connection refused");
        }
    }

    @Test
    void anAddressThatCannotBeUsedIsOneLineAndStatus1() throws Exception {
        try (var client = Running.sockeye("run", "tcp-client", "--host", "::1")) {
            assertThat(client.errors()).singleElement().asString().startsWith("sockeye: getaddrinfo(::1): EAI_");
            assertThat(client.status()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "--version", "demo"})
    void aFullDiskIsOneLineAndStatus1(String arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"));
        command.addAll(Running.sockeyeCommand(arguments));
        try (var full = Running.command(command)) {
            assertThat(full.errors()).containsExactly("sockeye: not all of the output could be written");
            assertThat(full.status()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp-server", "select-server", "poll-server", "epoll-server", "echo-server --mux epoll-et",
                "upload-server", "socketserver", "socketserver --fork --workers 2", "chat",
                "tcp-proxy",
                "http-files", "resp-server"})
    void controlCEndsAServerAtOnceAndQuietly(String program) throws Exception {
        int port = Running.freePort();
        // A shell starts jobs in the background with SIGINT ignored, and children inherit that.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Running.sockeyeCommand(("run " + program + " --port " + port).split(" ", -1)));
        try (var server = Running.command(command).awaitListening(port)) {
            server.signal("INT");
            assertThat(server.status()).isEqualTo(130);
            assertThat(server.errors()).isEmpty();
            assertThat(server.lines()).isEmpty();
        }
    }

    @Test
    void theBlastCountsEveryDatagramOfEachWay() throws Exception {
        try (var blast = Running.sockeye("run", "udp-blast", "--seconds", "0.2")) {
            assertThat(blast.lines()).hasSize(5).last().asString().matches("UDP_SEGMENT.* times .* sent, 0 lost");
            assertThat(blast.status()).isZero();
        }
    }
}
