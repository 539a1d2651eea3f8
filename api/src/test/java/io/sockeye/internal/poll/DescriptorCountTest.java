package io.sockeye.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The reference count alone, as Go's fd_mutex_test.go tries its own: references, misuse and overflow. A pipe's end shows whether the number
 * was closed.
 */
class DescriptorCountTest {
    private static final int THREADS = 4;

    /** As Descriptor lays out its state: calls in progress in the lower 31 bits, closed above them. */
    private static final long MAXIMUM = (1L << 31) - 1;

    private static final VarHandle STATE = state();

    private int number;
    private int other;
    private Descriptor descriptor = Descriptor.withoutShutdown(-1);

    private static VarHandle state() {
        try {
            return MethodHandles.privateLookupIn(Descriptor.class, MethodHandles.lookup())
                    .findVarHandle(Descriptor.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @BeforeEach
    void openAPipe() throws Exception {
        var ends = RawPipe.open();
        number = ends.reader();
        other = ends.writer();
        descriptor = Descriptor.withoutShutdown(number);
    }

    @AfterEach
    void closeThePipe() {
        FileSyscalls.close(other);
        if (isOpen()) {
            FileSyscalls.close(number);
        }
    }

    private boolean isOpen() {
        return !Proc.descriptor(number).isEmpty();
    }

    @Test
    void releaseWithoutAcquireThrowsAndChangesNothing() throws Exception {
        assertThatIllegalStateException().isThrownBy(() -> descriptor.release());
        assertThat(descriptor.isClosed()).isFalse();
        assertThat(descriptor.acquire("recv")).isEqualTo(number);
        descriptor.release();
        descriptor.close();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void oneReleaseTooManyThrows() throws Exception {
        descriptor.acquire("recv");
        descriptor.acquire("recv");
        descriptor.release();
        descriptor.release();
        assertThatIllegalStateException().isThrownBy(() -> descriptor.release());
        descriptor.close();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void releaseAfterCloseThrowsAndDoesNotCloseTheRecycledFd() throws Exception {
        descriptor.close();
        assertThat(FileSyscalls.dup3(other, number, 0)).isEqualTo(number);
        assertThatIllegalStateException().isThrownBy(() -> descriptor.release());
        assertThat(isOpen()).as("the number's new owner").isTrue();
    }

    @Test
    void releaseAfterDetachThrows() throws Exception {
        assertThat(descriptor.detach()).isEqualTo(number);
        assertThatIllegalStateException().isThrownBy(() -> descriptor.release());
        assertThat(isOpen()).isTrue();
    }

    @Test
    void acquireThrowsAtTheMaximum() throws Exception {
        STATE.setVolatile(descriptor, MAXIMUM);
        assertThatIllegalStateException().isThrownBy(() -> descriptor.acquire("recv"));
        assertThat(descriptor.isClosed()).isFalse();
        descriptor.release();
        assertThat(descriptor.acquire("recv")).isEqualTo(number);
        STATE.setVolatile(descriptor, 0L);
        descriptor.close();
        assertThat(isOpen()).isFalse();
    }

    /** The number of calls so far begins again at 0, and reaches neither the references nor the closed bit. */
    @Test
    void callCountWrapsAround() throws Exception {
        STATE.setVolatile(descriptor, -1L << 32);
        assertThat(descriptor.callCount()).isEqualTo(-1);
        descriptor.acquire("recv");
        assertThat(descriptor.callCount()).isZero();
        assertThat(descriptor.isClosed()).isFalse();
        descriptor.close();
        assertThat(isOpen()).isTrue();
        descriptor.release();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void theLastReleaseCloses() throws Exception {
        for (int i = 0; i < 1000; i++) {
            descriptor.acquire("recv");
        }
        BackgroundTask.start(() -> {
            descriptor.close();
            return true;
        }).result();
        for (int i = 0; i < 1000; i++) {
            assertThat(isOpen()).isTrue();
            descriptor.release();
        }
        assertThat(isOpen()).isFalse();
    }

    /** No acquire succeeds after one has thrown, and the last release closes the number. */
    @RepeatedTest(20)
    void closeWhileManyThreadsAcquireAndRelease() throws Exception {
        var entered = new CountDownLatch(THREADS);
        var inside = new AtomicInteger();
        var threads = new ArrayList<BackgroundTask<Integer>>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(BackgroundTask.start(() -> {
                int calls = 0;
                try {
                    while (true) {
                        descriptor.acquire("recv");
                        inside.incrementAndGet();
                        calls++;
                        if (calls == 1) {
                            entered.countDown();
                        }
                        // A closed number here would be another's.
                        assertThat(calls % 64 != 0 || isOpen()).isTrue();
                        inside.decrementAndGet();
                        descriptor.release();
                    }
                } catch (ClosedDescriptorException closed) {
                    assertThatExceptionOfType(ClosedDescriptorException.class)
                            .isThrownBy(() -> descriptor.acquire("recv"));
                    return calls;
                }
            }));
        }
        entered.await();
        descriptor.close();
        int calls = 0;
        for (var thread : threads) {
            calls += thread.result();
        }
        assertThat(inside).hasValue(0);
        assertThat(isOpen()).isFalse();
        assertThat(descriptor.callCount()).isEqualTo(calls);
    }

    @RepeatedTest(20)
    void manyThreadsCloseOnce() throws Exception {
        var ready = new CountDownLatch(THREADS);
        var threads = new ArrayList<BackgroundTask<Boolean>>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(BackgroundTask.start(() -> {
                ready.countDown();
                ready.await();
                descriptor.close();
                return descriptor.isClosed();
            }));
        }
        for (var thread : threads) {
            assertThat(thread.result()).isTrue();
        }
        assertThat(isOpen()).isFalse();
    }
}
