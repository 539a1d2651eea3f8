package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    private Pair pair() throws IOException {
        var pair = Pair.tcp();
        opened.add(pair);
        return pair;
    }

    private Pipe pipe() throws IOException {
        var pipe = Pipe.open();
        opened.add(pipe);
        return pipe;
    }

    private static SelectResult<Socket> readable(List<Socket> readers, @Nullable Duration timeout) throws IOException {
        return Select.select(readers, List.of(), List.of(), timeout);
    }

    @Test
    void eachListHasWhatIsReadyInTheOrderThatWasAskedFor() throws Exception {
        var a = pair();
        var b = pair();
        var quiet = pair().accepted();
        a.client().send(new byte[] {1});
        b.client().send(new byte[] {1});
        b.client().send(MemorySegment.ofArray(new byte[] {2}), MSG_OOB);
        assertThat(Select.select(List.of(), List.of(), List.of(b.accepted()), null).exceptional()).hasSize(1);

        var all = List.of(b.accepted(), quiet, a.accepted());
        var ready = Select.select(all, List.of(a.server(), quiet, b.accepted()), all, Duration.ofSeconds(30));
        assertThat(ready.readable()).containsExactly(b.accepted(), a.accepted());
        assertThat(ready.writable()).containsExactly(quiet, b.accepted());
        assertThat(ready.exceptional()).containsExactly(b.accepted());
        assertThat(ready.isEmpty()).isFalse();
    }

    @Test
    void aConnectionToAcceptAndTheEndOfAStreamAreReadable() throws Exception {
        var pair = pair();
        try (var another = Socket.tcp().connect(pair.server().getsockname())) {
            assertThat(readable(List.of(pair.server()), null).readable()).containsExactly(pair.server());
            pair.server().accept().close();
            assertThat(readable(List.of(another), null).readable()).containsExactly(another);
        }
    }

    @Test
    void zeroLooksOnce() throws Exception {
        var pair = pair();

        assertThat(readable(List.of(pair.accepted()), AT_ONCE).isEmpty()).isTrue();
        pair.client().send(new byte[1]);
        assertThat(readable(List.of(pair.accepted()), Duration.ofSeconds(30)).isEmpty()).isFalse();
        assertThat(readable(List.of(pair.accepted()), AT_ONCE).readable()).containsExactly(pair.accepted());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000_001, 20_000_000})
    void aTimeoutIsNeverEarly(long nanos) throws Exception {
        var quiet = pair().accepted();
        long start = System.nanoTime();

        assertThat(readable(List.of(quiet), Duration.ofNanos(nanos)).isEmpty()).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(nanos);
    }

    @Test
    void withNothingToWatchItSleeps() throws Exception {
        long start = System.nanoTime();

        assertThat(readable(List.of(), Duration.ofMillis(20)).isEmpty()).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readable(List.of(), Duration.ofMillis(-1)))
                .withMessage("a negative timeout: PT-0.001S; null waits indefinitely");
    }

    @Test
    void aTimeoutBeyondAllBoundsWaits() throws Exception {
        var pair = pair();
        var waits = BackgroundTask.start(
                () -> readable(List.of(pair.accepted()), Duration.ofSeconds(Long.MAX_VALUE)).readable());
        Proc.awaitInside(Proc.PSELECT6, pair.accepted().fileno() + 1);

        pair.client().send(new byte[1]);
        assertThat(waits.result()).containsExactly(pair.accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1500, 4099})
    void trap35DescriptorsBeyondFdSetsizeAreWatched(int atLeast) throws Exception {
        var pipe = pipe();
        int high = FileSyscalls.fcntl(pipe.reader().fileno(), F_DUPFD_CLOEXEC, atLeast);
        assumeTrue(high >= 0, "`ulimit -n` does not allow descriptor " + atLeast);
        opened.add(() -> FileSyscalls.close(high));
        Pollable reader = () -> high;

        assertThat(Select.select(List.of(reader), List.of(), List.of(reader), AT_ONCE).isEmpty()).isTrue();
        pipe.writer().write(new byte[1]);
        var ready = Select.select(List.of(reader), List.of(), List.of(reader), null);
        assertThat(ready.readable()).containsExactly(reader);
        assertThat(ready.exceptional()).isEmpty();
    }

    @Test
    void trap36WhatTheKernelOverwritesIsSetAgain() throws Exception {
        var quiet = pair().accepted();
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertThat(readable(List.of(quiet), Duration.ofMillis(20)).isEmpty()).isTrue();
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000);

        var pair = pair();
        pair.client().send(new byte[1]);
        for (int i = 0; i < 3; i++) {
            assertThat(readable(List.of(quiet, pair.accepted()), null).readable()).containsExactly(pair.accepted());
        }
    }

    @Test
    void trap37AClosedSocketIsRefused() throws Exception {
        var pair = pair();
        int fd = pair.accepted().fileno();
        pair.accepted().close();

        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> readable(List.of(pair.client(), pair.accepted()), AT_ONCE))
                .withMessage("select(fd=" + fd + "): closed");
        // Who was watched beside it can be closed: nobody is inside of it any more.
        pair.client().close();
        assertThat(Proc.descriptor(fd)).isEmpty();
    }

    @Test
    void trap37ANumberThatIsNotOpenIsRefused() {
        int nobodys = 3999;
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Select.select(List.of((Pollable) () -> nobodys), List.of(), List.of(), AT_ONCE))
                .withMessage("select(fd=3999): EBADF (9) Bad file descriptor");
        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> Select.select(List.of(), List.of((Pollable) () -> -1), List.of(), AT_ONCE))
                .withMessageEndingWith("): closed");
    }

    @Test
    void trap38ARegularFileIsAlwaysReady(@TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        try (var _ = new RandomAccessFile(path.toFile(), "rw")) {
            int fd = Proc.descriptorOf(path);
            Pollable file = () -> fd;
            var ready = Select.select(List.of(file), List.of(file), List.of(), null);
            assertThat(ready.readable()).containsExactly(file);
            assertThat(ready.writable()).containsExactly(file);
        }
    }

    @Test
    void anythingWithADescriptorCanBeWatched() throws Exception {
        var pipe = pipe();
        var pair = pair();
        Pollable reader = () -> pipe.reader().fileno();
        Pollable writer = () -> pipe.writer().fileno();
        List<Pollable> readers = List.of(pair.accepted(), reader);

        var ready = Select.<Pollable>select(readers, List.of(writer), List.of(), null);
        assertThat(ready.readable()).isEmpty();
        assertThat(ready.writable()).containsExactly(writer);
        pipe.writer().write(new byte[1]);
        assertThat(Select.<Pollable>select(readers, List.of(), List.of(), null).readable()).containsExactly(reader);
    }

    @Test
    void whoIsWatchedTwiceIsFoundTwice() throws Exception {
        var pair = pair();
        var socket = pair.accepted();
        pair.client().send(new byte[1]);

        assertThat(readable(List.of(socket, socket), null).readable()).containsExactly(socket, socket);
        socket.close();
        assertThat(socket.fileno()).isEqualTo(-1);
    }

    /** Sockets that are quiet for as long as nobody closes them. */
    enum Quiet {
        TCP_LISTENING,
        TCP_CONNECTED,
        UNIX_LISTENING,
        UNIX_CONNECTED,
        UDP;

        private Socket open(SelectTest test) throws IOException {
            if (this == UDP) {
                var socket = new Socket(AF_INET, SOCK_DGRAM, 0);
                test.opened.add(socket);
                return socket;
            }
            var pair = this == TCP_LISTENING || this == TCP_CONNECTED ? Pair.tcp() : Pair.unix();
            test.opened.add(pair);
            return this == TCP_LISTENING || this == UNIX_LISTENING ? pair.server() : pair.accepted();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap2CloseEndsAThreadThatWatchesForReading(Quiet quiet) throws Exception {
        var socket = quiet.open(this);
        assertCloseEnds(socket, List.of(socket), List.of());
    }

    @ParameterizedTest
    @EnumSource
    void trap2CloseEndsAThreadThatWatchesForExceptions(Quiet quiet) throws Exception {
        var socket = quiet.open(this);
        assertCloseEnds(socket, List.of(), List.of(socket));
    }

    private static void assertCloseEnds(Socket socket, List<Socket> readers, List<Socket> exceptional)
            throws Exception {
        int fd = socket.fileno();
        var was = Proc.descriptor(fd);
        var waits = BackgroundTask.start(() -> Select.select(readers, List.of(), exceptional, null));
        // Not with the number of descriptors: an eventfd may be watched besides.
        Proc.awaitInside(Proc.PSELECT6);

        socket.close();
        assertThat(waits).failsWithin(5, SECONDS).withThrowableThat()
                .withCauseInstanceOf(ClosedDescriptorException.class)
                .withMessageContaining("select(fd=" + fd + "): closed");
        assertThat(Proc.descriptor(fd)).as("the number is given back").isNotEqualTo(was);
    }
}
