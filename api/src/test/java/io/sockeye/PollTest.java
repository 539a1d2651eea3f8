package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLERR;
import static io.sockeye.bindings.PollConstants.POLLHUP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.PollConstants.POLLPRI;
import static io.sockeye.bindings.PollConstants.POLLRDHUP;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Poll<Pollable> poll = new Poll<>();

    @AfterEach
    void closeAll() throws Exception {
        poll.close();
        for (var each : opened) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T open(T what) {
        opened.add(what);
        return what;
    }

    private Socket readable() throws Exception {
        var pair = open(Socket.socketpair());
        pair.second().send(new byte[1]);
        return pair.first();
    }

    private List<Pollable> ready() throws Exception {
        return poll.poll(Duration.ZERO).stream().map(PollEvent::item).toList();
    }

    /** What is found of a single item. */
    private int revents() throws Exception {
        return poll.poll(LONG).getFirst().revents();
    }

    @Test
    void whatIsReadyComesInTheOrderOfRegistration() throws Exception {
        var items = new ArrayList<Pollable>();
        for (int i = 0; i < 100; i++) {
            items.add(readable());
        }
        // The numbers fall while the places rise.
        for (int i = 99; i >= 0; i--) {
            poll.register(items.get(i), POLLIN);
        }
        assertThat(ready()).containsExactlyElementsOf(items.reversed());

        poll.unregister(items.get(50));
        poll.register(items.get(50), POLLIN);
        assertThat(ready()).hasSize(100).startsWith(items.get(99)).endsWith(items.get(0), items.get(50));
    }

    @Test
    void withoutAMaskItWatchesForReadingAndWriting() throws Exception {
        var socket = readable();
        poll.register(socket);
        assertThat(revents()).isEqualTo(POLLIN | POLLOUT);
        socket.recv(1);
        assertThat(revents()).isEqualTo(POLLOUT);
    }

    @Test
    void registeredTwiceItKeepsItsPlaceAndGetsTheNewEvents() throws Exception {
        var first = readable();
        var second = readable();
        poll.register(first, POLLIN);
        poll.register(second, POLLIN);
        poll.register(first, POLLOUT);
        assertThat(poll.size()).isEqualTo(2);
        assertThat(poll.poll(null))
                .containsExactly(new PollEvent<>(first, POLLOUT), new PollEvent<>(second, POLLIN));
        poll.modify(first, 0);
        assertThat(ready()).containsExactly(second);
    }

    @Test
    void whatIsNotRegisteredCannotBeChanged() throws Exception {
        var socket = readable();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> poll.modify(socket, POLLIN))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessage("poll(" + socket + " is not registered): ENOENT (2) No such file or directory");
            assertThatThrownBy(() -> poll.unregister(socket)).isInstanceOf(ErrnoException.class);
            poll.register(socket, POLLIN);
            poll.unregister(socket);
        }
    }

    @Test
    void anIndexMeansTheSameUntilTheNextCall() throws Exception {
        var items = List.of(readable(), readable(), readable(), readable());
        for (var item : items) {
            poll.register(item, POLLIN);
        }
        int left = poll.ready(LONG);
        var handled = new ArrayList<Pollable>();
        for (int i = 0; left > 0; i++, left--) {
            assertThat(poll.revents(i)).isEqualTo(POLLIN);
            handled.add(poll.item(i));
            if (i % 2 == 0) {
                poll.unregister(poll.item(i));
                // More than there is room for at first.
                for (int more = 0; more < 20; more++) {
                    poll.register(readable(), 0);
                }
            } else {
                poll.modify(poll.item(i), POLLIN | POLLOUT);
            }
        }
        assertThat(handled).isEqualTo(items);
        assertThat(ready()).containsExactly(items.get(1), items.get(3));
        assertThat(poll.size()).isEqualTo(42);
    }

    @Test
    void unregisteredIsFoundNoMore() throws Exception {
        var first = readable();
        var second = readable();
        poll.register(first, POLLIN);
        poll.register(second, POLLIN);
        assertThat(poll.ready(LONG)).isEqualTo(2);
        poll.unregister(first);
        first.close();
        assertThat(poll.revents(0)).isZero();
        assertThat(poll.revents(1)).isEqualTo(POLLIN);
        assertThat(ready()).containsExactly(second);
        assertThat(poll.size()).isEqualTo(1);
    }

    @Test
    void comingAndGoingTakesNoRoom() throws Exception {
        var stays = readable();
        poll.register(stays, POLLIN);
        var pair = open(Socket.socketpair());
        for (int i = 0; i < 100_000; i++) {
            poll.register(pair.first(), POLLIN);
            poll.register(pair.second(), POLLIN);
            poll.unregister(pair.first());
            poll.unregister(pair.second());
        }
        assertThat(poll.size()).isEqualTo(1);
        assertThat(ready()).containsExactly(stays);
    }

    @Test
    void theEndOfAStreamIsRdhupAndInAndBothEndsAreHup() throws Exception {
        var pair = open(Pair.tcp());
        poll.register(pair.accepted(), POLLIN | POLLRDHUP);
        pair.client().shutdown(SHUT_WR);
        assertThat(revents()).isEqualTo(POLLIN | POLLRDHUP);
        pair.accepted().shutdown(SHUT_WR);
        assertThat(revents()).isEqualTo(POLLIN | POLLRDHUP | POLLHUP);
        poll.modify(pair.accepted(), 0);
        assertThat(revents()).as("unasked").isEqualTo(POLLHUP);
    }

    @Test
    void aPipeWithoutReadersIsErrAndWithoutWritersIsHup() throws Exception {
        var broken = open(RawPipe.open());
        var ended = open(RawPipe.open());
        poll.register(broken::writer, POLLIN);
        FileSyscalls.close(broken.reader());
        assertThat(revents()).isEqualTo(POLLERR);
        poll.register(ended::reader, POLLIN);
        FileSyscalls.close(ended.writer());
        assertThat(poll.poll(LONG)).extracting(PollEvent::revents).containsExactly(POLLERR, POLLHUP);
        opened.clear();
        FileSyscalls.close(broken.writer());
        FileSyscalls.close(ended.reader());
        assertThat(poll.poll(LONG)).extracting(PollEvent::revents).containsExactly(POLLNVAL, POLLNVAL);
    }

    @Test
    void outOfBandDataIsPri() throws Exception {
        var pair = open(Pair.tcp());
        poll.register(pair.accepted(), POLLPRI);
        pair.client().send(MemorySegment.ofArray(new byte[1]), MSG_OOB);
        assertThat(revents()).isEqualTo(POLLPRI);
    }

    @Test
    void closeForgetsAllAndItMayBeUsedAgain() throws Exception {
        var socket = readable();
        poll.register(socket, POLLIN);
        assertThat(revents()).isEqualTo(POLLIN);
        poll.close();
        assertThat(poll.size()).isZero();
        assertThat(poll.poll(Duration.ofMillis(1))).isEmpty();
        poll.register(socket, POLLIN);
        assertThat(revents()).isEqualTo(POLLIN);
        poll.close();
        poll.close();
        assertThat(socket.recv(1)).hasSize(1);
    }

    @Test
    void itLeavesNoDescriptorOpen() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var own = new Poll<Socket>();
                    var pair = Socket.socketpair()) {
                own.register(pair.first(), POLLOUT);
                assertThat(own.poll(LONG)).hasSize(1);
                assertThat(ThreadedCall.onVirtualThread(() -> own.poll(LONG)).result()).hasSize(1);
            }
        });
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> poll.poll(Duration.ofNanos(-1)));
    }
}
