package io.sockeye;

import static io.sockeye.support.Proc.assertNoDescriptorLeaks;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SHUT_RD;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static io.sockeye.support.OsAssertions.assertCloseOnExec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.BackgroundTask;
import io.sockeye.support.Memory;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every stream socket does, whatever its family. */
abstract class StreamSocketContract {
    private final List<Socket> opened = new ArrayList<>();

    /** A new socket of the family. */
    abstract Socket open() throws IOException;

    /** An address that is free to listen at. */
    abstract Sockaddr free();

    /** What a socket has for a name that was connected and never bound. */
    abstract boolean isNameOfAClient(Sockaddr name);

    /** {@code "AF_INET"}, … */
    abstract String familyName();

    final Socket socket() throws IOException {
        var socket = open();
        opened.add(socket);
        return socket;
    }

    final Socket server() throws IOException {
        return socket().bind(free()).listen();
    }

    final Pair pair() throws IOException {
        var pair = Pair.connect(server(), socket());
        opened.add(pair.accepted());
        return pair;
    }

    @AfterEach
    final void closeAll() {
        opened.forEach(Socket::close);
    }

    @Test
    void bytesGoBothWaysAndTheEndIsSeen() throws Exception {
        var pair = pair();

        pair.client().sendall("你好".getBytes(UTF_8));
        assertThat(pair.accepted().recv(1024)).asString(UTF_8).isEqualTo("你好");
        assertThat(pair.accepted().send("welcome".getBytes(UTF_8))).isEqualTo(7);
        assertThat(pair.client().recv(4)).asString(UTF_8).isEqualTo("welc");
        assertThat(pair.client().recv(1024)).asString(UTF_8).isEqualTo("ome");

        pair.client().close();
        assertThat(pair.accepted().recv(1024)).isEmpty();
        assertThat(pair.accepted().recv(new byte[1])).isZero();
    }

    @Test
    void shutdownEndsOneDirection() throws Exception {
        var pair = pair();

        pair.client().sendall(new byte[] {1});
        pair.client().shutdown(SHUT_WR);
        assertThat(pair.accepted().recv(8)).containsExactly(1);
        assertThat(pair.accepted().recv(8)).isEmpty();
        pair.accepted().sendall(new byte[] {2});
        assertThat(pair.client().recv(8)).containsExactly(2);
        assertThatExceptionOfType(BrokenPipeException.class).isThrownBy(() -> pair.client().send(new byte[1]));

        pair.client().shutdown(SHUT_RD);
        assertThat(pair.client().recv(8)).isEmpty();
    }

    @Test
    void flagsReachTheKernel() throws Exception {
        var pair = pair();

        pair.client().sendall("ab".getBytes(UTF_8));
        assertThat(pair.accepted().recv(8, MSG_PEEK)).asString(UTF_8).isEqualTo("ab");
        var whole = BackgroundTask.start(() -> pair.accepted().recv(4, MSG_WAITALL));
        pair.client().sendall("cd".getBytes(UTF_8));
        assertThat(whole.result()).asString(UTF_8).isEqualTo("abcd");
    }

    @Test
    void namesOfBothEndsAgree() throws Exception {
        var pair = pair();
        var clientName = pair.client().getsockname();

        assertThat(pair.client().getpeername()).isEqualTo(pair.server().getsockname());
        assertThat(pair.client().peer()).isEqualTo(pair.server().getsockname());
        assertThat(pair.accepted().getsockname()).isEqualTo(pair.server().getsockname());
        assertThat(clientName).matches(this::isNameOfAClient);
        assertThat(pair.accepted().getpeername()).isEqualTo(clientName);
        assertThat(pair.accepted().peer()).isEqualTo(clientName);
        assertThat(pair.server().peer()).isNull();
    }

    @Test
    void toStringShowsDescriptorFamilyTypeAndAddresses() throws Exception {
        var pair = pair();
        var name = pair.server().getsockname();
        var kind = familyName() + ", SOCK_STREAM";

        assertThat(pair.server()).hasToString("Socket[fd=" + pair.server().fileno() + ", " + kind + ", " + name + "]");
        assertThat(pair.client())
                .hasToString("Socket[fd=" + pair.client().fileno() + ", " + kind + ", "
                        + pair.client().getsockname() + " -> " + name + "]");
        pair.client().close();
        assertThat(pair.client()).hasToString("Socket[closed, " + kind + "]");
        assertThat(pair.client().fileno()).isEqualTo(-1);
    }

