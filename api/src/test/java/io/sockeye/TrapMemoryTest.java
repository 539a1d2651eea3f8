package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.BlockingCall;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.WaitMode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory that a call uses, and a collector that must not wait for the call. */
class TrapMemoryTest {
    /** A collection beside a call that holds the collector takes as long as the call: for ever. */
    private static final Duration COLLECTED = Duration.ofSeconds(2);

    private static final int HUGE = 16 << 20;

    @ParameterizedTest
    @EnumSource
    void trap9_anArenaCannotBeClosedWhileRecvWritesIntoIt(StreamFamily streams) throws Exception {
        WaitMode.assumeBlocksInKernel();
        try (var pair = streams.pair();
                var arena = Arena.ofShared()) {
            var buffer = arena.allocate(10);
            var recv = BlockingCall.platform(() -> pair.first().recv(buffer)).awaitBlocked();
            assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
            assertThat(recv.isDone()).isFalse();
            pair.second().send(new byte[] {1, 2, 3});
            assertThat(recv.result()).isEqualTo(3);
            assertThat(buffer.asByteBuffer().get(2)).isEqualTo((byte) 3);
        }
    }

    @Test
    void trap9_aClosedArenaIsRefusedAndTheSocketStillCloses() throws Exception {
        var arena = Arena.ofShared();
        var buffer = arena.allocate(10);
        arena.close();
        for (var timeout : new Duration[] {Duration.ZERO, Duration.ofSeconds(5), Duration.ofDays(1)}) {
            try (var pair = Socket.socketpair()) {
                var near = pair.first();
                var number = Path.of("/proc/self/fd/" + near.fileno());
                near.settimeout(timeout.toDays() > 0 ? null : timeout);
                pair.second().send(new byte[1]);
                assertThatThrownBy(() -> near.recv(buffer)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> near.recvfrom(buffer, 0)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> near.tryRecv(buffer)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> near.send(buffer)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> near.trySend(buffer)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> near.sendall(buffer)).isInstanceOf(IllegalStateException.class);
                assertThat(near.recv(10)).hasSize(1);
                var inode = Files.readSymbolicLink(number);
                near.close();
                assertThat(linkOf(number)).isNotEqualTo(inode);
            }
        }
    }

    @Test
    void trap4_collectingTakesNoLongerWhileRecvAndAcceptBlockOnArrays() throws Exception {
        try (var pair = StreamFamily.TCP.pair();
                var listener = StreamFamily.UNIX.listener();
                var client = StreamFamily.UNIX.open()) {
            var before = collect();
            var recv = BlockingCall.platform(() -> pair.first().recv(new byte[100])).awaitBlocked();
            var accept = BlockingCall.platform(listener::accept).awaitBlocked();
            report("trap 4: recv and accept", before, collect());
            assertThat(recv.isDone() || accept.isDone()).isFalse();
            pair.second().send(new byte[5]);
            client.connect(listener.getsockname());
            assertThat(recv.result()).isEqualTo(5);
            accept.result().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap5_collectingDoesNotWaitForASendOf16MiB(StreamFamily streams) throws Exception {
        sendHuge("blocking " + streams, streams, null, Thread.ofPlatform());
    }

    @ParameterizedTest
    @EnumSource
    void trap5_collectingDoesNotWaitForASendOf16MiBWithTimeout(StreamFamily streams) throws Exception {
        sendHuge("with timeout " + streams, streams, Duration.ofSeconds(30), Thread.ofPlatform());
    }

    @ParameterizedTest
    @EnumSource
    void trap5_collectingDoesNotWaitForASendOf16MiBOnAVirtualThread(StreamFamily streams) throws Exception {
        sendHuge("on a virtual thread " + streams, streams, null, Thread.ofVirtual());
    }

    private static void sendHuge(
            String how, StreamFamily streams, @Nullable Duration timeout, Thread.Builder builder)
            throws Exception {
        try (var pair = streams.full()) {
            pair.first().settimeout(timeout);
            var before = collect();
            var sendall = BlockingCall.on(builder, () -> {
                pair.first().sendall(MemorySegment.ofArray(new byte[HUGE]));
                return true;
            });
            sendall.awaitBlocked();
            report("trap 5: send of 16 MiB " + how, before, collect());
            assertThat(sendall.isDone()).isFalse();
            var sink = MemorySegment.ofArray(new byte[1 << 16]);
            while (!sendall.isDone()) {
                pair.second().tryRecv(sink);
            }
            assertThat(sendall.result()).isTrue();
        }
    }

    private static void report(String beside, Duration before, Duration meanwhile) {
        System.out.printf("%s: System.gc() took %d ms, %d ms before%n", beside, meanwhile.toMillis(),
                before.toMillis());
        assertThat(meanwhile).isLessThan(COLLECTED);
    }

    private static Duration collect() {
        long start = System.nanoTime();
        System.gc();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Path linkOf(Path number) throws IOException {
        return Files.exists(number, LinkOption.NOFOLLOW_LINKS) ? Files.readSymbolicLink(number) : Path.of("closed");
    }
}
