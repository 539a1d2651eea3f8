package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import io.sockeye.support.Signals;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadedCall;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps 35 to 38, 40 and 46, for select(2), on both kinds of threads; {@link SelectTest} has the rest. */
class TrapSelectTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

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

    private int high(int number, int atLeast) {
        int high = FileSyscalls.fcntl(number, F_DUPFD_CLOEXEC, atLeast);
        assumeTrue(high >= 0, "`ulimit -n` does not allow descriptor " + atLeast);
        open(() -> FileSyscalls.close(high));
        return high;
    }

    @ParameterizedTest
    @EnumSource
    void trap35_descriptorsBeyondFdSetsizeAreWatched(ThreadedCall.Way way) throws Exception {
        var pipe = open(RawPipe.open());
        for (int atLeast : new int[] {63, 64, 1023, 1024, 1500}) {
            int high = high(pipe.reader(), atLeast);
            Pollable reader = () -> high;
            var ready = way.start(() -> Select.select(List.of(reader), List.of(), List.of(reader), way.timeout));
            ready.awaitBlocked();
            pipe.write(1);
            assertThat(ready.result().readable()).containsExactly(reader);
            try (var arena = Arena.ofConfined()) {
                assertThat(FileSyscalls.read(pipe.reader(), arena.allocate(1), 1)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1500})
    void trap35_nothingIsWrittenBehindTheSets(int atLeast) throws Exception {
        var pipe = open(RawPipe.open());
        int high = high(pipe.writer(), atLeast);
        try (var arena = Arena.ofConfined()) {
            int bytes = (high / 64 + 1) * 8;
            var memory = arena.allocate(bytes + 64L, 8).fill((byte) 0x55);
            var set = memory.asSlice(0, bytes).fill((byte) 0);
            set.setAtIndex(JAVA_LONG, high / 64, 1L << high);
            int result = SelectSyscalls.select(
                    high + 1, MemorySegment.NULL, set, MemorySegment.NULL, MemorySegment.NULL);
            assertThat(result).isEqualTo(1);
            assertThat(set.getAtIndex(JAVA_LONG, high / 64)).isEqualTo(1L << high);
            assertThat(memory.asSlice(bytes).toArray(JAVA_BYTE)).containsOnly(0x55);
            var tooShort = memory.asSlice(0, bytes - 8);
            assertThatThrownBy(() -> SelectSyscalls.select(
                    high + 1, tooShort, MemorySegment.NULL, MemorySegment.NULL, new Timeval(arena).segment()))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap36_whatTheKernelOverwritesIsSetAgain(ThreadedCall.Way way) throws Exception {
        var pair = open(Socket.socketpair());
        var readers = List.of(pair.first());
        var moment = Duration.ofMillis(20);
        var took = way.start(() -> {
            long start = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                assertThat(Select.select(readers, List.of(), readers, moment).isEmpty()).isTrue();
            }
            return System.nanoTime() - start;
        });
        assertThat(took.result()).isGreaterThanOrEqualTo(3 * moment.toNanos());
        pair.second().send(new byte[1]);
        for (int i = 0; i < 3; i++) {
            assertThat(Select.select(readers, List.of(), readers, way.timeout).readable()).isEqualTo(readers);
        }
    }

    /** A virtual thread looks before it parks, and finds nothing: then the kernel has cleared all bits. */
    @ParameterizedTest
    @EnumSource
    void trap36_whatComesAfterALookThatFoundNothingIsFound(ThreadedCall.Way way) throws Exception {
        for (int set = 0; set < 3; set++) {
            var pair = open(set == 1 ? StreamFamily.TCP.full() : StreamFamily.TCP.pair());
            var watched = List.of(pair.first());
            var none = List.<Socket>of();
            int which = set;
            var sets = new SelectResult<>(
                    which == 0 ? watched : none, which == 1 ? watched : none, which == 2 ? watched : none);
            var select = way.start(
                    () -> Select.select(sets.readable(), sets.writable(), sets.exceptional(), way.timeout));
            select.awaitBlocked();
            if (which == 1) {
                StreamFamily.drain(pair.second());
            } else {
                pair.second().send(new byte[1], 0, 1, which == 0 ? 0 : MSG_OOB);
            }
            assertThat(select.result()).isEqualTo(sets);
        }
    }

    @Test
    void trap36_aSignalLeavesSetsAndTimeoutAsTheyWere() throws Exception {
        var pair = open(Socket.socketpair());
        var timeout = Duration.ofMillis(200);
        try (var signals = Signals.here()) {
            long start = System.nanoTime();
            assertThat(Select.select(List.of(pair.first()), List.of(), List.of(), timeout).isEmpty()).isTrue();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
            signals.after(signals.sent() + 50, () -> pair.second().send(new byte[1]));
            assertThat(Select.select(List.of(pair.first()), List.of(), List.of(), null).readable())
                    .containsExactly(pair.first());
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap37_aNumberThatIsNotOpenIsRefused(ThreadedCall.Way way) throws Exception {
        int nobodys = 3999;
        var select = way.start(
                () -> Select.select(List.of((Pollable) () -> nobodys), List.of(), List.of(), way.timeout));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(select::result)
                .withMessage("select(fd=3999): EBADF (9) Bad file descriptor");
    }

    @ParameterizedTest
    @EnumSource
    void trap37_closingDuringAWaitEndsItAndGivesTheNumberBack(ThreadedCall.Way way) throws Exception {
        for (int set = 0; set < 3; set++) {
            var pair = open(StreamFamily.TCP.full());
            var socket = pair.first();
            int number = socket.fileno();
            var was = Proc.descriptor(number);
            var watched = List.of(socket);
            int which = set;
            var select = way.start(() -> Select.select(
                    which == 0 ? watched : List.of(),
                    which == 1 ? watched : List.of(),
                    which == 2 ? watched : List.of(),
                    way.timeout));
            select.awaitBlocked();
            socket.close();
            assertThatExceptionOfType(ClosedDescriptorException.class)
                    .isThrownBy(select::result)
                    .withMessage("select(fd=" + number + "): closed");
            assertThat(Proc.descriptor(number)).isNotEqualTo(was);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap38_aRegularFileIsReadyAlways(ThreadedCall.Way way, @TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        try (var _ = new RandomAccessFile(path.toFile(), "rw")) {
            int fd = Proc.descriptorOf(path);
            var file = List.<Pollable>of(() -> fd);
            var quiet = open(Socket.socketpair());
            var ready = way.start(() -> Select.<Pollable>select(file, file, List.of(quiet.first()), way.timeout));
            assertThat(ready.result().readable()).isEqualTo(file);
            assertThat(ready.result().writable()).isEqualTo(file);
            // It has no out-of-band data, and epoll does not take it.
            var other = way.start(() -> Select.<Pollable>select(List.of(quiet.first()), List.of(), file, way.timeout));
            other.awaitBlocked();
            quiet.second().send(new byte[1]);
            assertThat(other.result().readable()).containsExactly(quiet.first());
            assertThat(other.result().exceptional()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap46_aTimeoutIsNeverEarly(ThreadedCall.Way way) throws Exception {
        var quiet = List.of(open(Socket.socketpair()).first());
        for (long nanos : new long[] {1, 999_000, 1_000_001, 20_000_000}) {
            var took = way.start(() -> {
                long start = System.nanoTime();
                assertThat(Select.select(quiet, List.of(), List.of(), Duration.ofNanos(nanos)).isEmpty()).isTrue();
                return System.nanoTime() - start;
            });
            assertThat(took.result()).isGreaterThanOrEqualTo(nanos);
        }
    }

    /** A clock cannot see it: the kernel itself is later than that. */
    @Test
    void trap46_aTimeoutIsRoundedUpToMicroseconds() {
        try (var arena = Arena.ofConfined()) {
            var timeval = new Timeval(arena);
            for (long nanos : new long[] {0, 1, 999, 1_000, 999_999_001, 1_000_000_001}) {
                timeval.set(nanos);
                assertThat(timeval.nanoseconds()).isEqualTo((nanos + 999) / 1_000 * 1_000);
            }
        }
    }
}