    @Test
    void everyDescriptorIsCloseOnExec() throws Exception {
        var pair = pair();

        for (var socket : List.of(pair.server(), pair.client(), pair.accepted())) {
            assertCloseOnExec(socket);
        }
    }

    @Test
    void aWholeConversationLeavesNoDescriptorOpen() throws Throwable {
        assertNoDescriptorLeaks(() -> {
            var pair = pair();
            pair.client().sendall(new byte[1000]);
            assertThat(pair.accepted().recv(1000, MSG_WAITALL)).hasSize(1000);
            closeAll();
        });
    }

    @ParameterizedTest
    @EnumSource
    void recvFillsTheBuffersRoomAndNothingElse(Memory memory) throws Exception {
        var pair = pair();
        pair.client().sendall("abcdefgh".getBytes(UTF_8));
        var bytes = "0123456789".getBytes(UTF_8);

        assertThat(memory.recv(pair.accepted(), bytes, 3, 6)).isEqualTo(3);
        assertThat(bytes).asString(UTF_8).isEqualTo("012abc6789");
        assertThat(memory.recv(pair.accepted(), bytes, 0, 10)).isEqualTo(5);
        assertThat(bytes).asString(UTF_8).isEqualTo("defgh" + "c6789");
        pair.client().close();
        assertThat(memory.recv(pair.accepted(), bytes, 0, 10)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void sendMovesThePositionByWhatWasTaken(Memory memory) throws Exception {
        var pair = pair();
        memory.sendall(pair.client(), "abc".getBytes(UTF_8));
        assertThat(pair.accepted().recv(8)).asString(UTF_8).isEqualTo("abc");

        var buffer = ByteBuffer.wrap("12345".getBytes(UTF_8)).position(1).limit(4);
        assertThat(pair.client().send(buffer)).isEqualTo(3);
        assertThat(buffer.position()).isEqualTo(4);
        assertThat(buffer.limit()).isEqualTo(4);
        assertThat(pair.accepted().recv(8)).asString(UTF_8).isEqualTo("234");
    }

    @ParameterizedTest
    @EnumSource
    void sixteenMebibytesArriveAsTheyWere(Memory memory) throws Exception {
        var pair = pair();
        var bytes = new byte[16 << 20];
        new Random(1).nextBytes(bytes);
        var expected = new CRC32C();
        expected.update(bytes);

        var sender = BackgroundTask.start(() -> {
            memory.sendall(pair.client(), bytes);
            pair.client().shutdown(SHUT_WR);
            return true;
        });
        var received = new byte[100_000];
        var actual = new CRC32C();
        for (int count; (count = memory.recv(pair.accepted(), received, 0, received.length)) > 0;) {
            actual.update(received, 0, count);
        }
        assertThat(actual.getValue()).isEqualTo(expected.getValue());
        assertThat(sender.result()).isTrue();
    }

    @Test
    void anEmptyBufferReceivesAndSendsNothing() throws Exception {
        var pair = pair();
        pair.client().sendall(new byte[] {1});

        assertThat(pair.accepted().recv(new byte[0])).isZero();
        assertThat(pair.accepted().recv(ByteBuffer.allocate(8).flip())).isZero();
        assertThat(pair.client().send(new byte[0])).isZero();
        pair.client().sendall(new byte[0]);
        assertThat(pair.accepted().recv(8)).containsExactly(1);
    }

    @Test
    void memoryThatCannotBeWrittenIsRefusedBeforeAnythingIsReceived() throws Exception {
        var pair = pair();
        var closed = Arena.ofConfined();
        var segment = closed.allocate(8);
        closed.close();

        assertRefused(pair, socket -> socket.recv(segment));
        assertRefused(pair, socket -> socket.recv(ByteBuffer.allocate(8).asReadOnlyBuffer()));
        assertRefused(pair, socket -> socket.recv(ByteBuffer.allocateDirect(8).asReadOnlyBuffer()));
        assertRefused(pair, socket -> socket.recv(MemorySegment.ofArray(new byte[8]).asReadOnly()));
        assertRefused(pair, socket -> socket.recv(Arena.ofAuto().allocate(8).asReadOnly()));
    }

    private interface Receives {
        int from(Socket socket) throws IOException;
    }

    private static void assertRefused(Pair pair, Receives receives) throws IOException {
        pair.client().sendall(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> receives.from(pair.accepted())).isInstanceOf(RuntimeException.class);
        assertThat(pair.accepted().recv(8, MSG_DONTWAIT)).containsExactly(1, 2, 3);
    }

    @Test
    void memoryOfAClosedArenaOrOfAnotherThreadIsNotSent() throws Exception {
        var pair = pair();
        var closed = Arena.ofConfined();
        var segment = closed.allocate(8);
        closed.close();

        assertThatIllegalStateException().isThrownBy(() -> pair.client().send(segment));
        try (var arena = Arena.ofConfined()) {
            var mine = arena.allocate(8);
            assertThat(BackgroundTask.start(() -> pair.client().send(mine)))
                    .failsWithin(5, SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(WrongThreadException.class);
        }
        assertThatExceptionOfType(WouldBlockException.class).isThrownBy(() -> pair.accepted().recv(1, MSG_DONTWAIT));
    }

    @Test
    void trap2CloseEndsAThreadInRecv() throws Exception {
        var socket = pair().accepted();
        assertCloseEnds(socket, Proc.RECVFROM, "recv", () -> socket.recv(1));
    }

    @Test
    void trap2CloseEndsAThreadInAccept() throws Exception {
        var socket = server();
        assertCloseEnds(socket, Proc.ACCEPT4, "accept4", socket::accept);
    }

    @Test
    void trap2CloseEndsAThreadInSend() throws Exception {
        var socket = pair().client();
        assertCloseEnds(socket, Proc.SENDTO, "send", () -> {
            socket.sendall(Arena.ofAuto().allocate(64 << 20));
            return true;
        });
    }

    @Test
    void trap2CloseEndsAThreadInConnect() throws Exception {
        var full = socket().bind(free()).listen(0).getsockname();
        socket().connect(full);
        var socket = socket();
        assertCloseEnds(socket, () -> awaitInsideConnect(socket.fileno()), "connect", () -> socket.connect(full));
    }

    /** Where a connect to a listener with a full backlog waits. */
    void awaitInsideConnect(int fd) throws IOException {
        Proc.awaitInside(Proc.CONNECT, fd);
    }

    @Test
    void trap2CloseEndsAllThreadsThatAreInside() throws Exception {
        var socket = pair().accepted();
        int fd = socket.fileno();
        var readers = new ArrayList<BackgroundTask<byte[]>>();
        for (int i = 0; i < 4; i++) {
            readers.add(BackgroundTask.start(() -> socket.recv(1)));
        }
        Proc.awaitInside(Proc.RECVFROM, fd);

        socket.close();
        for (var reader : readers) {
            assertThat(reader).failsWithin(5, SECONDS).withThrowableThat()
                    .withCauseInstanceOf(ClosedDescriptorException.class);
        }
    }

    /** Closes {@code socket} when another thread is inside of {@code call}. */
    private static void assertCloseEnds(Socket socket, int number, String call, Callable<?> blocks) throws Exception {
        assertCloseEnds(socket, () -> Proc.awaitInside(number, socket.fileno()), call, blocks);
    }

    private interface Await {
        void inside() throws IOException;
    }

    private static void assertCloseEnds(Socket socket, Await await, String call, Callable<?> blocks) throws Exception {
        int fd = socket.fileno();
        var was = Proc.descriptor(fd);
        var blocked = BackgroundTask.start(blocks);
        await.inside();

        socket.close();
        assertThat(blocked).failsWithin(5, SECONDS).withThrowableThat()
                .withCauseInstanceOf(ClosedDescriptorException.class)
                .withMessageContaining(call + "(fd=" + fd + "): closed");
        assertThat(Proc.descriptor(fd)).as("the number is given back").isNotEqualTo(was);
    }
}
