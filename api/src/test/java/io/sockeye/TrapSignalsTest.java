package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.support.Proc;
import io.sockeye.support.Signals;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.WaitMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call that blocks has a signal every millisecond, and does what it does without. */
class TrapSignalsTest {
    /** So many arrive while the call waits, before the other end moves. */
    private static final int SIGNALS = 200;

    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void trap17_theSignalInterruptsACallThatDoesNotRepeat() throws Exception {
        try (var pair = Socket.socketpair();
                var arena = Arena.ofConfined();
                var signals = Signals.here()) {
            int interrupted = 0;
            for (int i = 0; i < 50; i++) {
                long result = SocketSyscalls.recv(pair.first().fileno(), arena.allocate(1), 1, 0);
                interrupted += result == -EINTR ? 1 : 0;
            }
            assertThat(interrupted).isEqualTo(50);
            assertThat(signals.sent()).isGreaterThan(40);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_accept(StreamFamily streams) throws Exception {
        try (var listener = streams.listener();
                var client = streams.open();
                var signals = Signals.here()) {
            var connects = signals.after(SIGNALS, () -> client.connect(listener.getsockname()));
            listener.accept().close();
            connects.result();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_acceptWithTimeout(StreamFamily streams) throws Exception {
        try (var listener = streams.listener();
                var client = streams.open();
                var signals = Signals.here()) {
            listener.settimeout(LONG);
            var connects = signals.after(SIGNALS, () -> client.connect(listener.getsockname()));
            listener.accept().close();
            connects.result();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_recv(StreamFamily streams) throws Exception {
        try (var pair = streams.pair();
                var signals = Signals.here()) {
            signals.after(SIGNALS, () -> pair.second().send(new byte[] {7}));
            assertThat(pair.first().recv(10)).containsExactly(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_recvWithTimeout(StreamFamily streams) throws Exception {
        try (var pair = streams.pair();
                var signals = Signals.here()) {
            pair.first().settimeout(LONG);
            signals.after(SIGNALS, () -> pair.second().send(new byte[] {7}));
            assertThat(pair.first().recv(10)).containsExactly(7);
        }
    }

    @Test
    void trap17_recvfrom() throws Exception {
        try (var socket = Socket.udp().bind(Sockaddr.of("127.0.0.1", 0));
                var other = Socket.udp().bind(Sockaddr.of("127.0.0.1", 0));
                var signals = Signals.here()) {
            signals.after(SIGNALS, () -> other.sendto(new byte[] {7}, socket.getsockname()));
            assertThat(socket.recvfrom(10).from()).isEqualTo(other.getsockname());
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_sendOnAFullSocket(StreamFamily streams) throws Exception {
        try (var pair = streams.full();
                var signals = Signals.here()) {
            signals.after(SIGNALS, () -> StreamFamily.drain(pair.second()));
            assertThat(pair.first().send(new byte[100])).isEqualTo(100);
            assertThat(signals.sent()).isGreaterThanOrEqualTo(SIGNALS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_sendWithTimeoutOnAFullSocket(StreamFamily streams) throws Exception {
        try (var pair = streams.full();
                var signals = Signals.here()) {
            pair.first().settimeout(LONG);
            signals.after(SIGNALS, () -> StreamFamily.drain(pair.second()));
            assertThat(pair.first().send(new byte[100])).isEqualTo(100);
            assertThat(signals.sent()).isGreaterThanOrEqualTo(SIGNALS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_sendallOf8MiB(StreamFamily streams) throws Exception {
        var sent = new byte[8 << 20];
        new Random(17).nextBytes(sent);
        var received = new byte[sent.length];
        try (var pair = streams.pair();
                var signals = Signals.here()) {
            var reader = signals.after(SIGNALS, () -> {
                for (int count = 0; count < received.length;) {
                    count += pair.second().recv(received, count, Math.min(1 << 16, received.length - count), 0);
                }
            });
            pair.first().sendall(sent);
            reader.result();
        }
        assertThat(received).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource
    void trap17_select(StreamFamily streams) throws Exception {
        try (var pair = streams.pair();
                var signals = Signals.here()) {
            signals.after(SIGNALS, () -> pair.second().send(new byte[] {7}));
            var ready = Select.select(List.of(pair.first()), List.of(), List.of(), null);
            assertThat(ready.readable()).containsExactly(pair.first());
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_recvTimesOutInTime(StreamFamily streams) throws Exception {
        try (var pair = streams.pair()) {
            pair.first().settimeout(TIMEOUT);
            timesOutInTime("recv " + streams, () -> pair.first().recv(1));
        }
    }

    @Test
    void trap17_recvfromTimesOutInTime() throws Exception {
        try (var socket = Socket.udp().bind(Sockaddr.of("127.0.0.1", 0))) {
            socket.settimeout(TIMEOUT);
            timesOutInTime("recvfrom UDP", () -> socket.recvfrom(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_acceptTimesOutInTime(StreamFamily streams) throws Exception {
        try (var listener = streams.listener()) {
            listener.settimeout(TIMEOUT);
            timesOutInTime("accept " + streams, listener::accept);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_sendTimesOutInTime(StreamFamily streams) throws Exception {
        try (var pair = streams.full()) {
            pair.first().settimeout(TIMEOUT);
            timesOutInTime("send " + streams, () -> pair.first().send(new byte[1]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_sendallTimesOutInTime(StreamFamily streams) throws Exception {
        try (var pair = streams.pair()) {
            pair.first().settimeout(TIMEOUT);
            timesOutInTime("sendall " + streams, () -> pair.first().sendall(MemorySegment.ofArray(new byte[8 << 20])));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap17_selectTimesOutInTime(StreamFamily streams) throws Exception {
        try (var pair = streams.pair()) {
            inTime("select " + streams, () -> {
                assertThat(Select.select(List.of(pair.first()), List.of(), List.of(), TIMEOUT).isEmpty()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap23_connectWaitsForAPeerThatAnswersLate(StreamFamily streams) throws Exception {
        try (var busy = streams.busy();
                var socket = streams.open();
                var signals = Signals.here()) {
            signals.after(SIGNALS, busy::relieve);
            socket.connect(busy.listener().getsockname());
            assertThat(signals.sent()).isGreaterThanOrEqualTo(SIGNALS);
            assertThat(socket.getpeername()).isEqualTo(busy.listener().getsockname());
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap23_connectWithTimeoutWaitsForAPeerThatAnswersLate(StreamFamily streams) throws Exception {
        try (var busy = streams.busy();
                var socket = streams.open();
                var signals = Signals.here()) {
            socket.settimeout(LONG);
            signals.after(SIGNALS, busy::relieve);
            socket.connect(busy.listener().getsockname());
            assertThat(signals.sent()).isGreaterThanOrEqualTo(SIGNALS);
            assertThat(socket.getpeername()).isEqualTo(busy.listener().getsockname());
        }
    }

    /** Linux would let a second connect wait, others say EALREADY; POSIX has it wait for writability. */
    @Test
    void trap23_connectIsNotCalledAgain() throws Exception {
        WaitMode.assumeBlocksInKernel();
        try (var busy = StreamFamily.TCP.busy();
                var socket = Socket.tcp();
                var signals = Signals.here()) {
            int connecting = Signals.gettid();
            var relieved = signals.after(SIGNALS, () -> {
                try {
                    Proc.awaitThreadInside(connecting, Proc.PPOLL);
                } finally {
                    busy.relieve();
                }
            });
            socket.connect(busy.listener().getsockname());
            relieved.result();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap23_connectTimesOutInTime(StreamFamily streams) throws Exception {
        try (var busy = streams.busy();
                var socket = streams.open()) {
            socket.settimeout(TIMEOUT);
            timesOutInTime("connect " + streams, () -> socket.connect(busy.listener().getsockname()));
        }
    }

    private static void timesOutInTime(String call, Signals.Action action) throws Exception {
        inTime(call, () -> assertThatThrownBy(action::run).isInstanceOf(TimedOutException.class));
    }

    /**
     * Never early. What is printed is late by a fifth at most on a machine that is not busy; a timeout that began anew after each
     * signal would never end.
     */
    private static void inTime(String call, Signals.Action action) throws Exception {
        try (var signals = Signals.here()) {
            long start = System.nanoTime();
            action.run();
            long took = System.nanoTime() - start;
            System.out.printf(
                    "trap 17: %s, timeout %d ms, took %.1f ms, %.3f of it, %d signals%n",
                    call, TIMEOUT.toMillis(), took / 1e6, (double) took / TIMEOUT.toNanos(), signals.sent());
            assertThat(took).isBetween(TIMEOUT.toNanos(), TIMEOUT.toNanos() * 25);
            assertThat(signals.sent()).isGreaterThan(20);
        }
    }
}
