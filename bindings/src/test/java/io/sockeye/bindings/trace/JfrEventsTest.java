package io.sockeye.bindings.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.SystemSyscalls;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real recordings, read back. */
class JfrEventsTest {
    private static final int FLOOD = 50_000;

    @TempDir
    Path folder;

    private List<RecordedEvent> recorded(Recording recording) throws Exception {
        JfrEvents.start();
        try (recording) {
            if (recording.getState() == RecordingState.NEW) {
                recording.start();
            }
            FileSyscalls.close(-1);
            SocketSyscalls.accept4(-1, MemorySegment.NULL, MemorySegment.NULL, 0);
            EpollSyscalls.epoll_ctl(-1, 1, -1, MemorySegment.NULL);
            recording.stop();
            var file = folder.resolve("calls.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("io.sockeye."))
                    .toList();
        }
    }

    @Test
    void ourSettingsRecordEachCallInItsFamily() throws Exception {
        var root = System.getProperty("sockeye.root", "..");
        var settings = Configuration.create(Files.newBufferedReader(Path.of(root, "docs/sockeye.jfc")));

        assertThat(recorded(new Recording(settings)))
                .extracting(event -> event.getEventType().getName(), event -> event.getString("call"),
                        event -> event.getInt("fd"), event -> event.getString("arguments"),
                        event -> event.getLong("result"), event -> event.getString("errno"))
                .containsExactlyInAnyOrder(
                        tuple(
                                "io.sockeye.FileCall", "close", -1, "-1", -1L, "EBADF"),
                        tuple(
                                "io.sockeye.SocketCall", "accept4", -1, "-1, NULL, NULL, 0", -1L, "EBADF"),
                        tuple(
                                "io.sockeye.WaitCall", "epoll_ctl", -1, "-1, EPOLL_CTL_ADD, -1, NULL", -1L, "EFAULT"));
    }

    @Test
    void anEventHasNoStackAndTheThreadOfTheCall() throws Exception {
        var recording = new Recording();
        recording.enable("io.sockeye.FileCall");

        assertThat(recorded(recording)).singleElement().satisfies(event -> {
            assertThat(event.getStackTrace()).isNull();
            assertThat(event.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
        });
    }

    @Test
    void aFloodIsThrottled() throws Exception {
        var recording = new Recording();
        recording.enable("io.sockeye.OtherCall");
        recording.enable("io.sockeye.FileCall");
        JfrEvents.start();
        recording.start();
        for (int i = 0; i < FLOOD; i++) {
            SystemSyscalls.getpid();
        }

        // 1000 of them in a second: it would have to take 50 seconds for all to come.
        assertThat(recorded(recording)).hasSizeLessThan(FLOOD).hasSizeGreaterThan(100);
    }

    @Test
    void aRecordingThatDoesNotAskGetsNone() throws Exception {
        assertThat(recorded(new Recording(Configuration.getConfiguration("profile")))).isEmpty();
    }
}
