package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.InotifyConstants.IN_CREATE;
import static io.sockeye.bindings.InotifyConstants.IN_DELETE;

import io.sockeye.Epoll;
import io.sockeye.Inotify;
import io.sockeye.PidFd;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.TimerFd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One thread waits for a clock, a folder, clients and the end of a process: to epoll each is a descriptor that becomes readable.
 *
 * <p>Run: {@code ./sockeye run wait-for-anything}. Try what it says, from another terminal, and {@code nc 127.0.0.1 8000}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/WaitForAnything.java}.
 */
public final class WaitForAnything {
    private WaitForAnything() {}

    static void main(String[] arguments) {
        Main.run("wait-for-anything", arguments);
    }

    static void run(String host, int port) throws IOException {
        var folder = Files.createTempDirectory("sockeye-");
        var process = new ProcessBuilder("sleep", "60").start(); // this ends with it
        try (var timer = TimerFd.create();
                var files = Inotify.create();
                var child = PidFd.open(process.toHandle());
                var server = Socket.createServer(Sockaddr.of(host, port));
                var epoll = Epoll.create()) {
            timer.settime(Duration.ofSeconds(1), Duration.ofSeconds(1));
            files.addWatch(folder, IN_CREATE | IN_DELETE);
            epoll.register(timer, EPOLLIN);
            epoll.register(files, EPOLLIN);
            epoll.register(child, EPOLLIN);
            epoll.register(server, EPOLLIN);
            IO.println("touch " + folder.resolve("file") + "\nkill " + process.pid());
            serve(epoll);
        } finally {
            process.destroy();
            empty(folder);
        }
    }

    private static void serve(Epoll epoll) throws IOException {
        while (true) {
            for (var event : epoll.poll(null)) {
                switch (event.item()) {
                    case TimerFd timer -> IO.println("timer: " + timer.read());
                    case Inotify files -> files.read().forEach(file -> IO.println("folder: " + file));
                    case Socket server -> greet(server);
                    default -> {
                        IO.println("the process has ended");
                        return;
                    }
                }
            }
        }
    }

    private static void greet(Socket server) throws IOException {
        // The client may have closed the connection again: accept must not block.
        try (var client = server.tryAccept()) {
            IO.println("client: " + (client == null ? "gone" : client.peer()));
        }
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
