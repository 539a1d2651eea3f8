package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ESPIPE;
import static io.sockeye.bindings.FileConstants.O_APPEND;
import static io.sockeye.bindings.FileConstants.O_CREAT;
import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static io.sockeye.bindings.FileConstants.O_WRONLY;
import static io.sockeye.bindings.FileConstants.SEEK_CUR;
import static io.sockeye.bindings.FileConstants.SEEK_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.ChildPrograms;
import io.sockeye.support.NioPeer;
import io.sockeye.support.Proc;
import io.sockeye.support.Signals;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a socket of java.nio's sends comes into a file. */
class RecvfileTest {
    private static final Path FULL = Path.of("/dev/full");
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final byte[] content = new byte[5 << 20];

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void makeContent() {
        new Random(57).nextBytes(content);
        file = folder.resolve("file");
    }

    private OpenFile opened() throws IOException {
        return OpenFile.open(file, O_WRONLY | O_CREAT);
    }

    /** How a file is named. */
    enum As {
        OPEN_FILE {
            @Override
            long receive(Socket socket, Path file, long offset, long count) throws IOException {
                try (var opened = OpenFile.open(file, O_WRONLY | O_CREAT)) {
                    return socket.recvfile(opened, offset, count);
                }
            }
        },
        NUMBER {
            @Override
            long receive(Socket socket, Path file, long offset, long count) throws IOException {
                try (var opened = OpenFile.open(file, O_WRONLY | O_CREAT)) {
                    int fd = opened.fileno();
                    return socket.recvfile(() -> fd, offset, count);
                }
            }
        },
        CHANNEL {
            @Override
            long receive(Socket socket, Path file, long offset, long count) throws IOException {
                try (var opened = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
                    return socket.recvfile(opened, offset, count);
                }
            }
        };

