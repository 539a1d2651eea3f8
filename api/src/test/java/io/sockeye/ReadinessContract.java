package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import io.sockeye.support.StreamFamily;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same situations for select, poll and epoll: what each says of them, in its own words, as the kernel has it. */
abstract class ReadinessContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<AutoCloseable> opened = new ArrayList<>();

    /**
     * What is found when everything is asked for, once there is something: {@code "IN OUT"}.
     *
     * @return the words; empty if nothing comes
     */
    abstract String found(Pollable item) throws Exception;

    /** The words of this mechanism for what poll and epoll call by {@code bits}. */
    abstract String words(String bits);

    private void assertFound(Pollable item, String bits) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        // What the other end has sent may take a moment, also on this machine.
        while (!found(item).equals(words(bits)) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(found(item)).isEqualTo(words(bits));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T open(T what) {
        opened.add(what);
        return what;
    }

    @Test
    void connectedAndQuietIsWritable() throws Exception {
        assertFound(open(Pair.tcp()).accepted(), "OUT");
        assertFound(open(Socket.socketpair()).first(), "OUT");
        assertFound(open(Socket.udp()), "OUT");
    }

    @Test
    void withBytesToReadItIsReadableToo() throws Exception {
        var pair = open(Pair.tcp());
        pair.client().send(new byte[1]);
        assertFound(pair.accepted(), "IN OUT");
    }

    @Test
    void withoutRoomToSendItIsNotWritable() throws Exception {
        var full = open(StreamFamily.UNIX.full());
        full.second().send(new byte[1]);
        assertFound(full.first(), "IN");
    }

    @Test
    void outOfBandData() throws Exception {
        var pair = open(Pair.tcp());
        pair.client().send(MemorySegment.ofArray(new byte[1]), MSG_OOB);
        assertFound(pair.accepted(), "PRI OUT");
    }

    @Test
    void thePeerHasHalfClosed() throws Exception {
        var pair = open(Pair.tcp());
        pair.client().shutdown(SHUT_WR);
        assertFound(pair.accepted(), "IN OUT RDHUP");
    }

    @Test
    void bothEndsHaveClosed() throws Exception {
        var pair = open(Pair.tcp());
        pair.client().shutdown(SHUT_WR);
        pair.accepted().shutdown(SHUT_RDWR);
        assertFound(pair.accepted(), "IN OUT HUP RDHUP");
    }

    @Test
    void thePeerHasReset() throws Exception {
        var pair = open(Pair.tcp());
        pair.client().setsockopt(SOL_SOCKET, SO_LINGER, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        pair.client().close();
        assertFound(pair.accepted(), "IN OUT ERR HUP RDHUP");
    }

    @Test
    void listeningWithAClient() throws Exception {
        var server = open(Socket.tcp()).bind("127.0.0.1", 0).listen();
        open(Socket.tcp()).connect(server.getsockname());
        assertFound(server, "IN");
    }

    @Test
    void connectingWasRefused() throws Exception {
        Sockaddr nobody;
        try (var server = Socket.tcp().bind("127.0.0.1", 0)) {
            nobody = server.getsockname();
        }
        var socket = open(Socket.tcp());
        socket.setblocking(false);
        assertThat(socket.connectEx(nobody)).isNotZero();
        assertFound(socket, "IN OUT ERR HUP RDHUP");
    }

    @Test
    void trap26_aFreshSocketIsHungUpAndWritableBeforeItIsConnected() throws Exception {
        assertFound(open(Socket.tcp()), "OUT HUP");
    }

    @Test
    void theEndsOfAPipe() throws Exception {
        var pipe = open(RawPipe.open());
        assertFound(pipe::writer, "OUT");
        pipe.write(1);
        assertFound(pipe::reader, "IN");
    }

    @Test
    void aPipeWhoseOtherEndIsClosed() throws Exception {
        var withoutReader = RawPipe.open();
        open(() -> FileSyscalls.close(withoutReader.writer()));
        FileSyscalls.close(withoutReader.reader());
        assertFound(withoutReader::writer, "OUT ERR");
        var withoutWriter = RawPipe.open();
        open(() -> FileSyscalls.close(withoutWriter.reader()));
        FileSyscalls.close(withoutWriter.writer());
        assertFound(withoutWriter::reader, "HUP");
    }

    @Test
    void trap38_aRegularFile(@TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        try (var _ = new RandomAccessFile(path.toFile(), "rw")) {
            int fd = Proc.descriptorOf(path);
            assertFound(() -> fd, "FILE");
        }
    }
}
