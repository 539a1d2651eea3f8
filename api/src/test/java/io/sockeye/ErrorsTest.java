package io.sockeye;

import static io.sockeye.support.Proc.assertNoDescriptorLeaks;
import static io.sockeye.bindings.ErrnoConstants.*;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.RestrictedProgram;
import io.sockeye.support.WaitMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see when something is wrong: the whole message, and nothing left open behind it. */
class ErrorsTest {
    private static final String IN_USE =
            "EADDRINUSE (98) Address already in use; `ss -anp` shows the socket that has it, "
                    + "SO_REUSEADDR allows an address with connections in TIME_WAIT";
    private static final String NO_PERMISSION = "EACCES (13) Permission denied; a port below 1024 needs "
            + "CAP_NET_BIND_SERVICE, a UNIX path a writable directory";

    @TempDir
    Path folder = Path.of("");

    @Test
    void portInUse() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var first = Socket.tcp().bind("127.0.0.1", 0).listen();
                    var second = Socket.tcp()) {
                var address = first.getsockname();
                assertFails(AddressInUseException.class, EADDRINUSE, () -> second.bind(address))
                        .isEqualTo("bind(fd=" + second.fileno() + ", " + address + "): " + IN_USE);
            }
        });
    }

    @Test
    void unixPathInUse() throws Throwable {
        var path = SockaddrUn.of(folder.resolve("used"));
        Socket.unix().bind(path).close();

        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.unix()) {
                assertFails(AddressInUseException.class, EADDRINUSE, () -> socket.bind(path))
                        .isEqualTo("bind(fd=" + socket.fileno() + ", " + path + "): " + IN_USE);
            }
        });
    }

    @Test
    void connectionRefused() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var bound = Socket.tcp().bind("127.0.0.1", 0);
                    var socket = Socket.tcp()) {
                var nobodyListens = bound.getsockname();
                assertFails(ConnectionRefusedException.class, ECONNREFUSED, () -> socket.connect(nobodyListens))
                        .isEqualTo("connect(fd=" + socket.fileno() + ", " + nobodyListens
                                + "): ECONNREFUSED (111) Connection refused");
            }
        });
    }

    @Test
    void unixFileThatNobodyListensAt() throws Throwable {
        var path = SockaddrUn.of(folder.resolve("left"));
        Socket.unix().bind(path).close();

        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.unix()) {
                assertFails(ConnectionRefusedException.class, ECONNREFUSED, () -> socket.connect(path))
                        .isEqualTo("connect(fd=" + socket.fileno() + ", " + path
                                + "): ECONNREFUSED (111) Connection refused");
            }
        });
    }

    @Test
    void addressThatIsNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockaddr.of("localhost", 80))
                .withMessage("no IPv4 address: \"localhost\"; it must be four numbers like 127.0.0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockaddr.of("::g", 80))
                .withMessage("no IPv6 address: \"::g\"; it must be like ::1 or fe80::1%eth0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sockaddr.of("127.0.0.1", 65536))
                .withMessage("port 65536; a port is 0 to 65535");
    }

    @Test
    void hostOfAnotherFamily() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.tcp()) {
                assertThatExceptionOfType(GaiException.class)
                        .isThrownBy(() -> socket.connect("::1", 80))
                        .withMessage("getaddrinfo(::1): EAI_ADDRFAMILY (-9) Address family for hostname not supported");
            }
        });
    }

    @Test
    void addressOfAnotherMachine() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.tcp()) {
                assertFails(ErrnoException.class, EADDRNOTAVAIL, () -> socket.bind("192.0.2.1", 0))
                        .isEqualTo("bind(fd=" + socket.fileno()
                                + ", 192.0.2.1:0): EADDRNOTAVAIL (99) Cannot assign requested address");
            }
        });
    }

    @Test
    void addressOfAnotherFamily() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.tcp()) {
                assertFails(ErrnoException.class, EAFNOSUPPORT, () -> socket.connect(SockaddrIn6.of("::1", 80)))
                        .isEqualTo("connect(fd=" + socket.fileno()
                                + ", [::1]:80): EAFNOSUPPORT (97) Address family not supported by protocol");
            }
        });
    }

    @Test
    void familyThatDoesNotExist() throws Throwable {
        assertNoDescriptorLeaks(() -> assertFails(
                ErrnoException.class, EAFNOSUPPORT, () -> new Socket(1234, SOCK_STREAM, 0).close())
                .isEqualTo("socket(1234, SOCK_STREAM, 0): EAFNOSUPPORT (97) Address family not supported by protocol"));
    }

    @Test
    void closedSocket() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            var socket = Socket.tcp();
            int fd = socket.fileno();
            socket.close();
            socket.close();

            var address = SockaddrIn.of("127.0.0.1", 1);
            assertClosed(fd, "bind", () -> socket.bind(address));
            assertClosed(fd, "listen", () -> socket.listen());
            assertClosed(fd, "accept4", () -> socket.accept());
            assertClosed(fd, "connect", () -> socket.connect(address));
            assertClosed(fd, "send", () -> socket.send(new byte[1]));
            assertFails(ClosedDescriptorException.class, EBADF, () -> socket.sendall(new byte[1]))
                    .isEqualTo("send(fd=" + fd + "): closed; 0 of 1 bytes were sent");
            assertClosed(fd, "recv", () -> socket.recv(1));
            assertClosed(fd, "shutdown", () -> socket.shutdown(SHUT_WR));
            assertClosed(fd, "getsockname", () -> socket.getsockname());
            assertClosed(fd, "getpeername", () -> socket.getpeername());
        });
    }

    private static void assertClosed(int fd, String call, ThrowingCallable fails) {
        assertFails(ClosedDescriptorException.class, EBADF, fails).isEqualTo(call + "(fd=" + fd + "): closed");
    }

    /** Another part of the program has put something else behind the socket's number. */
    @Test
    void notASocket() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var pipe = Pipe.open();
                    var socket = Socket.tcp()) {
                assertThat(FileSyscalls.dup3(pipe.reader().fileno(), socket.fileno(), O_CLOEXEC)).isNotNegative();
                assertFails(ErrnoException.class, ENOTSOCK, () -> socket.recv(1))
                        .isEqualTo("recv(fd=" + socket.fileno() + "): ENOTSOCK (88) Socket operation on non-socket");
                assertFails(ErrnoException.class, ENOTSOCK, () -> socket.listen())
                        .isEqualTo("listen(fd=" + socket.fileno() + "): ENOTSOCK (88) Socket operation on non-socket");
            }
        });
    }

    @Test
    void overLongUnixPath() throws Throwable {
        var path = "/" + "x".repeat(108);

        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.unix()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> socket.bind(SockaddrUn.path(path)))
                        .withMessage("a UNIX address of 109 bytes; there is room for 108: " + path
                                + ". Bind to a relative path, or in a directory with a shorter name.");
            }
        });
    }

    @Test
    void missingFolder() throws Throwable {
        var path = SockaddrUn.of(folder.resolve("missing/socket"));

        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.unix()) {
                var why = "(fd=" + socket.fileno() + ", " + path + "): ENOENT (2) No such file or directory";
                assertFails(ErrnoException.class, ENOENT, () -> socket.bind(path)).isEqualTo("bind" + why);
                assertFails(ErrnoException.class, ENOENT, () -> socket.connect(path)).isEqualTo("connect" + why);
            }
        });
    }

    @Test
    void listeningWithDatagrams() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var socket = new Socket(AF_INET, SOCK_DGRAM, 0)) {
                assertFails(ErrnoException.class, EOPNOTSUPP, () -> socket.listen())
                        .isEqualTo("listen(fd=" + socket.fileno() + "): EOPNOTSUPP (95) Operation not supported");
            }
        });
    }

    @Test
    void acceptingWithoutListening() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.tcp()) {
                assertFails(ErrnoException.class, EINVAL, () -> socket.accept())
                        .isEqualTo("accept4(fd=" + socket.fileno() + "): EINVAL (22) Invalid argument");
            }
        });
    }

    @Test
    void notConnected() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var socket = Socket.tcp()) {
                var why = "(fd=" + socket.fileno() + "): ENOTCONN (107) Transport endpoint is not connected";
                assertFails(ErrnoException.class, ENOTCONN, () -> socket.recv(1)).isEqualTo("recv" + why);
                assertFails(ErrnoException.class, ENOTCONN, () -> socket.getpeername()).isEqualTo("getpeername" + why);
                assertFails(ErrnoException.class, ENOTCONN, () -> socket.shutdown(SHUT_WR))
                        .isEqualTo("shutdown" + why);
            }
        });
    }

    @Test
    void connectedAlready() throws Throwable {
        // Linux lets the call after a non-blocking connect succeed once more: it is what ends SS_CONNECTING.
        WaitMode.assumeBlocksInKernel();
        assertNoDescriptorLeaks(() -> {
            try (var pair = Pair.tcp()) {
                var address = pair.server().getsockname();
                assertFails(ErrnoException.class, EISCONN, () -> pair.client().connect(address))
                        .isEqualTo("connect(fd=" + pair.client().fileno() + ", " + address
                                + "): EISCONN (106) Transport endpoint is already connected");
                assertThat(pair.client().peer()).isEqualTo(address);
            }
        });
    }

    /** It does not end the JVM: SIGPIPE is never raised. */
    @Test
    void brokenPipe() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var pair = Pair.unix()) {
                pair.accepted().close();
                assertFails(BrokenPipeException.class, EPIPE, () -> pair.client().send(new byte[1]))
                        .isEqualTo("send(fd=" + pair.client().fileno() + "): EPIPE (32) Broken pipe");
            }
        });
    }

    /** Who closes before reading everything resets the connection. */
    @Test
    void connectionReset() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            try (var pair = Pair.tcp()) {
                pair.client().sendall(new byte[1]);
                pair.accepted().recv(1, MSG_PEEK);
                pair.accepted().close();
                assertFails(ConnectionResetException.class, ECONNRESET, () -> pair.client().recv(1))
                        .isEqualTo(
                                "recv(fd=" + pair.client().fileno() + "): ECONNRESET (104) Connection reset by peer");
            }
        });
    }

    @Test
    void noPermission() throws Exception {
        assumeTrue(Proc.lowestPortOfEverybody() > 80, "on this machine anybody may have port 80");
        var asUser = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                : List.<String>of();
        var rootsFolder = SockaddrUn.path("/sockeye-test");

        assertThat(inAnotherJvm(asUser, "noPermission", rootsFolder.toString()))
                .containsExactly(
                        "bind(fd=N, 127.0.0.1:80): " + NO_PERMISSION,
                        "bind(fd=N, /sockeye-test): " + NO_PERMISSION,
                        "socket(AF_INET, SOCK_RAW, 1): EPERM (1) Operation not permitted; a raw socket needs CAP_NET_RAW",
                        "0 sockets are left open");
    }

    @Test
    void tooManyDescriptors() throws Exception {
        var limited = List.of("sh", "-c", "ulimit -n 60 && exec \"$0\" \"$@\"");

        assertThat(inAnotherJvm(limited, "tooManyDescriptors"))
                .containsExactly("socket(AF_INET, SOCK_STREAM, 0): EMFILE (24) Too many open files; this process has "
                        + "reached its limit of descriptors, `ulimit -n`");
    }

    @Test
    void aFirstWaitThatFailsForWantOfADescriptorIsNotTheLastOne() throws Exception {
        var limited = List.of("sh", "-c", "ulimit -n 60 && exec \"$0\" \"$@\"");

        assertThat(inAnotherJvm(limited, "noPoller"))
                .satisfiesExactly(
                        without -> assertThat(without).startsWith("epoll_create1(EPOLL_CLOEXEC): EMFILE (24)"),
                        with -> assertThat(with).contains("timed out"));
    }

    /** What {@link RestrictedProgram} prints when it is started by {@code prefix}, with N in place of numbers of descriptors. */
    private static List<String> inAnotherJvm(List<String> prefix, String... arguments) throws Exception {
        var root = System.getProperty("sockeye.root");
        var modulePath = System.getProperty("sockeye.modulePath");
        assumeTrue(root != null && modulePath != null, "without sockeye.root it is not known where the classes are");
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        assumeTrue(canRead(prefix, java) && canRead(prefix, root), "that user may not read " + java + " or " + root);

        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                java,
                "--enable-native-access=io.sockeye.bindings",
                "--module-path=" + modulePath,
                "--patch-module=io.sockeye=" + Path.of(root, "api/target/test-classes"),
                "--module=io.sockeye/" + RestrictedProgram.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            return output.lines().map(line -> line.replaceAll("fd=[0-9]+", "fd=N")).toList();
        } finally {
            assertThat(process.waitFor(30, SECONDS)).isTrue();
        }
    }

    private static boolean canRead(List<String> prefix, String path) throws Exception {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("test", "-r", path));
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            assumeTrue(false, noSuchProgram.getMessage());
            throw noSuchProgram;
        }
    }

    private static AbstractStringAssert<?> assertFails(
            Class<? extends ErrnoException> type, int errno, ThrowingCallable fails) {
        var thrown = assertThatExceptionOfType(type).isThrownBy(fails);
        thrown.isExactlyInstanceOf(type).matches(e -> e.errno().is(errno), "has errno " + errno);
        return thrown.extracting(
                Throwable::getMessage, InstanceOfAssertFactories.STRING);
    }
}
