package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.Pair;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadedCall;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trap 10, and the rest of MSG_ZEROCOPY. Over the loopback interface the kernel always copies, and says so. */
class ZeroCopyTest {
    private static final int BYTES = 20_000;

    @ParameterizedTest
    @EnumSource
    void trap10_aBufferIsNotWrittenBeforeTheKernelIsDoneWithIt(ThreadedCall.Way way) throws Exception {
        try (var pair = Pair.tcp()) {
            pair.client().settimeout(way.timeout);
            var zeroCopy = pair.client().zeroCopy();
            var buffer = zeroCopy.allocate(BYTES);
            buffer.memory().fill((byte) 7);
            var ticket = way.start(() -> zeroCopy.send(buffer, 0, BYTES)).result();

            assertThat(ticket.count()).isEqualTo(BYTES);
            assertThat(buffer.isFree()).isFalse();
            assertThatThrownBy(buffer::memory).isInstanceOf(IllegalStateException.class);
            assertThat(pair.accepted().recv(BYTES, MSG_WAITALL)).containsOnly(7);
            way.start(() -> {
                zeroCopy.await(ticket);
                return true;
            }).result();
            assertThat(ticket.isDone()).isTrue();
            assertThat(ticket.isCopied()).as("the loopback interface").isTrue();
            assertThat(zeroCopy.pending()).isZero();
            assertThat(buffer.memory().get(JAVA_BYTE, 0)).isEqualTo((byte) 7);
        }
    }

    @Test
    void trap10_aBufferThatIsDroppedIsKeptUntilTheKernelIsDoneWithIt() throws Exception {
        try (var pair = Pair.tcp()) {
            var dropped = sendAndDrop(pair.client());
            for (int i = 0; i < 5; i++) {
                System.gc();
            }
            assertThat(dropped.get()).as("nobody has read its completion").isNotNull();
        }
    }

    /** All that Java has of it is gone afterwards, but for the number. */
    private static WeakReference<ZeroCopy.Buffer> sendAndDrop(Socket socket) throws ErrnoException {
        try (var other = socket.dup()) {
            var zeroCopy = other.zeroCopy();
            var buffer = zeroCopy.allocate(BYTES);
            zeroCopy.send(buffer, 0, BYTES);
            return new WeakReference<>(buffer);
        }
    }

    @Test
    void completionsOfManySendsComeTogether() throws Exception {
        try (var pair = Pair.tcp()) {
            var zeroCopy = pair.client().zeroCopy();
            var buffer = zeroCopy.allocate(10);
            var tickets = new ArrayList<ZeroCopy.Ticket>();
            for (int i = 0; i < 100; i++) {
                tickets.add(zeroCopy.send(buffer, i % 10, 1));
            }
            assertThat(pair.accepted().recv(100, MSG_WAITALL)).hasSize(100);
            int done = zeroCopy.completions();
            for (var ticket : tickets) {
                zeroCopy.await(ticket);
            }
            done += zeroCopy.completions();
            assertThat(done).isBetween(0, 100);
            assertThat(tickets).allMatch(ZeroCopy.Ticket::isDone);
            assertThat(buffer.isFree()).isTrue();
        }
    }

    @Test
    void aSendThatFailsGivesTheBufferBackAndTakesNoNumber() throws Exception {
        try (var pair = StreamFamily.TCP.full()) {
            var zeroCopy = pair.first().zeroCopy();
            pair.first().setblocking(false);
            var buffer = zeroCopy.allocate(BYTES);
            assertThatThrownBy(() -> zeroCopy.send(buffer, 0, BYTES)).isInstanceOf(WouldBlockException.class);
            assertThat(buffer.isFree()).isTrue();

            StreamFamily.drain(pair.second());
            pair.first().setblocking(true);
            zeroCopy.await(zeroCopy.send(buffer, 0, 10));
            assertThat(buffer.isFree()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsTheWaitForACompletion(ThreadedCall.Way way) throws Exception {
        try (var pair = Pair.tcp()) {
            var udp = Socket.udp().bind("127.0.0.1", 0);
            udp.settimeout(way.timeout);
            var other = pair.client().zeroCopy();
            var never = other.send(other.allocate(10), 0, 10);
            var waiting = way.start(() -> {
                udp.zeroCopy().await(never);
                return true;
            }).awaitBlocked();
            udp.close();
            assertThatThrownBy(waiting::result).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void misuse() throws Exception {
        try (var pair = Socket.socketpair();
                var udp = Socket.udp()) {
            assertThatThrownBy(() -> pair.first().zeroCopy()).isInstanceOf(ErrnoException.class);
            var zeroCopy = udp.zeroCopy();
            var buffer = zeroCopy.allocate(10);
            assertThatThrownBy(() -> zeroCopy.send(buffer, 5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> zeroCopy.send(buffer, 5, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> zeroCopy.send(buffer, 0, 10)).isInstanceOf(ErrnoException.class);
            assertThat(buffer.isFree()).isTrue();
        }
    }
}
