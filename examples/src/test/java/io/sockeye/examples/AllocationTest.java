package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sockeye.Epoll;
import io.sockeye.Message;
import io.sockeye.Poll;
import io.sockeye.Select;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import io.sockeye.selectors.EpollSelector;
import io.sockeye.selectors.PollSelector;
import io.sockeye.selectors.SelectSelector;
import io.sockeye.selectors.Selector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Hot paths make no object. It stands here because only this module has {@code jdk.management}, which counts a thread's bytes.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SocketPair pair = Socket.socketpair();
    private final Socket ready = pair.first();

    AllocationTest() throws IOException {}

    @BeforeEach
    void makeReady() throws Exception {
        pair.second().send(new byte[1]);
    }

    @AfterEach
    void close() {
        pair.close();
    }

    private interface Call {
        void make() throws Exception;
    }

    private static void assertMakesNoObject(Call call) throws Exception {
        long allocated = Long.MAX_VALUE;
        // Until it is compiled, what only escapes in the interpreter counts too.
        for (int round = 0; round < 200 && allocated > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                call.make();
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes in 1000 calls").isZero();
    }

    @Test
    void selectOnPreparedSets() throws Exception {
        try (var select = new Select<Socket>()) {
            select.readfds().set(ready);
            assertMakesNoObject(() -> select.select(PATIENCE));
        }
    }

    @Test
    void pollOnAPreparedArray() throws Exception {
        try (var poll = new Poll<Socket>()) {
            poll.register(ready, POLLIN);
            assertMakesNoObject(() -> poll.ready(PATIENCE));
        }
    }

    @Test
    void epollIntoPreparedEvents() throws Exception {
        try (var epoll = Epoll.create()) {
            epoll.add(ready, EPOLLIN, 7);
            var events = epoll.events(16);
            assertMakesNoObject(() -> assertOne(epoll.poll(events, PATIENCE)));
        }
    }

    private static void assertOne(int count) {
        if (count != 1) {
            throw new AssertionError(count + " events");
        }
    }

    @Test
    void aSelectorWithAnAction() throws Exception {
        try (var epoll = new EpollSelector<String>();
                var poll = new PollSelector<String>();
                var select = new SelectSelector<String>()) {
            for (var selector : new Selector<?>[] {epoll, poll, select}) {
                assertSelectsWithoutAnObject((Selector<?>) selector);
            }
        }
    }

    private <A> void assertSelectsWithoutAnObject(Selector<A> selector) throws Exception {
        Selector.Action<A> nothing = (_, _) -> {};
        selector.register(ready, Selector.EVENT_READ, null);
        assertMakesNoObject(() -> selector.select(PATIENCE, nothing));
    }

    @Test
    void sendAndRecvOfAnyMemory() throws Exception {
        var array = new byte[64];
        var segment = Arena.ofAuto().allocate(64);
        var direct = ByteBuffer.allocateDirect(64);
        assertMakesNoObject(() -> {
            pair.second().send(array);
            ready.recv(array);
            pair.second().send(segment);
            ready.recv(segment);
            pair.second().send(direct.clear());
            ready.recv(direct.clear());
        });
    }

    @Test
    void sendmsgAndRecvmsgOfAPreparedMessage() throws Exception {
        try (var out = Message.allocate(64);
                var in = Message.allocate(128)) {
            assertMakesNoObject(() -> {
                pair.second().sendmsg(out);
                ready.recvmsg(in);
            });
        }
    }
}