        abstract long receive(Socket socket, Path file, long offset, long count) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 5242880",
        "0, 1, 1",
        "3, 4099, 4099",
        "4294967297, 0, 5242880",
        "0, 1048577, 1048577",
        "1, 5242880, 5242880",
        "1, 5242881, 5242880",
        "0, 9223372036854775807, 5242880"
    })
    void offsetAndCountSayWhatGoesWhere(long offset, long count, int expected) throws Exception {
        for (var as : As.values()) {
            Files.deleteIfExists(file);
            try (var pair = NioPeer.connect()) {
                var sends = BackgroundTask.start(() -> pair.writeAll(content));
                assertThat(as.receive(pair.socket(), file, offset, count)).as("%s", as).isEqualTo(expected);
                // What is beyond the count stays in the socket.
                assertThat(pair.socket().recvfile(folder.resolve("rest"))).isEqualTo(content.length - expected);
                sends.result();
            }
            assertThat(Files.size(file)).isEqualTo(offset + expected);
            try (var channel = FileChannel.open(file)) {
                var there = ByteBuffer.allocate(expected);
                assertThat(channel.read(there, offset)).isEqualTo(expected);
                assertThat(there.array()).as("%s", as).isEqualTo(Arrays.copyOf(content, expected));
            }
        }
    }

    @Test
    void aPathIsCreatedOrEmptied() throws Exception {
        for (var before : new byte[][] {{}, new byte[content.length + 1]}) {
            Files.write(file, before);
            try (var pair = NioPeer.connect()) {
                var sends = BackgroundTask.start(() -> pair.writeAll(content));
                assertThat(pair.socket().recvfile(file)).isEqualTo(content.length);
                sends.result();
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
        }
    }

    @Test
    void aUnixSocketGivesFilesToo() throws Exception {
        try (var pair = Socket.socketpair()) {
            var sends = BackgroundTask.start(() -> {
                pair.second().sendall(content);
                pair.second().close();
                return true;
            });
            assertThat(pair.first().recvfile(file)).isEqualTo(content.length);
            sends.result();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void theFilesOwnPositionStays() throws Exception {
        try (var pair = Socket.socketpair();
                var opened = opened();
                var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileSyscalls.lseek(opened.fileno(), 77, SEEK_SET);
            channel.position(77);
            pair.second().sendall(new byte[6]);
            pair.first().recvfile(opened, 5, 3);
            pair.first().recvfile(channel, 5, 3);
            assertThat(FileSyscalls.lseek(opened.fileno(), 0, SEEK_CUR)).isEqualTo(77);
            assertThat(channel.position()).isEqualTo(77);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptySocketIsWaitedFor(ThreadedCall.Way way) throws Exception {
        for (var pair : new SocketPair[] {Socket.socketpair(), StreamFamily.TCP.pair()}) {
            try (pair;
                    var opened = opened()) {
                pair.first().settimeout(way.timeout);
                var receives = way.start(() -> pair.first().recvfile(opened, 0, 8)).awaitBlocked();
                assertThat(receives.isRunningAfter(MOMENT)).isTrue();
                pair.second().sendall(new byte[5]);
                assertThat(receives.awaitBlocked().isRunningAfter(MOMENT)).isTrue();
                pair.second().sendall(new byte[5]);
                assertThat(receives.result()).isEqualTo(8);
                assertThat(pair.first().recv(5)).hasSize(2);
            }
        }
    }

    @Test
    void aVirtualThreadParksAndLeavesItsCarrier() throws Exception {
        try (var pair = Socket.socketpair()) {
            var receives = ThreadedCall.onVirtualThread(() -> pair.first().recvfile(file)).awaitBlocked();
            assertThat(receives.isRunningAfter(MOMENT)).isTrue();
            assertThat(receives.thread().getState()).isEqualTo(Thread.State.WAITING);
            pair.second().close();
            assertThat(receives.result()).isZero();
        }
    }

    @Test
    void signalsEndNothing() throws Exception {
        try (var pair = StreamFamily.TCP.pair();
                var signals = Signals.here()) {
            var sends = signals.after(100, () -> {
                pair.second().sendall(content);
                pair.second().close();
            });
            assertThat(pair.first().recvfile(file)).isEqualTo(content.length);
            sends.result();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutIsForAllOfItAndTellsHowMuchWasWritten(As as) throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().settimeout(MOMENT);
            pair.second().sendall(Arrays.copyOf(content, 1000));
            long start = System.nanoTime();
            var thrown = catchThrowableOfType(
                    TimedOutException.class, () -> as.receive(pair.first(), file, 0, 1001));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MOMENT.toNanos());
            assertThat(thrown.transferred()).isEqualTo(1000);
            assertThat(thrown).hasMessageEndingWith("; 1000 of 1001 bytes were written");
            assertThat(thrown.undelivered()).isEmpty();
            assertThat(Files.readAllBytes(file)).isEqualTo(Arrays.copyOf(content, 1000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheSocketEndsIt(ThreadedCall.Way way) throws Exception {
        for (var pair : new SocketPair[] {Socket.socketpair(), StreamFamily.TCP.pair()}) {
            try (pair) {
                pair.first().settimeout(way.timeout);
                pair.second().sendall(new byte[5]);
                var receives = way.start(() -> pair.first().recvfile(file)).awaitBlocked();
                assertThat(receives.isRunningAfter(MOMENT)).isTrue();
                pair.first().close();
                assertThatThrownBy(receives::result)
                        .isInstanceOf(ClosedDescriptorException.class)
                        .hasMessageEndingWith("; 5 bytes were written");
            }
        }
    }

    @Test
    void progressIsToldAfterEachPiece() throws Exception {
        var told = new ArrayList<Long>();
        try (var pair = NioPeer.connect();
                var opened = opened()) {
            var sends = BackgroundTask.start(() -> pair.writeAll(content));
            pair.socket().recvfile(opened, 0, 0, told::add);
            sends.result();
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(5).isSorted().endsWith((long) content.length);
    }

    /** The device takes no splice, so it is written to; it is full at the first byte. */
    @ParameterizedTest
    @EnumSource
    void aFullDeviceSaysHowMuchArrived(As as) throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = Socket.socketpair()) {
                pair.second().sendall(new byte[1000]);
                assertThatThrownBy(() -> as.receive(pair.first(), FULL, 0, 1000))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("0 bytes were written, 1000 more were received: No space left on device");
            }
        });
    }

    @Test
    void nothingIsLostWhenTheDiskIsFull() throws Exception {
        var seen = ChildPrograms.run(
                "unshare -m true || { echo impossible=unshare; exit; };"
                        + " exec unshare -m sh -c \"mount -t tmpfs -o size=1m tmpfs %s && exec $JAVA full %s\""
                                .formatted(folder, file),
                "");
        assumeFalse(seen.containsKey(ChildPrograms.IMPOSSIBLE), "there are no mounts here");
        assertThat(seen)
                .containsEntry("errno", "ENOSPC")
                .containsEntry("written", Integer.toString(1 << 20))
                .containsEntry("message.has.both", "true")
                .containsEntry("all", "true")
                .containsEntry("leaked", "[]");
    }

    /** What cannot be written to is found before anything is taken from the socket. */
    @Test
    void misuseHasItsErrnoAndTakesNothing() throws Throwable {
        Files.write(file, new byte[3]);
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = Socket.socketpair();
                    var pipe = Pipe.open();
                    var appending = OpenFile.open(file, O_WRONLY | O_APPEND);
                    var readOnly = OpenFile.open(file, O_RDONLY);
                    var directory = OpenFile.open(folder, O_RDONLY)) {
                var socket = pair.first();
                pair.second().sendall(new byte[10]);
                assertErrno(EINVAL, () -> socket.recvfile(appending, 0, 1))
                        .hasMessageContaining("which is open with O_APPEND");
                assertErrno(EBADF, () -> socket.recvfile(readOnly, 0, 1));
                assertErrno(EBADF, () -> socket.recvfile(directory, 0, 1));
                assertErrno(EBADF, () -> socket.recvfile(() -> -1, 0, 1));
                assertErrno(ESPIPE, () -> socket.recvfile(pipe.writer(), 0, 1))
                        .hasMessageContaining("recv and write");
                assertErrno(ESPIPE, () -> socket.recvfile(pair.second(), 0, 1));
                assertErrno(ENOENT, () -> socket.recvfile(folder.resolve("none/file")));
                assertThatIllegalArgumentException().isThrownBy(() -> socket.recvfile(() -> 1, -1, 1));
                assertThatIllegalArgumentException().isThrownBy(() -> socket.recvfile(() -> 1, 0, -1));
                assertThat(socket.recv(100)).hasSize(10);
            }
        });
    }

    private static AbstractThrowableAssert<?, ErrnoException> assertErrno(int errno, ThrowingCallable call) {
        var thrown = catchThrowableOfType(ErrnoException.class, call);
        assertThat(thrown.errno()).isEqualTo(new Errno(errno));
        return assertThat(thrown);
    }

    @Test
    void whatIsClosedOrNoStreamIsRefused() throws Exception {
        try (var pair = Socket.socketpair();
                var udp = Socket.udp()) {
            var closed = opened();
            closed.close();
            assertThatThrownBy(() -> pair.first().recvfile(closed, 0, 1)).isInstanceOf(ClosedDescriptorException.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> udp.recvfile(file))
                    .withMessageContaining("only a stream socket");
            pair.first().close();
            assertThatThrownBy(() -> pair.first().recvfile(file)).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void noDescriptorIsLeftAfterSuccessAndFailure() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = Socket.socketpair()) {
                pair.first().settimeout(Duration.ofMillis(1));
                pair.second().sendall(new byte[1000]);
                assertThatThrownBy(() -> pair.first().recvfile(file)).isInstanceOf(TimedOutException.class);
                pair.second().close();
                assertThat(pair.first().recvfile(file)).isZero();
            }
        });
    }
}
