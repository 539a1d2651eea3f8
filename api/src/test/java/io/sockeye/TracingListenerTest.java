package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** A listener that uses sockets while the traced call still has its thread's memory. */
class TracingListenerTest {
    @Test
    void aListenerThatReceivesDoesNotTouchWhatWasReceived() throws Exception {
        try (var pair = Socket.socketpair();
                var others = Socket.socketpair()) {
            pair.first().sendall("ours".getBytes(UTF_8));
            try (var _ = Trace.to(_ -> talk(others))) {
                assertThat(pair.second().recv(100)).asString(UTF_8).isEqualTo("ours");
            }
        }
    }

    @Test
    void aListenerThatSucceedsLeavesTheErrnoOfTheCall() throws Exception {
        try (var pair = Socket.socketpair();
                var others = Socket.socketpair()) {
            pair.first().setblocking(false);
            try (var _ = Trace.to(_ -> talk(others))) {
                assertThatThrownBy(() -> pair.first().recv(100)).isInstanceOfSatisfying(
                        WouldBlockException.class, e -> assertThat(e.errno().is(EAGAIN)).isTrue());
            }
        }
    }

    private static void talk(SocketPair pair) {
        try {
            pair.first().sendall("theirs".getBytes(UTF_8));
            assertThat(pair.second().recv(100)).asString(UTF_8).isEqualTo("theirs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
