package io.sockeye.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.ThreadedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Look-ups on threads of their own: how many there are, and what becomes of one whose caller has given up. */
class LookupThreadsTest {
    private static final int MAXIMUM = 16;
    private static final Duration SHORT = Duration.ofMillis(100);

    private final CountDownLatch entered = new CountDownLatch(MAXIMUM);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    private int block() throws InterruptedException {
        running.incrementAndGet();
        entered.countDown();
        release.await();
        return 1;
    }

    @Test
    void moreCallersThanThreadsQueueAndEachGetsItsResult() throws Exception {
        var calls = new ArrayList<ThreadedCall<Integer>>();
        for (int i = 0; i < 3 * MAXIMUM; i++) {
            calls.add(ThreadedCall.onVirtualThread(() -> LookupThreads.FILES.call(this::block)));
        }
        for (var call : calls) {
            call.awaitBlocked();
        }
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running).hasValue(MAXIMUM);
        release.countDown();
        for (var call : calls) {
            assertThat(call.result()).isOne();
        }
    }

    @Test
    void queuedWorkIsDroppedAtTheDeadlineOfItsCaller() throws Exception {
        var calls = new ArrayList<ThreadedCall<Integer>>();
        for (int i = 0; i < MAXIMUM; i++) {
            calls.add(ThreadedCall.onVirtualThread(() -> LookupThreads.FILES.call(this::block)));
        }
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        var isDone = new AtomicBoolean();
        long start = System.nanoTime();
        assertThatThrownBy(() -> LookupThreads.FILES.call(() -> isDone.getAndSet(true), Deadline.after(SHORT)))
                .isInstanceOf(TimeoutException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        release.countDown();
        for (var call : calls) {
            assertThat(call.result()).isOne();
        }
        assertThat(ThreadedCall.onVirtualThread(() -> LookupThreads.FILES.call(() -> 2)).result()).isEqualTo(2);
        assertThat(isDone).isFalse();
    }

    @Test
    void interruptEndsTheWaitOfAVirtualThreadOnly() throws Exception {
        var deadline = Deadline.after(Duration.ofSeconds(20));
        var virtual = ThreadedCall.onVirtualThread(() -> LookupThreads.FILES.call(this::block, deadline));
        virtual.awaitBlocked().thread().interrupt();
        assertThatThrownBy(virtual::result).isInstanceOf(InterruptedException.class);

        var platform = ThreadedCall.onPlatformThread(() -> {
            int result = LookupThreads.FILES.call(this::block, deadline);
            return result == 1 && Thread.currentThread().isInterrupted();
        });
        platform.awaitBlocked().thread().interrupt();
        assertThat(platform.isRunningAfter(SHORT)).isTrue();
        release.countDown();
        assertThat(platform.result()).isTrue();
    }

    @Test
    void withoutADeadlineAPlatformThreadCallsDirectly() throws Exception {
        var caller = Thread.currentThread();
        assertThat(LookupThreads.SERVERS.call(() -> Thread.currentThread())).isSameAs(caller);
        assertThat(LookupThreads.SERVERS.call(() -> Thread.currentThread(), Deadline.NEVER)).isSameAs(caller);
        assertThat(LookupThreads.SERVERS.call(
                () -> Thread.currentThread().isDaemon(), Deadline.after(Duration.ofSeconds(20)))).isTrue();
    }
}
