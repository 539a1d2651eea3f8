package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.ErrnoConstants.EFAULT;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ENOTTY;
import static io.sockeye.bindings.ErrnoConstants.ESPIPE;
import static io.sockeye.bindings.FileConstants.FD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.F_SETFD;
import static io.sockeye.bindings.FileConstants.F_SETFL;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.iovec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls on any descriptor. */
class FileSyscallsTest {
    private final Descriptors fds = new Descriptors();
    private final int[] pipe = fds.pipe();

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void whatIsWrittenIsRead() {
        var buffer = fds.arena.allocate(10);
        assertThat(FileSyscalls.write(pipe[1], fds.bytes("hello"), 5)).isEqualTo(5);

        assertThat(FileSyscalls.read(pipe[0], buffer, 10)).isEqualTo(5);
        assertThat(Descriptors.text(buffer, 5)).isEqualTo("hello");

        fds.close(pipe[1]);
        assertThat(FileSyscalls.read(pipe[0], buffer, 10)).as("the end").isZero();
    }

    @Test
    void writevGathersAndReadvScatters() {
        var one = fds.arena.allocate(3);
        var other = fds.arena.allocate(3);
        assertThat(FileSyscalls.writev(pipe[1], iov(fds.bytes("ab"), fds.bytes("cde")), 2)).isEqualTo(5);

        assertThat(FileSyscalls.readv(pipe[0], iov(one, other), 2)).isEqualTo(5);

        assertThat(Descriptors.text(one, 3)).isEqualTo("abc");
        assertThat(Descriptors.text(other, 2)).isEqualTo("de");
    }

    @Test
    void dup3GivesAFileAnotherNumber() {
        int number = fds.duplicate(pipe[1], 200);
        fds.close(number);

        int copy = fds.opened(FileSyscalls.dup3(pipe[1], number, O_CLOEXEC));

        assertThat(copy).isEqualTo(number);
        assertThat(FileSyscalls.write(copy, fds.bytes("x"), 1)).isOne();
        assertThat(fds.available(pipe[0])).isOne();
        assertThat(FileSyscalls.fcntl(copy, F_GETFD, 0)).isEqualTo(FD_CLOEXEC);
    }

    @Test
    void trap11FcntlSetsAndGetsNonBlocking() {
        int flags = FileSyscalls.fcntl(pipe[0], F_GETFL, 0);
        assertThat(flags & O_NONBLOCK).isZero();

        assertThat(FileSyscalls.fcntl(pipe[0], F_SETFL, flags | O_NONBLOCK)).isZero();
        assertThat(FileSyscalls.fcntl(pipe[0], F_GETFL, 0)).isEqualTo(flags | O_NONBLOCK);
        assertThat(FileSyscalls.read(pipe[0], fds.arena.allocate(1), 1)).isEqualTo(-EAGAIN);

        assertThat(FileSyscalls.fcntl(pipe[0], F_SETFD, 0)).isZero();
        assertThat(FileSyscalls.fcntl(pipe[0], F_GETFD, 0)).isZero();
    }

    @Test
    void trap11IoctlReadsAndWritesTheIntBehindTheDots() {
        assertThat(FileSyscalls.write(pipe[1], fds.bytes("1234567"), 7)).isEqualTo(7);
        var number = fds.arena.allocateFrom(JAVA_INT, -1);
        assertThat(FileSyscalls.ioctl(pipe[0], FileConstants.FIONREAD, number)).isZero();
        assertThat(number.get(JAVA_INT, 0)).isEqualTo(7);

        assertThat(FileSyscalls.ioctl(pipe[0], FileConstants.FIONBIO, number)).isZero();
        assertThat(FileSyscalls.fcntl(pipe[0], F_GETFL, 0) & O_NONBLOCK).isEqualTo(O_NONBLOCK);
    }

