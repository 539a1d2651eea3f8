package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.ErrnoConstants.EISDIR;
import static io.sockeye.bindings.FileConstants.FD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.FileConstants.O_CREAT;
import static io.sockeye.bindings.FileConstants.O_EXCL;
import static io.sockeye.bindings.FileConstants.O_RDONLY;
import static io.sockeye.bindings.FileConstants.O_WRONLY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pipe's ends and files: read, write, wait, close. */
class PipeTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    @Test
    void whatGoesInComesOut() throws Exception {
        try (var pipe = Pipe.open();
                var arena = Arena.ofConfined()) {
            assertThat(pipe.writer().write("pipe".getBytes(UTF_8))).isEqualTo(4);
            assertThat(pipe.writer().write(arena.allocateFrom("line"))).isEqualTo(5);
            var bytes = new byte[6];
            assertThat(pipe.reader().read(bytes)).isEqualTo(6);
            assertThat(bytes).asString(UTF_8).isEqualTo("pipeli");
            assertThat(pipe.reader().read(arena.allocate(100))).isEqualTo(3);
            pipe.writer().close();
            assertThat(pipe.reader().read(bytes)).isZero();
        }
    }

    @Test
    void bothEndsAreClosedByExec() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pipe = Pipe.open()) {
                assertThat(FileSyscalls.fcntl(pipe.reader().fileno(), F_GETFD, 0)).isEqualTo(FD_CLOEXEC);
                assertThat(FileSyscalls.fcntl(pipe.writer().fileno(), F_GETFD, 0)).isEqualTo(FD_CLOEXEC);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsAReader(ThreadedCall.Way way) throws Exception {
        try (var pipe = Pipe.open()) {
            pipe.reader().settimeout(way.timeout);
            var reads = way.start(() -> pipe.reader().read(new byte[1])).awaitBlocked();
            assertThat(reads.isRunningAfter(MOMENT)).isTrue();
            pipe.reader().close();
            assertThatThrownBy(reads::result).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriterWaitsForRoom(ThreadedCall.Way way) throws Exception {
        try (var pipe = Pipe.open()) {
            var full = new byte[1 << 20];
            pipe.writer().write(full);
            pipe.writer().settimeout(way.timeout);
            var writes = way.start(() -> pipe.writer().write(new byte[100])).awaitBlocked();
            assertThat(writes.isRunningAfter(MOMENT)).isTrue();
            pipe.reader().read(full);
            assertThat(writes.result()).isEqualTo(100);
        }
    }

    @Test
    void anInterruptEndsNoWaitOfAPlatformThreadAndStays() throws Exception {
        try (var pipe = Pipe.open()) {
            var reads = ThreadedCall.onPlatformThread(() -> {
                pipe.reader().read(new byte[1]);
                return Thread.currentThread().isInterrupted();
            });
            reads.awaitBlocked().thread().interrupt();
            assertThat(reads.isRunningAfter(MOMENT)).isTrue();
            pipe.writer().write(new byte[1]);
            assertThat(reads.result()).isTrue();
        }
    }

    @Test
    void timeoutsAreAsForSockets() throws Exception {
        try (var pipe = Pipe.open()) {
            var reader = pipe.reader();
            assertThat(reader.gettimeout()).isNull();
            reader.settimeout(Duration.ZERO);
            assertThatThrownBy(() -> reader.read(new byte[1])).isInstanceOf(WouldBlockException.class);
            reader.settimeout(MOMENT);
            long start = System.nanoTime();
            assertThatThrownBy(() -> reader.read(new byte[1])).isInstanceOf(TimedOutException.class);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MOMENT.toNanos());
        }
    }

    @Test
    void trap18_aPipeWithoutReaderIsAnException() throws Exception {
        try (var pipe = Pipe.open()) {
            pipe.reader().close();
            assertThatThrownBy(() -> pipe.writer().write(new byte[1])).isInstanceOf(BrokenPipeException.class);
        }
    }

    @Test
    void aFileIsCreatedWithItsMode(@TempDir Path folder) throws Exception {
        var path = folder.resolve("datei-ü");
        try (var file = OpenFile.open(path, O_WRONLY | O_CREAT | O_EXCL, 0600)) {
            assertThat(file).hasToString("OpenFile[fd=" + file.fileno() + "]");
            assertThat(FileSyscalls.fcntl(file.fileno(), F_GETFD, 0)).isEqualTo(FD_CLOEXEC);
            assertThat(file.write("text".getBytes(UTF_8))).isEqualTo(4);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        try (var file = OpenFile.open(path, O_RDONLY)) {
            var bytes = new byte[10];
            assertThat(file.read(bytes)).isEqualTo(4);
            assertThat(bytes).startsWith("text".getBytes(UTF_8));
            assertThat(file.read(bytes)).isZero();
        }
        assertErrno(EEXIST, "open(" + path + "): EEXIST", () -> OpenFile.open(path, O_WRONLY | O_CREAT | O_EXCL));
        assertErrno(EISDIR, "open(" + folder + "): EISDIR", () -> OpenFile.open(folder, O_WRONLY));
    }

    @Test
    void misuseIsRefused(@TempDir Path folder) throws Exception {
        try (var pipe = Pipe.open();
                var directory = OpenFile.open(folder, O_RDONLY)) {
            assertErrno(EBADF, "write(fd=", () -> pipe.reader().write(new byte[1]));
            assertErrno(EBADF, "read(fd=", () -> pipe.writer().read(new byte[1]));
            assertErrno(EISDIR, "read(fd=", () -> directory.read(new byte[1]));
            var readOnly = MemorySegment.ofArray(new byte[1]).asReadOnly();
            assertThatThrownBy(() -> pipe.reader().read(readOnly)).isInstanceOf(IllegalArgumentException.class);
            pipe.writer().close();
            assertThatThrownBy(() -> pipe.writer().write(new byte[1])).isInstanceOf(ClosedDescriptorException.class);
            assertThat(pipe.writer()).hasToString("OpenFile[closed]");
        }
    }

    private static void assertErrno(int errno, String message, ThrowingCallable call) {
        var thrown = catchThrowableOfType(ErrnoException.class, call);
        assertThat(thrown.errno()).isEqualTo(new Errno(errno));
        assertThat(thrown).hasMessageStartingWith(message);
    }
}
