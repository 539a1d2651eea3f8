package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Tells the service manager that a service is ready: one datagram of lines to a UNIX socket; sd_notify(3). Java's own channels
 * have no UNIX datagrams.
 *
 * <p>Run: {@code ./sockeye run sd-notify READY=1}. Without systemd, try: {@code nc -luU /tmp/notify}, and run it with
 * {@code NOTIFY_SOCKET=/tmp/notify}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/SdNotify.java}.
 */
final class SdNotify extends Listed {
    @Option(
            names = "--socket",
            description = "the receiver's path, or @ and an abstract name; without it $NOTIFY_SOCKET says it")
    String socket = Objects.requireNonNullElse(System.getenv("NOTIFY_SOCKET"), "");

    @Parameters(arity = "0..*", description = "what to say: ${DEFAULT-VALUE}", defaultValue = "READY=1")
    List<String> lines = List.of();

    SdNotify() {
        super("sd-notify", "tells a service manager that a service is ready");
    }

    static void main(String[] arguments) {
        Main.run("sd-notify", arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (socket.isEmpty()) {
            throw new IllegalArgumentException("NOTIFY_SOCKET is not set: this was not started by a service manager");
        }
        try (var sender = new Socket(AF_UNIX, SOCK_DGRAM, 0)) {
            sender.sendto(String.join("\n", lines).getBytes(UTF_8), address(socket));
        }
        return 0;
    }

    /** An abstract name starts with NUL, which an environment cannot hold; so it is written with @. */
    static SockaddrUn address(String text) {
        return text.startsWith("@") ? SockaddrUn.abstractName(text.substring(1)) : SockaddrUn.path(text);
    }
}
