package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.InotifyConstants.IN_CLOEXEC;
import static io.sockeye.bindings.InotifyConstants.IN_CREATE;
import static io.sockeye.bindings.InotifyConstants.IN_DELETE_SELF;
import static io.sockeye.bindings.InotifyConstants.IN_IGNORED;
import static io.sockeye.bindings.InotifyConstants.IN_ISDIR;
import static io.sockeye.bindings.InotifyConstants.IN_MOVE;
import static io.sockeye.bindings.InotifyConstants.IN_MOVED_FROM;
import static io.sockeye.bindings.InotifyConstants.IN_MOVED_TO;
import static io.sockeye.bindings.InotifyConstants.IN_NONBLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** inotify(7), with a directory of this test's own. */
class InotifySyscallsTest {
    private final Descriptors fds = new Descriptors();
    private final int fd = fds.opened(InotifySyscalls.inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    private final MemorySegment buffer = fds.arena.allocate(4096, 8);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void whatIsMadeInADirectoryIsToldByName(@TempDir Path folder) throws IOException {
        int wd = watch(folder, IN_CREATE);
        Files.createFile(folder.resolve("ä file"));
        Files.createDirectory(folder.resolve("a directory with quite a long name"));

        long length = FileSyscalls.read(fd, buffer, buffer.byteSize());

        assertThat(InotifyEvent.wd(buffer, 0)).isEqualTo(wd);
        assertThat(InotifyEvent.mask(buffer, 0)).isEqualTo(IN_CREATE);
        assertThat(InotifyEvent.cookie(buffer, 0)).isZero();
        assertThat(InotifyEvent.name(buffer, 0)).isEqualTo("ä file".getBytes(UTF_8));
        long second = InotifyEvent.next(buffer, 0);
        assertThat(InotifyEvent.mask(buffer, second)).isEqualTo(IN_CREATE | IN_ISDIR);
        assertThat(InotifyEvent.name(buffer, second)).asString(UTF_8).isEqualTo("a directory with quite a long name");
        assertThat(InotifyEvent.next(buffer, second)).isEqualTo(length);
    }

    @Test
    void bothEventsOfAMoveHaveOneCookie(@TempDir Path folder) throws IOException {
        var file = Files.createFile(folder.resolve("from"));
        watch(folder, IN_MOVE);
        Files.move(file, folder.resolve("to"));

        assertThat(FileSyscalls.read(fd, buffer, buffer.byteSize())).isPositive();

        long to = InotifyEvent.next(buffer, 0);
        assertThat(InotifyEvent.mask(buffer, 0)).isEqualTo(IN_MOVED_FROM);
        assertThat(InotifyEvent.mask(buffer, to)).isEqualTo(IN_MOVED_TO);
        assertThat(InotifyEvent.cookie(buffer, 0)).isNotZero().isEqualTo(InotifyEvent.cookie(buffer, to));
    }

    @Test
    void aWatchThatIsRemovedSaysSoAndHasNoName(@TempDir Path folder) {
        int wd = watch(folder, IN_DELETE_SELF);
        assertThat(InotifySyscalls.inotify_rm_watch(fd, wd)).isZero();

        assertThat(FileSyscalls.read(fd, buffer, buffer.byteSize())).isEqualTo(16);

        assertThat(InotifyEvent.mask(buffer, 0)).isEqualTo(IN_IGNORED);
        assertThat(InotifyEvent.name(buffer, 0)).isEmpty();
    }

    @Test
    void theLongestNameFits(@TempDir Path folder) throws IOException {
        var name = "n".repeat(255);
        watch(folder, IN_CREATE);
        Files.createFile(folder.resolve(name));

        assertThat(FileSyscalls.read(fd, buffer, InotifyEvent.MAX_BYTES)).isEqualTo(InotifyEvent.MAX_BYTES);
        assertThat(InotifyEvent.name(buffer, 0)).asString(UTF_8).isEqualTo(name);
    }

    @Test
    void eachCallFailsAsItsPageSays(@TempDir Path folder) {
        var path = fds.arena.allocateFrom(folder.toString());

        assertThat(InotifySyscalls.inotify_init1(-1)).isEqualTo(-EINVAL);
        assertThat(InotifySyscalls.inotify_add_watch(-1, path, IN_CREATE)).isEqualTo(-EBADF);
        assertThat(InotifySyscalls.inotify_add_watch(fd, path, 0)).isEqualTo(-EINVAL);
        assertThat(InotifySyscalls.inotify_add_watch(fd, fds.arena.allocateFrom("/nowhere"), IN_CREATE))
                .isEqualTo(-ENOENT);
        assertThat(InotifySyscalls.inotify_rm_watch(fd, 99)).isEqualTo(-EINVAL);
    }

    private int watch(Path folder, int mask) {
        int wd = InotifySyscalls.inotify_add_watch(fd, fds.arena.allocateFrom(folder.toString()), mask);
        assertThat(wd).isPositive();
        return wd;
    }
}
