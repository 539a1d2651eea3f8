package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EAFNOSUPPORT;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOTSOCK;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each thread gets the errno of its own call, whatever else happens in between. */
class CaptureStateTest {
    private final Descriptors fds = new Descriptors();
    private final int notASocket = fds.pipe()[0];

    private record Failure(IntSupplier call, int errno) {
        boolean isWrong() {
            return call.getAsInt() != -errno;
        }
    }

    private final List<Failure> failures = List.of(
            new Failure(() -> FileSyscalls.close(-1), EBADF),
            new Failure(() -> SocketSyscalls.listen(notASocket, 1), ENOTSOCK),
            new Failure(() -> SocketSyscalls.socket(-1, SocketConstants.SOCK_STREAM, 0), EAFNOSUPPORT),
            new Failure(() -> EpollSyscalls.epoll_create1(-1), EINVAL));

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void trap6TheCollectorDoesNotChangeAnErrno() throws Exception {
        int calls = 250_000;
        var collected = new CountDownLatch(20);
        var calm = failures.subList(0, 2).stream().map(failure -> wrong(failure, calls, new CountDownLatch(0)));
        var besideTheCollector = failures.subList(2, 4).stream().map(failure -> wrong(failure, calls, collected));
        Callable<Long> collector = () -> {
            for (; collected.getCount() > 0; collected.countDown()) {
                System.gc();
            }
            return 0L;
        };
        var work = new ArrayList<Callable<Long>>(List.of(collector));
        calm.forEach(work::add);
        besideTheCollector.forEach(work::add);

        try (var threads = Executors.newFixedThreadPool(work.size())) {
            assertThat(results(threads.invokeAll(work))).containsOnly(0L);
        }
    }

    /** The collector seldom meets the moment between a call and a second one for its errno: there is no second one. */
    @Test
    void trap6TheCallItselfLeavesItsErrnoInTheThreadsOwnSegment() {
        var segment = CaptureState.borrow().segment;
        for (var failure : failures) {
            segment.fill((byte) 0x7F);
            assertThat(failure.isWrong()).isFalse();
            assertThat(segment.get(JAVA_INT, 0)).isEqualTo(failure.errno);
        }
    }

    @Test
    void trap7WhatIsInTheSlotDoesNotMatterToACallThatSucceeds() {
        CaptureState.borrow().segment.fill((byte) 0x7F);

        assertThat(fds.available(notASocket)).isZero();
        assertThat(SocketSyscalls.shutdown(fds.socketpair(SocketConstants.SOCK_STREAM)[0], SocketConstants.SHUT_RD))
                .isZero();
    }

    @Test
    void trap7ACallThatSucceedsAfterOneThatFailedSaysSo() {
        for (var failure : failures) {
            assertThat(failure.isWrong()).isFalse();
            assertThat(fds.available(notASocket)).isZero();
        }
    }

    @Test
    void trap7OnlyMinusOneIsAFailure() {
        var capture = CaptureState.borrow();
        capture.segment.fill((byte) 1);
        int garbage = 0x01010101;

        assertThat(capture.result(0)).isZero();
        assertThat(capture.result(-2)).isEqualTo(-2);
        assertThat(capture.result(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(capture.result(false, 7)).isEqualTo(7);
        assertThat(capture.result(-1)).isEqualTo(-garbage);
        assertThat(capture.result(-1L)).isEqualTo(-garbage);
        assertThat(capture.result(true, 7)).isEqualTo(-garbage);
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // The yield is the point: the thread may go on with another carrier.
    void trap8EachOfManyVirtualThreadsGetsItsOwnErrno() throws Exception {
        var work = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 10_000; i++) {
            var failure = failures.get(i % failures.size());
            work.add(() -> {
                long wrong = 0;
                for (int call = 0; call < 5; call++) {
                    wrong += failure.isWrong() ? 1 : 0;
                    Thread.yield();
                }
                return wrong;
            });
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(results(threads.invokeAll(work))).containsOnly(0L);
        }
    }

    /** Counts wrong answers in so many calls, and goes on until the latch is open. */
    private static Callable<Long> wrong(Failure failure, int calls, CountDownLatch atLeastUntil) {
        return () -> {
            long wrong = 0;
            for (int call = 0; call < calls || atLeastUntil.getCount() > 0; call++) {
                wrong += failure.isWrong() ? 1 : 0;
            }
            return wrong;
        };
    }

    private static List<Long> results(List<Future<Long>> futures) throws ExecutionException, InterruptedException {
        var results = new ArrayList<Long>();
        for (var future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
