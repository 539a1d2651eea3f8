package io.sockeye.examples;

import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.Errno;
import io.sockeye.OpenFile;
import io.sockeye.Socket;
import io.sockeye.bindings.FileSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * One process opens a file, and another reads it: {@code SCM_RIGHTS} passes the descriptor over a UNIX socket; unix(7). The receiver needs
 * no permission to open the file, and does not learn its name. Both share one file offset, as after a fork; open(2).
 *
 * <p>Run: {@code ./sockeye run fd-passing --role receiver}, and in another terminal
 * {@code ./sockeye run fd-passing --role sender --file README.md}. Try: {@code --file /dev/tty}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/FdPassing.java}.
 */
final class FdPassing extends Listed {
    enum Role {
        sender, receiver
    }

    @Option(names = "--role", required = true, description = "what this process does: ${COMPLETION-CANDIDATES}")
    Role role = Role.receiver;

    @Option(names = "--name", description = "where they meet, a path, or @ and an abstract name: ${DEFAULT-VALUE}")
    String meeting = "@sockeye-fd-passing";

    @Option(names = "--file", description = "what the sender opens: ${DEFAULT-VALUE}")
    Path file = Path.of("README.md");

    FdPassing() {
        super("fd-passing", "opens a file in one process, and reads it in another");
    }

    static void main(String[] arguments) {
        Main.run("fd-passing", arguments);
    }

    @Override
    public Integer call() throws IOException {
        switch (role) {
            case sender -> send();
            case receiver -> receive();
        }
        return 0;
    }

    private void send() throws IOException {
        try (var socket = Socket.unix().connect(SdNotify.address(meeting));
                var opened = OpenFile.open(file, O_RDONLY)) {
            // At least one byte has to carry it. Once it is sent the kernel keeps the file open, too: ours may be closed.
            socket.sendFds(new byte[1], opened);
            System.out.println("sent fd=" + opened.fileno());
        }
    }

    private void receive() throws IOException {
        // Closing the message closes the descriptors that came with it.
        try (var server = Socket.unix().bind(SdNotify.address(meeting)).listen();
                var client = server.accept();
                var message = client.recvFds(1, 1);
                var arena = Arena.ofConfined()) {
            if (message.descriptors().isEmpty()) {
                throw new IOException("no descriptor came");
            }
            int fd = message.descriptors().getFirst().fileno();
            System.out.println("received fd=" + fd);
            var buffer = arena.allocate(4096);
            for (long count; (count = FileSyscalls.read(fd, buffer, buffer.byteSize())) != 0;) {
                if (count < 0) {
                    throw new IOException("read(fd=" + fd + "): " + new Errno((int) -count));
                }
                System.out.write(buffer.asSlice(0, count).toArray(JAVA_BYTE));
            }
            System.out.flush();
        }
    }
}
