package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.support.ChildJvm;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How worker processes are started where something is missing, and what is said if they are not. */
class ForkingStartTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    /** The classes of the tests are part of the module only by this. */
    static final List<String> OPTIONS = List.of(
            "--patch-module",
            "io.sockeye=" + Path.of(System.getProperty("sockeye.root", ".."), "api/target/test-classes"),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m");

    @TempDir
    private Path folder;

    /** Answers with the signals that its process ignores; proc_pid_status(5). */
    public static final class SigIgn extends StreamRequestHandler {
        /** Made in a worker. */
        public SigIgn() {}

        @Override
        protected void handle() throws IOException {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                wfile().write(lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("?").getBytes(UTF_8));
            }
        }
    }

    /** Ends its process, with a last word. */
    public static final class Ends extends StreamRequestHandler {
        /** Made in a worker. */
        public Ends() {}

        @Override
        protected void handle() {
            System.err.println("a last word");
            System.exit(42);
        }
    }

    /** Cannot be initialized in any process. */
    public static final class Broken extends StreamRequestHandler {
        static {
            fail();
        }

        /** Made in a worker. */
        public Broken() {}

        private static void fail() {
            throw new IllegalStateException("no configuration, on purpose");
        }

        @Override
        protected void handle() {}
    }

    private static ForkingTCPServer server(Class<? extends BaseRequestHandler<Socket>> handler, String... more)
            throws IOException {
        var options = new ArrayList<>(OPTIONS);
        options.addAll(List.of(more));
        return new ForkingTCPServer(ANY_PORT, handler, 1, options.toArray(String[]::new));
    }

    /** Prints what a worker answers. */
    static final class AskOnce {
        static void main() throws Exception {
            try (var server = server(SigIgn.class);
                    var client = Socket.tcp().connect(server.serverAddress())) {
                client.settimeout(Duration.ofSeconds(20));
                server.handleRequest();
                System.out.println(new String(client.makefile().inputStream().readAllBytes(), UTF_8));
            }
        }
    }

    /** As in containers whose seccomp profile is older than the call, or whose kernel is. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void workersStartWherePidfdOpenIsForbidden(String errno) throws Exception {
        var strace = List.of("strace", "-f", "--seccomp-bpf", "-o", folder.resolve("trace").toString(), "-e",
                "trace=pidfd_open,pidfd_send_signal", "-e", "inject=pidfd_open,pidfd_send_signal:error=" + errno);
        assumeTrue(runs(strace), "strace is not installed, or may not trace here");
        assertThat(ChildJvm.run(strace, AskOnce.class).output()).contains("SigIgn:");
    }

    /** As in a jlink image from scratch. SIGINT is ignored there, too, if the image has jdk.unsupported: bit 1 of the mask. */
    @Test
    void workersStartWithoutAShell() throws Exception {
        var withoutShell =
                List.of("unshare", "-m", "/bin/sh", "-c", "mount --bind /dev/null /bin/sh && exec \"$@\"", "sh");
        assumeTrue(runs(withoutShell), "unshare(1) and mount(8) take root");
        assertThat(ChildJvm.run(withoutShell, AskOnce.class).output())
                .containsPattern("SigIgn:\\s*[0-9a-f]*[2367abef]\n");
    }

    private static boolean runs(List<String> prefix) throws InterruptedException {
        var command = new ArrayList<>(prefix);
        command.add("/bin/true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void aStartThatFailsSaysTheExitStatusTheErrorAndTheRemedy() {
        assertThatThrownBy(() -> new ForkingTCPServer(ANY_PORT, SigIgn.class, 2, "-XX:NoSuchOption"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended before it took requests")
                .hasMessageContaining("exit status 1")
                .hasMessageContaining("Unrecognized VM option 'NoSuchOption'")
                .hasMessageContaining("class path");
    }

    /** The worker does not get what lies beside the class path and the module path: here the test's own patch of the module. */
    @Test
    void aHandlerThatTheWorkerDoesNotFindIsNamed() {
        assertThatThrownBy(() -> new ForkingTCPServer(ANY_PORT, SigIgn.class, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit status")
                .hasMessageContaining("java.lang.ClassNotFoundException: " + SigIgn.class.getName())
                .hasMessageContaining("class path");
    }

    @Test
    void aHandlerThatCannotBeInitializedIsNamedWithItsReason() {
        assertThatThrownBy(() -> server(Broken.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit status 1")
                .hasMessageContaining("no configuration, on purpose");
    }

    @Test
    void theMessageIsBounded() {
        assertThatThrownBy(
                () -> server(SigIgn.class, "-XX:+PrintFlagsFinal", "-XX:+DisplayVMOutputToStderr", "-version"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit status 0")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(6_000));
    }

    @Test
    void aWorkerThatEndsInARequestIsReportedWithItsStatusAndItsLastWord() throws Exception {
        var observed = new Observed();
        var processes = ForkingMixIn.start(Ends.class, 1, OPTIONS);
        try (var server = observed.streams(TCPServer.listening(ANY_PORT), () -> new Ends(), processes);
                var client = Socket.tcp().connect(server.serverAddress())) {
            server.handleRequest();
            assertThat(observed.failure())
                    .hasMessageContaining("has died")
                    .hasMessageContaining("exit status 42")
                    .hasMessageContaining("a last word");
            assertThat(client.recv(1)).isEmpty();
        }
    }

    /** An argument's fault ends the workers too, whatever is thrown. */
    @Test
    void aStartThatFailsLeavesNoDescriptorAndNoProcess() throws Throwable {
        var before = ProcessHandle.current().children().toList();
        Proc.assertNoDescriptorLeaks(() -> {
            assertThatThrownBy(() -> new ForkingTCPServer(
                    SockaddrUn.of(folder.resolve("no/such/folder")), SigIgn.class, 1, array()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> new ForkingUDPServer(nothing(), Datagrams.class, 1, array()))
                    .isInstanceOf(NullPointerException.class);
            awaitNoChildrenBut(before);
        });
    }

    /** For servers of datagrams. */
    public static final class Datagrams extends DatagramRequestHandler {
        /** Made in a worker. */
        public Datagrams() {}

        @Override
        protected void handle() {}
    }

    private static String[] array() {
        return OPTIONS.toArray(String[]::new);
    }

    @SuppressWarnings("NullAway")
    private static Sockaddr nothing() {
        return null;
    }

    private static void awaitNoChildrenBut(List<ProcessHandle> before) {
        ServerContract.await(() -> before.containsAll(ProcessHandle.current().children().toList()));
    }
}
