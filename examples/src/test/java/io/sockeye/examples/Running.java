package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that runs in a process of its own. Closing this ends it and those that it has started. */
final class Running implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final BufferedReader errors;

    private Running(List<String> command, Path folder) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        // Whatever the locale of the build is: the document's programs print Chinese.
        builder.environment().put("LC_ALL", "C.UTF-8");
        process = builder.start();
        output = process.inputReader(UTF_8);
        errors = process.errorReader(UTF_8);
    }

    /** {@code ./sockeye ARGUMENTS}, without the launcher, which might build. */
    static Running sockeye(String... arguments) throws IOException {
        return command(sockeyeCommand(arguments));
    }

    /** The same with {@code folder} as its current one. */
    static Running sockeyeIn(Path folder, String... arguments) throws IOException {
        return new Running(sockeyeCommand(arguments), folder);
    }

    static List<String> sockeyeCommand(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=io.sockeye.bindings",
                "--module-path=" + modulePath(),
                "--module=io.sockeye.examples/io.sockeye.examples.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** One of the document's programs; the test is skipped where there is no Python. */
    static Running python(String program, int port) throws IOException {
        return pythonIn(Path.of("."), program, port);
    }

    /** The same with {@code folder} as its current one. */
    static Running pythonIn(Path folder, String program, int port) throws IOException {
        assumeTrue(exists("python3"), "there is no python3");
        var file = root().resolve("examples/src/test/python").resolve(program);
        return new Running(List.of("python3", "-u", file.toString(), Integer.toString(port)), folder);
    }

    static Running command(List<String> command) throws IOException {
        return new Running(command, Path.of("."));
    }

    /** The folder that has README.md in it. */
    static Path root() {
        var root = System.getProperty("sockeye.root");
        return root == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(root);
    }

    static String modulePath() {
        var root = root();
        return root.resolve("bindings/target/classes") + ":" + root.resolve("api/target/classes") + ":"
                + root.resolve("examples/target/classes") + ":" + root.resolve("examples/target/lib");
    }

    static boolean exists(String program) {
        for (var folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** A port that nobody has, for a server that cannot say which one it got. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A client without anything of ours in it. */
    static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns when somebody listens there; proc_pid_net(5). To try by connecting would be a client too many. */
    Running awaitListening(int port) throws IOException {
        return await(port, "/proc/net/tcp", "0A");
    }

    /** Returns when somebody receives datagrams there. */
    Running awaitBound(int port) throws IOException {
        return await(port, "/proc/net/udp", "07");
    }

    private Running await(int port, String file, String state) throws IOException {
        var is = String.format(Locale.ROOT, " 0100007F:%04X 00000000:0000 %s ", port, state);
        for (int i = 0; i < 3_000; i++) {
            try (var sockets = Files.lines(Path.of(file))) {
                if (sockets.anyMatch(line -> line.contains(is))) {
                    return this;
                }
            }
            if (!process.isAlive()) {
                throw new AssertionError("it has ended: " + errors());
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("nobody is at " + port);
    }

    /** The next line that it prints; null when it has ended. */
    String line() throws IOException {
        return output.readLine();
    }

    /** The next line that it prints to standard error; null when it has ended. */
    String errorLine() throws IOException {
        return errors.readLine();
    }

    /** All that it prints from here to its end. */
    List<String> lines() {
        return output.lines().toList();
    }

    /** All that it prints to standard error until its end. */
    List<String> errors() {
        return errors.lines().toList();
    }

    /** Waits for its end, however slow the machine is. */
    int status() throws InterruptedException {
        if (!process.waitFor(50, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** To all of its process group, as a terminal does; it has to lead one. */
    void signalGroup(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid()).start().waitFor();
    }

    /** Those that it has started itself. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Ends those that it has started, and waits until it has noticed. */
    void endChildren() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        status();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        output.close();
        errors.close();
    }
}
