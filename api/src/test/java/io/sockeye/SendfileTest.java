package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EISDIR;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ESPIPE;
import static io.sockeye.bindings.FileConstants.MFD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static io.sockeye.bindings.FileConstants.O_WRONLY;
import static io.sockeye.bindings.FileConstants.SEEK_CUR;
import static io.sockeye.bindings.FileConstants.SEEK_SET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.BlockingCall;
import io.sockeye.support.NioPeer;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.Signals;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A file goes out, and a socket of java.nio's gets what is in it. */
class SendfileTest {
    private static final long FIVE_GB = 5_000_000_000L;
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final byte[] content = new byte[8 << 20];

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        new Random(57).nextBytes(content);
        file = Files.write(folder.resolve("file"), content);
    }

    /** How a file is named. */
    enum As {
        PATH {
            @Override
            long send(Socket socket, Path file, long offset, long count) throws IOException {
                return socket.sendfile(file, offset, count);
            }
        },
        OPEN_FILE {
            @Override
            long send(Socket socket, Path file, long offset, long count) throws IOException {
                try (var opened = OpenFile.open(file, O_RDONLY)) {
                    return socket.sendfile(opened, offset, count);
                }
            }
        },
        NUMBER {
            @Override
            long send(Socket socket, Path file, long offset, long count) throws IOException {
                try (var opened = OpenFile.open(file, O_RDONLY)) {
                    int fd = opened.fileno();
                    return socket.sendfile(() -> fd, offset, count);
                }
            }
        },
        CHANNEL {
            @Override
            long send(Socket socket, Path file, long offset, long count) throws IOException {
                try (var opened = FileChannel.open(file, StandardOpenOption.READ)) {
                    return socket.sendfile(opened, offset, count);
                }
            }
        };

        abstract long send(Socket socket, Path file, long offset, long count) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 8388608",
        "0, 1, 1",
        "1, 0, 8388607",
        "4095, 4098, 4098",
        "1048575, 1048577, 1048577",
        "8388607, 1, 1",
        "8388600, 100, 8",
        "8388608, 1, 0",
        "9000000, 0, 0",
        "9223372036854775807, 0, 0",
        "8388600, 9223372036854775807, 8"
    })
    void offsetAndCountAreAsPythonHasThem(long offset, long count, int expected) throws Exception {
        var wanted = expected == 0
                ? new byte[0]
                : Arrays.copyOfRange(content, (int) offset, (int) offset + expected);
        for (var as : As.values()) {
            try (var pair = NioPeer.connect()) {
                var received = BackgroundTask.start(pair::readAll);
                assertThat(as.send(pair.socket(), file, offset, count)).as("%s", as).isEqualTo(expected);
                pair.socket().close();
                assertThat(received.result()).as("%s", as).isEqualTo(wanted);
            }
        }
    }

    @Test
    void theFilesOwnPositionStays() throws Exception {
        try (var pair = NioPeer.connect();
                var opened = OpenFile.open(file, O_RDONLY);
                var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileSyscalls.lseek(opened.fileno(), 77, SEEK_SET);
            channel.position(77);
            pair.socket().sendfile(opened, 5, 3);
            pair.socket().sendfile(channel, 5, 3);
            assertThat(FileSyscalls.lseek(opened.fileno(), 0, SEEK_CUR)).isEqualTo(77);
            assertThat(channel.position()).isEqualTo(77);
        }
    }

    /** A file in memory that is nearly all hole; at each of these places is its own number. */
    private record Sparse(OpenFile memory, Path path) implements AutoCloseable {
        static Sparse with(long... places) throws IOException {
            try (var arena = Arena.ofConfined()) {
                int number = FileSyscalls.memfd_create(arena.allocateFrom("sparse"), MFD_CLOEXEC);
                var path = Path.of("/proc/self/fd/" + number);
                try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.setLength(FIVE_GB);
                    for (long place : places) {
                        file.seek(place);
                        file.writeLong(place);
                    }
                }
                return new Sparse(new OpenFile(number, false), path);
            }
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    /** One call moves 0x7ffff000 bytes and no more, whatever it is asked for. */
    @Test
    void trap57_fiveGigabytesAreSentWhole() throws Exception {
        var places = new long[] {0x7ffff000L - 4, 1L << 32, FIVE_GB - 8};
        long notZero = Arrays.stream(places)
                .flatMap(place -> IntStream.range(0, 8).mapToLong(i -> (place >>> (8 * i)) & 0xff))
                .filter(each -> each != 0)
                .count();
        try (var sparse = Sparse.with(places);
                var pair = Pair.tcp()) {
            var received = BackgroundTask.start(() -> countAndNotZero(pair.accepted()));
            assertThat(pair.client().sendfile(sparse.path)).isEqualTo(FIVE_GB);
            pair.client().close();
            assertThat(received.result()).containsExactly(FIVE_GB, notZero);
        }
    }

    /** How many bytes come, and how many of them are not 0. */
    private static long[] countAndNotZero(Socket socket) throws IOException {
        var buffer = ByteBuffer.allocateDirect(1 << 20);
        var zeros = ByteBuffer.allocateDirect(1 << 20);
        var seen = new long[2];
        while (socket.recv(buffer.clear()) > 0) {
            buffer.flip();
            seen[0] += buffer.limit();
            for (int next = 0; next >= 0;) {
                next = buffer.mismatch(zeros.clear().limit(buffer.remaining()));
                if (next >= 0) {
                    seen[1]++;
                    buffer.position(buffer.position() + next + 1);
                }
            }
        }
        return seen;
    }

    @ParameterizedTest
    @EnumSource
    void trap57_offsetsBeyond4GiB(As as) throws Exception {
        var places = new long[] {(1L << 31) - 3, (1L << 32) - 8, (1L << 32) + 1, FIVE_GB - 8};
        try (var sparse = Sparse.with(places);
                var pair = NioPeer.connect()) {
            for (long place : places) {
                assertThat(as.send(pair.socket(), sparse.path, place, 8)).isEqualTo(8);
                assertThat(ByteBuffer.wrap(pair.read(8)).getLong()).isEqualTo(place);
            }
            assertThat(as.send(pair.socket(), sparse.path, FIVE_GB - 3, 0)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap57_aFileThatIsCutMeanwhileEndsThere(As as) throws Exception {
        try (var pair = NioPeer.connect();
                var other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var sends =
                    ThreadedCall.onPlatformThread(() -> as.send(pair.socket(), file, 0, content.length)).awaitBlocked();
            other.truncate(1 << 20);
            var receives = BackgroundTask.start(pair::readAll);
            long sent = sends.result();
            pair.socket().close();
            assertThat(sent).isBetween(1L << 20, content.length - 1L);
            // What was in the socket when the file was cut may be the file's new pages, which are empty.
            assertThat(receives.result()).hasSize((int) sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatGrowsMeanwhileIsSentToItsEnd(As as) throws Exception {
        try (var pair = NioPeer.connect();
                var other = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var sends = ThreadedCall.onPlatformThread(() -> as.send(pair.socket(), file, 0, 0)).awaitBlocked();
            other.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            var receives = BackgroundTask.start(pair::readAll);
            assertThat(sends.result()).isEqualTo(content.length + 3);
            pair.socket().close();
            assertThat(receives.result()).startsWith(content).endsWith(1, 2, 3).hasSize(content.length + 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullSocketIsWaitedFor(ThreadedCall.Way way) throws Exception {
        try (var pair = NioPeer.connect()) {
            pair.socket().settimeout(way.timeout);
            var sends = way.start(() -> pair.socket().sendfile(file)).awaitBlocked();
            assertThat(sends.isRunningAfter(MOMENT)).isTrue();
            var receives = BackgroundTask.start(pair::readAll);
            assertThat(sends.result()).isEqualTo(content.length);
            pair.socket().close();
            assertThat(receives.result()).isEqualTo(content);
        }
    }

    @Test
    void aVirtualThreadParksAndLeavesItsCarrier() throws Exception {
        try (var pair = NioPeer.connect()) {
            var sends = ThreadedCall.onVirtualThread(() -> pair.socket().sendfile(file)).awaitBlocked();
            assertThat(sends.isRunningAfter(MOMENT)).isTrue();
            assertThat(sends.thread().getState()).isEqualTo(Thread.State.WAITING);
            pair.socket().close();
            assertThatThrownBy(sends::result).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void signalsEndNothing() throws Exception {
        try (var pair = NioPeer.connect();
                var signals = Signals.here()) {
            var receives = BlockingCall.platform(() -> {
                signals.awaitSent(100);
                return pair.readAll();
            });
            assertThat(pair.socket().sendfile(file)).isEqualTo(content.length);
            pair.socket().close();
            assertThat(receives.result()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutIsForAllOfItAndTellsHowMuchWasSent(As as) throws Exception {
        try (var pair = NioPeer.connect()) {
            pair.socket().settimeout(MOMENT);
            long start = System.nanoTime();
            var thrown = catchThrowableOfType(
                    TimedOutException.class, () -> as.send(pair.socket(), file, 0, content.length));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MOMENT.toNanos());
            pair.socket().close();
            int sent = (int) thrown.transferred();
            assertThat(sent).isPositive();
            assertThat(thrown).hasMessageContaining(sent + " of " + content.length + " bytes were sent");
            assertThat(pair.readAll()).isEqualTo(Arrays.copyOf(content, sent));
        }
    }

    @Test
    void zeroDoesNotWait() throws Exception {
        try (var pair = NioPeer.connect()) {
            pair.socket().settimeout(Duration.ZERO);
            var thrown = catchThrowableOfType(WouldBlockException.class, () -> pair.socket().sendfile(file));
            assertThat(thrown.transferred()).isPositive();
            assertThat(thrown).hasMessageContaining("; " + thrown.transferred() + " bytes were sent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheSocketEndsIt(ThreadedCall.Way way) throws Exception {
        try (var pair = NioPeer.connect()) {
            pair.socket().settimeout(way.timeout);
            var sends = way.start(() -> pair.socket().sendfile(file)).awaitBlocked();
            assertThat(sends.isRunningAfter(MOMENT)).isTrue();
            pair.socket().close();
            assertThatThrownBy(sends::result)
                    .isInstanceOf(ClosedDescriptorException.class)
                    .hasMessageContaining("bytes were sent");
        }
    }

    @Test
    void progressIsToldAfterEachPiece() throws Exception {
        var told = new ArrayList<Long>();
        try (var pair = NioPeer.connect();
                var opened = OpenFile.open(file, O_RDONLY)) {
            var receives = BackgroundTask.start(pair::readAll);
            pair.socket().sendfile(opened, 1, content.length - 1, told::add);
            assertThat(told).hasSizeGreaterThanOrEqualTo(8).isSorted().endsWith(content.length - 1L);
            pair.socket().close();
            assertThat(receives.result()).hasSize(content.length - 1);
        }
    }

    /** The signal cannot be kept from being raised; the JVM has a handler that ignores it. */
    @Test
    void trap18_aPeerThatIsGoneIsAnException() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.second().close();
            assertThatThrownBy(() -> pair.first().sendfile(file))
                    .isInstanceOf(BrokenPipeException.class)
                    .hasMessageEndingWith("EPIPE (32) Broken pipe; 0 bytes were sent");
        }
    }

    /** It has no pages that the kernel could send. */
    @ParameterizedTest
    @CsvSource({"/proc/self/limits, Limit", "/proc/self/comm, ''", "/sys/kernel/mm/transparent_hugepage/enabled, ''"})
    void filesOfTheKernelAreSentToo(Path path, String start) throws Exception {
        try (var pair = NioPeer.connect()) {
            var receives = BackgroundTask.start(pair::readAll);
            long sent = pair.socket().sendfile(path);
            pair.socket().close();
            assertThat(sent).isPositive();
            assertThat(new String(receives.result(), UTF_8)).startsWith(start).hasSize((int) sent);
        }
    }

    @Test
    void misuseHasItsErrno() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = NioPeer.connect();
                    var pipe = Pipe.open();
                    var writeOnly = OpenFile.open(file, O_WRONLY)) {
                var socket = pair.socket();
                assertErrno(EISDIR, () -> socket.sendfile(folder));
                assertErrno(ENOENT, () -> socket.sendfile(folder.resolve("none")));
                assertErrno(EBADF, () -> socket.sendfile(writeOnly, 0, 1));
                assertErrno(EBADF, () -> socket.sendfile(() -> -1, 0, 1));
                assertErrno(ESPIPE, () -> socket.sendfile(pipe.reader(), 0, 1))
                        .hasMessageContaining("read and sendall");
                assertErrno(ESPIPE, () -> socket.sendfile(socket, 0, 1));
                assertThatIllegalArgumentException().isThrownBy(() -> socket.sendfile(file, -1, 1));
                assertThatIllegalArgumentException().isThrownBy(() -> socket.sendfile(file, 0, -1));
            }
        });
    }

    private static AbstractThrowableAssert<?, ErrnoException> assertErrno(
            int errno, ThrowingCallable call) {
        var thrown = catchThrowableOfType(ErrnoException.class, call);
        assertThat(thrown.errno()).isEqualTo(new Errno(errno));
        return assertThat(thrown);
    }

    @Test
    void whatIsClosedOrNoStreamIsRefused() throws Exception {
        try (var pair = NioPeer.connect();
                var udp = Socket.udp()) {
            var closed = OpenFile.open(file, O_RDONLY);
            closed.close();
            assertThatThrownBy(() -> pair.socket().sendfile(closed, 0, 1))
                    .isInstanceOf(ClosedDescriptorException.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> udp.sendfile(file))
                    .withMessageContaining("only a stream socket");
            pair.socket().close();
            assertThatThrownBy(() -> pair.socket().sendfile(file)).isInstanceOf(ClosedDescriptorException.class);
        }
    }
}
