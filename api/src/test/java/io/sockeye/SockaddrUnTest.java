package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockeye.support.Pair;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap 48: how long a UNIX address is, in bytes, with and without NUL, on the way to the kernel and back. */
class SockaddrUnTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {100, 106, 107, 108})
    void trap48APathOfAnyLengthComesBackAsItWent(int length) throws Exception {
        var room = length - folder.toString().length() - 1;
        var path = folder.resolve("x".repeat(room));

        assertThat(SockaddrUn.of(path).bytes()).hasSize(length);
        assertComesBack(SockaddrUn.of(path));
        assertThat(path).exists();
    }

    @Test
    void trap48APathOfOneByte() throws Exception {
        try {
            assertComesBack(SockaddrUn.path("s"));
        } finally {
            Files.delete(Path.of("s"));
        }
    }

    @Test
    void trap48APathThatIsNotAscii() throws Exception {
        var path = SockaddrUn.path(folder.resolve("你好").toString());

        assertComesBack(path);
        assertThat(path.bytes()).hasSize(folder.toString().length() + 1 + 6);
        assertThat(folder.resolve("你好")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "你好", "with\0NUL\0inside\0", "\0"})
    void trap48AnAbstractNameHasItsExactLength(String name) throws Exception {
        var unique = "sockeye/" + ProcessHandle.current().pid() + "/" + name;

        assertComesBack(SockaddrUn.abstractName(unique));
        assertThat(SockaddrUn.abstractName(unique).bytes()).hasSize(unique.getBytes(UTF_8).length + 1);
    }

    @Test
    void trap48TheLongestAbstractName() throws Exception {
        var name = ("sockeye/" + ProcessHandle.current().pid() + "/" + "x".repeat(107)).substring(0, 107);

        assertComesBack(SockaddrUn.abstractName(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrUn.abstractName(name + "x"))
                .withMessageStartingWith("a UNIX address of 109 bytes; there is room for 108: @" + name + "x.");
    }

    @Test
    void trap48TheKernelNamesWhoBindsToNothing() throws Exception {
        try (var socket = Socket.unix()) {
            assertThat(socket.getsockname()).isEqualTo(SockaddrUn.UNNAMED);
            var name = (SockaddrUn) socket.bind(SockaddrUn.UNNAMED).getsockname();

            assertThat(name.isAbstract()).isTrue();
            assertThat(name.toString()).matches("@[0-9a-f]{5}");
        }
    }

    @Test
    void trap48WhoConnectsWithoutANameIsUnnamed() throws Exception {
        try (var pair = Pair.unix()) {
            assertThat(pair.accepted().getpeername()).isEqualTo(SockaddrUn.UNNAMED).hasToString("(unnamed)");
            assertThat(pair.accepted().peer()).isEqualTo(SockaddrUn.UNNAMED);
            assertThat(pair.client().getsockname()).isEqualTo(SockaddrUn.UNNAMED);
        }
    }

    /** As the bound socket's own name, as the peer of a client, and as the name that came with accept. */
    private static void assertComesBack(SockaddrUn name) throws IOException {
        var clientName = SockaddrUn.abstractName("sockeye/client/" + ProcessHandle.current().pid());
        try (var pair = Pair.connect(
                Socket.unix().bind(name).listen(), Socket.unix().bind(clientName))) {
            assertThat(pair.server().getsockname()).isEqualTo(name);
            assertThat(pair.client().getpeername()).isEqualTo(name);
            assertThat(pair.accepted().peer()).isEqualTo(clientName);
        }
    }

    @Test
    void lengthsAreInBytes() {
        assertThat(SockaddrUn.path("é".repeat(54)).bytes()).hasSize(108);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrUn.path("é".repeat(54) + "x"))
                .withMessageStartingWith("a UNIX address of 109 bytes; there is room for 108: éé");
    }

    @Test
    void aPathIsNotEmptyAndHasNoNul() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SockaddrUn.path("a\0b"))
                .withMessage("a path with a NUL inside: 610062");
        assertThatIllegalArgumentException().isThrownBy(() -> SockaddrUn.path("a\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> SockaddrUn.path("")).withMessage("an empty path");
        assertThatIllegalArgumentException().isThrownBy(() -> SockaddrUn.path("\0abstract"));
        assertThatIllegalArgumentException().isThrownBy(() -> SockaddrUn.of(Path.of("")));
    }

    @Test
    void equalBytesAreEqualAddresses() {
        var path = SockaddrUn.path("name");

        assertThat(path).isEqualTo(SockaddrUn.of("name".getBytes(UTF_8))).hasSameHashCodeAs(SockaddrUn.path("name"));
        assertThat(path).isNotEqualTo(SockaddrUn.abstractName("name")).isNotEqualTo(SockaddrUn.UNNAMED);
        path.bytes()[0] = 'x';
        assertThat(path).hasToString("name");
        assertThat(SockaddrUn.abstractName("name")).hasToString("@name");
        assertThat(path.family()).isEqualTo(AF_UNIX);
    }

    @Test
    void pathsGoToJavaAndBack() {
        var path = SockaddrUn.of(folder.resolve("你好"));

        assertThat(path.toJava()).isEqualTo(UnixDomainSocketAddress.of(folder.resolve("你好")));
        assertThat(Sockaddr.of(path.toJava())).isEqualTo(path);
        assertThat(Sockaddr.of(SockaddrUn.UNNAMED.toJava())).isEqualTo(SockaddrUn.UNNAMED);
    }

    @Test
    void whatJavaHasNoNameForStaysHere() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> SockaddrUn.abstractName("name").toJava())
                .withMessage("java.net has no address for @name");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> SockaddrUn.of(new byte[] {'/', (byte) 0xFF}).toJava());
    }
}
