package io.sockeye.socketserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.Sockaddr;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server closes all that it has although close(2) reports an error: EIO, ENOSPC or EDQUOT. */
class ServerCloseErrorTest {
    /** More calls of close(2) than any thread of the JVM makes. */
    private static final int NTH = 2000;

    @Test
    void workersEndAlthoughTheSocketReportsEio(@TempDir Path folder) throws Exception {
        var strace = List.of("strace", "-f", "--seccomp-bpf", "-o", folder.resolve("trace").toString(), "-e",
                "trace=close", "-e", "inject=close:error=EIO:when=" + NTH);
        assumeTrue(runs(strace), "strace is not installed, or may not trace here");
        assertThat(ChildJvm.run(strace, CloseWithEio.class).output())
                .contains("EIO")
                .endsWith("the worker has ended\n");
    }

    private static boolean runs(List<String> strace) throws InterruptedException {
        var command = new ArrayList<>(strace);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** The first descriptor that close() closes in its thread is the server's socket. */
    static final class CloseWithEio {
        static void main() throws Exception {
            var processes = ForkingMixIn.start(ForkingStartTest.SigIgn.class, 1, ForkingStartTest.OPTIONS);
            var worker = ProcessHandle.current().children().findFirst().orElseThrow();
            // Loads the classes now: that closes files.
            new TCPServer(Sockaddr.of("127.0.0.1", 0), ForkingStartTest.SigIgn::new).close();
            var server = new TCPServer(
                    TCPServer.listening(Sockaddr.of("127.0.0.1", 0)), ForkingStartTest.SigIgn::new, processes);
            Thread.ofPlatform()
                    .start(() -> {
                        for (int i = 1; i < NTH; i++) {
                            FileSyscalls.close(-1);
                        }
                        try {
                            server.close();
                        } catch (IllegalStateException e) {
                            System.out.println(e);
                        }
                    })
                    .join();
            worker.onExit().get(20, TimeUnit.SECONDS);
            System.out.println("the worker has ended");
        }
    }
}
