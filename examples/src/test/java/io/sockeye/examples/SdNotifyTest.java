package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sd-notify}, with a service manager of our own. */
class SdNotifyTest {
    @Test
    void itSaysThatItIsReadyToAPath(@TempDir Path folder) throws Exception {
        var path = folder.resolve("notify").toString();
        assertReceives(SockaddrUn.path(path), path, "READY=1");
    }

    @Test
    void itSaysMoreToAnAbstractName() throws Exception {
        var name = "sockeye-notify-" + ProcessHandle.current().pid();
        assertReceives(
                SockaddrUn.abstractName(name), "@" + name, "READY=1\nSTATUS=ünder way", "READY=1", "STATUS=ünder way");
    }

    private static void assertReceives(SockaddrUn address, String variable, String expected, String... said)
            throws Exception {
        var command = new ArrayList<>(List.of("env", "NOTIFY_SOCKET=" + variable));
        command.addAll(Running.sockeyeCommand("run", "sd-notify"));
        command.addAll(List.of(said));
        try (var manager = new Socket(AF_UNIX, SOCK_DGRAM, 0).bind(address);
                var program = Running.command(command)) {
            assertThat(program.errors()).isEmpty();
            assertThat(program.status()).isZero();
            manager.settimeout(Duration.ofSeconds(30));
            assertThat(manager.recv(1_000)).asString(UTF_8).isEqualTo(expected);
        }
    }

    @Test
    void withoutAManagerItSaysSo() throws Exception {
        var command = new ArrayList<>(List.of("env", "--unset=NOTIFY_SOCKET"));
        command.addAll(Running.sockeyeCommand("run", "sd-notify"));
        try (var program = Running.command(command)) {
            assertThat(program.errors()).singleElement().asString().startsWith("sockeye: NOTIFY_SOCKET is not set");
            assertThat(program.status()).isOne();
        }
    }
}
