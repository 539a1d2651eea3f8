package io.sockeye.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * README's loop, {@code while (true) selector.select(null)}, on a thread that is interrupted. It may wait on with its status kept, or
 * end with an exception. It must not spin.
 */
class InterruptedSelectTest {
    /** A loop that spins makes many thousands of calls in this time. */
    private static final Duration SPAN = Duration.ofMillis(300);

    private static final int FEW = 5;

    interface Opens {
        Selector<String> open() throws IOException;
    }

    static Stream<Arguments> all() {
        return Stream.of(true, false)
                .flatMap(virtual -> Stream.of(
                        Arguments.of("epoll", (Opens) EpollSelector::new, virtual),
                        Arguments.of("poll", (Opens) PollSelector::new, virtual),
                        Arguments.of("select", (Opens) SelectSelector::new, virtual)));
    }

    @ParameterizedTest(name = "{0}, virtual {2}")
    @MethodSource("all")
    void aLoopThatIsInterruptedBeforeDoesNotSpin(String name, Opens opens, boolean virtual) throws Exception {
        try (var pair = Socket.socketpair();
                var selector = opens.open()) {
            selector.register(pair.first(), Selector.EVENT_READ, name);
            var loop = new Loop(selector);
            var thread = start(virtual, () -> {
                Thread.currentThread().interrupt();
                return loop.call();
            });
            assertDoesNotSpin(loop, thread, pair);
        }
    }

    @ParameterizedTest(name = "{0}, virtual {2}")
    @MethodSource("all")
    void aLoopThatIsInterruptedWhileItWaitsDoesNotSpin(String name, Opens opens, boolean virtual) throws Exception {
        try (var pair = Socket.socketpair();
                var selector = opens.open()) {
            selector.register(pair.first(), Selector.EVENT_READ, name);
            var loop = new Loop(selector);
            var thread = start(virtual, loop);
            thread.interrupt();
            assertDoesNotSpin(loop, thread, pair);
        }
    }

    /** Either it has ended, or what comes in is still found: then it waits as if there were no interrupt. */
    private static void assertDoesNotSpin(Loop loop, Thread thread, SocketPair pair) throws Exception {
        loop.entered.await();
        // In time, or not: what counts is how many calls there were.
        boolean ended = loop.ended.await(SPAN.toNanos(), TimeUnit.NANOSECONDS);
        assertThat(loop.calls.get()).as("calls in %s; ended: %s", SPAN, ended).isLessThanOrEqualTo(FEW);
        pair.second().send(new byte[1]);
        assertThat(loop.ended.await(20, TimeUnit.SECONDS)).as("it finds what came in, or has ended").isTrue();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(loop.wasInterrupted).as("the thread's interrupt is kept").isTrue();
    }

    private static Thread start(boolean virtual, Callable<Integer> body) {
        var builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        return builder.start(() -> {
            try {
                body.call();
            } catch (Exception thrown) {
                throw new AssertionError(thrown);
            }
        });
    }

    /** Ends with the first event, or with what select throws. */
    private static final class Loop implements Callable<Integer> {
        private static final int TOO_MANY = 100_000;

        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        final AtomicInteger calls = new AtomicInteger();
        volatile boolean wasInterrupted;
        private final Selector<String> selector;

        Loop(Selector<String> selector) {
            this.selector = selector;
        }

        @Override
        public Integer call() throws IOException {
            try {
                entered.countDown();
                var ready = List.<SelectorEvent<String>>of();
                // The limit ends a loop that spins.
                while (ready.isEmpty() && calls.incrementAndGet() < TOO_MANY) {
                    ready = selector.select(null);
                }
            } catch (ClosedDescriptorException | ClosedSelectorException closedByInterrupt) {
                // One of the two decisions.
                wasInterrupted = Thread.currentThread().isInterrupted();
            } finally {
                wasInterrupted |= Thread.currentThread().isInterrupted();
                ended.countDown();
            }
            return calls.get();
        }
    }
}