    @Test
    void sendfileStartsAtItsOffsetAndSaysWhereItEnded(@TempDir Path folder) throws IOException {
        var path = Files.writeString(folder.resolve("file"), "0123456789").toRealPath();
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int fd = Descriptors.numberOf(path);
            int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
            var offset = fds.arena.allocateFrom(JAVA_LONG, 4);

            assertThat(FileSyscalls.sendfile(pair[0], fd, offset, 100)).isEqualTo(6);
            assertThat(offset.get(JAVA_LONG, 0)).isEqualTo(10);
            assertThat(FileSyscalls.sendfile(pair[0], fd, offset, 100)).as("the end of the file").isZero();
            assertThat(file.getFilePointer()).isZero();

            assertThat(FileSyscalls.sendfile(pair[0], fd, NULL, 2)).isEqualTo(2);
            assertThat(file.getFilePointer()).as("its own position").isEqualTo(2);
            var received = fds.arena.allocate(8);
            assertThat(FileSyscalls.read(pair[1], received, 8)).isEqualTo(8);
            assertThat(Descriptors.text(received, 8)).isEqualTo("45678901");
        }
    }

    @Test
    void spliceMovesFromAFileThroughAPipeToASocket(@TempDir Path folder) throws IOException {
        var path = Files.writeString(folder.resolve("file"), "0123456789").toRealPath();
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
            var offset = fds.arena.allocateFrom(JAVA_LONG, 7);

            assertThat(FileSyscalls.splice(Descriptors.numberOf(path), offset, pipe[1], NULL, 100, 0)).isEqualTo(3);
            assertThat(offset.get(JAVA_LONG, 0)).isEqualTo(10);
            assertThat(file.getFilePointer()).isZero();
            assertThat(FileSyscalls.splice(pipe[0], NULL, pair[0], NULL, 3, FileConstants.SPLICE_F_MOVE))
                    .isEqualTo(3);

            var received = fds.arena.allocate(3);
            assertThat(FileSyscalls.read(pair[1], received, 3)).isEqualTo(3);
            assertThat(Descriptors.text(received, 3)).isEqualTo("789");
        }
    }

    @Test
    void openCreatesAFileWithItsModeAndOpenatFindsItFromItsDirectory(@TempDir Path folder) throws IOException {
        var path = folder.resolve("file");
        int flags = FileConstants.O_CREAT | FileConstants.O_EXCL | FileConstants.O_WRONLY | O_CLOEXEC;
        var name = fds.arena.allocateFrom(path.toString());

        int fd = fds.opened(FileSyscalls.open(name, flags, FileConstants.S_IRUSR | FileConstants.S_IWUSR));
        assertThat(FileSyscalls.write(fd, fds.bytes("hello"), 5)).isEqualTo(5);

        assertThat(path).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        assertThat(FileSyscalls.open(name, flags, 0)).isEqualTo(-EEXIST);
        int directory = fds.opened(FileSyscalls.open(
                fds.arena.allocateFrom(folder.toString()), FileConstants.O_DIRECTORY | O_CLOEXEC, 0));
        int again = fds.opened(FileSyscalls.openat(directory, fds.arena.allocateFrom("file"), O_CLOEXEC, 0));
        assertThat(FileSyscalls.read(again, fds.arena.allocate(9), 9)).isEqualTo(5);
    }

    @Test
    void aFileInMemoryHasALengthAndAPosition() {
        int fd = fds.opened(FileSyscalls.memfd_create(fds.arena.allocateFrom("sockeye"), FileConstants.MFD_CLOEXEC));
        assertThat(FileSyscalls.write(fd, fds.bytes("0123456789"), 10)).isEqualTo(10);
        assertThat(FileSyscalls.ftruncate(fd, 5_000_000_000L)).isZero();

        assertThat(FileSyscalls.lseek(fd, 0, FileConstants.SEEK_END)).isEqualTo(5_000_000_000L);
        assertThat(FileSyscalls.lseek(fd, 7, FileConstants.SEEK_SET)).isEqualTo(7);
        assertThat(FileSyscalls.lseek(fd, -4, FileConstants.SEEK_CUR)).isEqualTo(3);
        var buffer = fds.arena.allocate(2);
        assertThat(FileSyscalls.read(fd, buffer, 2)).isEqualTo(2);
        assertThat(Descriptors.text(buffer, 2)).isEqualTo("34");
    }

    @Test
    void teeCopiesAndThePipeKeepsItsBytes() {
        int[] other = fds.pipe();
        assertThat(FileSyscalls.write(pipe[1], fds.bytes("abc"), 3)).isEqualTo(3);

        assertThat(FileSyscalls.tee(pipe[0], other[1], 100, FileConstants.SPLICE_F_NONBLOCK)).isEqualTo(3);

        assertThat(fds.available(pipe[0])).isEqualTo(3);
        var copy = fds.arena.allocate(3);
        assertThat(FileSyscalls.read(other[0], copy, 3)).isEqualTo(3);
        assertThat(Descriptors.text(copy, 3)).isEqualTo("abc");
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        var memory = fds.arena.allocate(16);
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);

        assertThat(FileSyscalls.read(pipe[1], memory, 1)).as("the writing end").isEqualTo(-EBADF);
        assertThat(FileSyscalls.write(pipe[0], memory, 1)).as("the reading end").isEqualTo(-EBADF);
        assertThat(FileSyscalls.readv(-1, iov(memory), 1)).isEqualTo(-EBADF);
        assertThat(FileSyscalls.writev(-1, iov(memory), 1)).isEqualTo(-EBADF);
        assertThat(FileSyscalls.readv(pipe[0], NULL, 0)).as("nothing to read into").isZero();
        assertThat(FileSyscalls.close(-1)).isEqualTo(-EBADF);
        assertThat(FileSyscalls.dup3(pipe[0], pipe[0], 0)).isEqualTo(-EINVAL);
        assertThat(FileSyscalls.pipe2(memory, -1)).isEqualTo(-EINVAL);
        assertThat(FileSyscalls.pipe2(NULL, 0)).isEqualTo(-EFAULT);
        assertThat(FileSyscalls.fcntl(-1, F_GETFL, 0)).isEqualTo(-EBADF);
        assertThat(FileSyscalls.ioctl(pipe[0], 0, memory)).isEqualTo(-ENOTTY);
        assertThat(FileSyscalls.ioctl(-1, FileConstants.FIONREAD, memory)).isEqualTo(-EBADF);
        assertThat(FileSyscalls.sendfile(pair[0], pair[1], NULL, 1)).as("not a file").isEqualTo(-EINVAL);
        assertThat(FileSyscalls.splice(pair[0], NULL, pair[1], NULL, 1, 0)).as("no pipe").isEqualTo(-EINVAL);
        var nowhere = fds.arena.allocateFrom("/nowhere");
        assertThat(FileSyscalls.open(nowhere, 0, 0)).isEqualTo(-ENOENT);
        assertThat(FileSyscalls.openat(FileConstants.AT_FDCWD, nowhere, 0, 0)).isEqualTo(-ENOENT);
        assertThat(FileSyscalls.openat(-1, fds.arena.allocateFrom("file"), 0, 0)).isEqualTo(-EBADF);
        assertThat(FileSyscalls.memfd_create(nowhere, -1)).isEqualTo(-EINVAL);
        assertThat(FileSyscalls.ftruncate(pipe[0], 1)).isEqualTo(-EINVAL);
        assertThat(FileSyscalls.lseek(pipe[0], 0, FileConstants.SEEK_CUR)).isEqualTo(-ESPIPE);
        assertThat(FileSyscalls.tee(pair[0], pipe[1], 1, 0)).as("not a pipe").isEqualTo(-EINVAL);
    }

    private MemorySegment iov(MemorySegment... parts) {
        var array = iovec.allocateArray(parts.length, fds.arena);
        for (int i = 0; i < parts.length; i++) {
            iovec.iov_base(iovec.asSlice(array, i), parts[i]);
            iovec.iov_len(iovec.asSlice(array, i), parts[i].byteSize());
        }
        return array;
    }
}
