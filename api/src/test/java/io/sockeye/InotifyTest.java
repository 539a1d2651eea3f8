package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.InotifyConstants.IN_ATTRIB;
import static io.sockeye.bindings.InotifyConstants.IN_CLOSE_WRITE;
import static io.sockeye.bindings.InotifyConstants.IN_CREATE;
import static io.sockeye.bindings.InotifyConstants.IN_DELETE;
import static io.sockeye.bindings.InotifyConstants.IN_DELETE_SELF;
import static io.sockeye.bindings.InotifyConstants.IN_IGNORED;
import static io.sockeye.bindings.InotifyConstants.IN_ISDIR;
import static io.sockeye.bindings.InotifyConstants.IN_MOVED_FROM;
import static io.sockeye.bindings.InotifyConstants.IN_MOVED_TO;
import static io.sockeye.bindings.InotifyConstants.IN_ONLYDIR;
import static io.sockeye.bindings.InotifyConstants.IN_Q_OVERFLOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InotifyTest extends EventDescriptorContract<Inotify> {
    @TempDir
    Path folder = Path.of("");

    private int files;

    @Override
    Inotify open() throws Exception {
        var inotify = Inotify.create();
        inotify.addWatch(folder, IN_CREATE);
        return inotify;
    }

    @Override
    void happen(Inotify inotify) throws Exception {
        Files.createFile(folder.resolve("file" + files++));
    }

    @Override
    void await(Inotify inotify) throws Exception {
        assertThat(inotify.read()).isNotEmpty();
    }

    @Override
    boolean look(Inotify inotify) throws Exception {
        return !inotify.tryRead().isEmpty();
    }

    private static List<String> texts(Inotify inotify) throws ErrnoException {
        return inotify.read().stream().map(Inotify.Event::toString).toList();
    }

    @Test
    void anEventSaysWhatHappenedToWhich() throws Exception {
        try (var inotify = Inotify.create()) {
            int watch = inotify.addWatch(folder, IN_CREATE | IN_CLOSE_WRITE | IN_DELETE);
            Files.writeString(folder.resolve("a"), "x");
            Files.createDirectory(folder.resolve("folder"));
            Files.delete(folder.resolve("a"));

            var events = inotify.read();
            assertThat(events).extracting(Inotify.Event::watch).containsOnly(watch);
            assertThat(events).extracting(Inotify.Event::name).containsExactly("a", "a", "folder", "a");
            assertThat(events)
                    .extracting(Inotify.Event::mask)
                    .containsExactly(IN_CREATE, IN_CLOSE_WRITE, IN_CREATE | IN_ISDIR, IN_DELETE);
            assertThat(events).extracting(Inotify.Event::cookie).containsOnly(0);
            assertThat(events.get(2)).hasToString("watch " + watch + ", IN_CREATE|IN_ISDIR, folder");
        }
    }

    @Test
    void bothEventsOfAMoveHaveOneCookie() throws Exception {
        var from = Files.createFile(folder.resolve("before"));
        try (var inotify = Inotify.create()) {
            inotify.addWatch(folder, IN_MOVED_FROM | IN_MOVED_TO);
            Files.move(from, folder.resolve("after"));

            var events = inotify.read();
            assertThat(events).extracting(Inotify.Event::name).containsExactly("before", "after");
            assertThat(events.get(0).cookie()).isNotZero().isEqualTo(events.get(1).cookie());
            assertThat(events.get(0)).isNotEqualTo(events.get(1));
        }
    }

    @Test
    void aFileOfItsOwnHasNoName() throws Exception {
        var file = Files.createFile(folder.resolve("watched"));
        try (var inotify = Inotify.create()) {
            int watch = inotify.addWatch(file, IN_DELETE_SELF);
            Files.delete(file);

            assertThat(texts(inotify))
                    .containsExactly("watch " + watch + ", IN_DELETE_SELF", "watch " + watch + ", IN_IGNORED");
        }
    }

    @Test
    void noEventIsLostOrCutWhateverTheLengthsOfTheNames() throws Exception {
        var names = new ArrayList<String>();
        try (var inotify = open()) {
            for (int i = 0; i < 2_000; i++) {
                var name = i + "-" + "n".repeat(i % 251);
                names.add(name.substring(0, Math.min(name.length(), 255)));
                Files.createFile(folder.resolve(names.getLast()));
            }
            var seen = new ArrayList<String>();
            int reads = 0;
            while (seen.size() < names.size()) {
                inotify.read().forEach(event -> seen.add(event.name()));
                reads++;
            }
            assertThat(seen).isEqualTo(names);
            assertThat(reads).as("more than one buffer").isGreaterThan(1);
            assertThat(inotify.tryRead()).isEmpty();
        }
    }

    @Test
    void namesAndPathsAreAnyBytes() throws Exception {
        var odd = new byte[] {(byte) 0xff, (byte) 0xfe, 'x'};
        assertThat(sh("cd \"$1\" && mkdir \"$(printf '\\377\\376x')\"")).isZero();
        try (var inotify = Inotify.create()) {
            var path = new byte[folder.toString().length() + 1 + odd.length];
            var start = (folder + "/").getBytes(UTF_8);
            System.arraycopy(start, 0, path, 0, start.length);
            System.arraycopy(odd, 0, path, start.length, odd.length);
            inotify.addWatch(path, IN_CREATE | IN_ONLYDIR);
            assertThat(sh("cd \"$1\" && cd * && mkdir \"$(printf '\\200\\001\\377')\"")).isZero();

            assertThat(inotify.read())
                    .singleElement()
                    .extracting(Inotify.Event::nameBytes)
                    .isEqualTo(new byte[] {(byte) 0x80, 1, (byte) 0xff});
        }
        assertThat(sh("cd \"$1\" && rm -r ./*")).isZero();
    }

    private int sh(String script) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", script, "sh", folder.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void whatIsNotWatchedAnyMoreIsSilent() throws Exception {
        try (var inotify = Inotify.create()) {
            int watch = inotify.addWatch(folder, IN_CREATE);
            inotify.removeWatch(watch);
            happen(inotify);

            assertThat(inotify.read()).extracting(Inotify.Event::mask).containsExactly(IN_IGNORED);
            assertThat(inotify.tryRead()).isEmpty();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> inotify.removeWatch(watch))
                    .withMessage("inotify_rm_watch(fd=" + inotify.fileno() + ", watch " + watch
                            + "): EINVAL (22) Invalid argument");
        }
    }

    @Test
    void toWatchAgainChangesTheMask() throws Exception {
        try (var inotify = Inotify.create()) {
            int watch = inotify.addWatch(folder, IN_CREATE);
            assertThat(inotify.addWatch(folder, IN_DELETE)).isEqualTo(watch);
            var file = Files.createFile(folder.resolve("short"));
            Files.delete(file);

            assertThat(texts(inotify)).containsExactly("watch " + watch + ", IN_DELETE, short");
        }
    }

    @Test
    void whoDoesNotReadIsToldThatEventsWereLost() throws Exception {
        int most;
        try (var lines = Files.lines(Path.of("/proc/sys/fs/inotify/max_queued_events"))) {
            most = Integer.parseInt(lines.findFirst().orElseThrow());
        }
        assumeTrue(most <= 100_000, "a queue of " + most + " events takes too long to fill");
        var two = List.of(Files.createFile(folder.resolve("a")), Files.createFile(folder.resolve("b")));
        try (var inotify = Inotify.create()) {
            inotify.addWatch(folder, IN_ATTRIB);
            for (int i = 0; i < most + 10; i++) {
                // In turn, or the kernel makes one event of them.
                Files.setLastModifiedTime(two.get(i % 2), FileTime.fromMillis(i));
            }
            var events = new ArrayList<Inotify.Event>();
            for (var some = inotify.tryRead(); !some.isEmpty(); some = inotify.tryRead()) {
                events.addAll(some);
            }

            assertThat(events).hasSize(most + 1);
            var last = events.getLast();
            assertThat(last.isOverflow()).isTrue();
            assertThat(last.watch()).isEqualTo(-1);
            assertThat(last.mask()).isEqualTo(IN_Q_OVERFLOW);
            assertThat(events.getFirst().isOverflow()).isFalse();
        }
    }

    @Test
    void whatCannotBeWatchedIsRefused() throws Exception {
        var inotify = Inotify.create();
        int fd = inotify.fileno();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> inotify.addWatch(Path.of("/no/such/file"), IN_CREATE))
                .withMessage("inotify_add_watch(fd=" + fd + ", /no/such/file): ENOENT (2) No such file or directory");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> inotify.addWatch(folder, 0))
                .matches(e -> e.errno().is(EINVAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inotify.addWatch(new byte[] {'/', 0, 'x'}, IN_CREATE))
                .withMessageStartingWith("a path with a NUL inside: ");
        inotify.close();
        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> inotify.addWatch(folder, IN_CREATE));
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> inotify.removeWatch(1));
    }
}
