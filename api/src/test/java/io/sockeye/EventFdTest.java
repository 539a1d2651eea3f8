package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.support.Proc;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link EventFd}, and trap 60. */
class EventFdTest extends EventDescriptorContract<EventFd> {
    /** 2^64 - 2, the most that a counter holds. */
    private static final long FULL = -2;

    @Override
    EventFd open() throws Exception {
        return EventFd.create(0);
    }

    @Override
    void happen(EventFd counter) throws Exception {
        counter.write(1);
    }

    @Override
    void await(EventFd counter) throws Exception {
        assertThat(counter.read()).isOne();
    }

    @Override
    boolean look(EventFd counter) throws Exception {
        return counter.tryRead() != 0;
    }

    @Test
    void readingTakesTheSumOfWhatWasWritten() throws Exception {
        try (var counter = EventFd.create(3)) {
            counter.write(4);
            assertThat(counter.tryWrite(5)).isTrue();
            assertThat(counter.read()).isEqualTo(12);
            assertThat(counter.tryRead()).isZero();
        }
    }

    @Test
    void readingASemaphoreTakesOne() throws Exception {
        try (var semaphore = EventFd.semaphore(2)) {
            assertThat(semaphore.read()).isOne();
            assertThat(semaphore.tryRead()).isOne();
            assertThat(semaphore.tryRead()).isZero();
        }
    }

    @Test
    void theFirstCountHasNoSign() throws Exception {
        try (var counter = EventFd.create(-1)) {
            assertThat(counter.read()).isEqualTo(0xffff_ffffL);
        }
    }

    @Test
    void addingZeroWakesNobodyAndAlwaysFits() throws Exception {
        try (var counter = open()) {
            counter.write(0);
            assertThat(counter.tryRead()).isZero();
            counter.write(FULL);
            assertThat(counter.tryWrite(0)).isTrue();
            assertThat(counter.read()).isEqualTo(FULL);
        }
    }

    @Test
    void trap60_aFullCounterTakesNoMoreAndLosesNothing() throws Exception {
        try (var counter = open();
                var poll = new Poll<EventFd>()) {
            poll.register(counter, POLLIN | POLLOUT);
            counter.write(FULL);

            assertThat(counter.tryWrite(1)).isFalse();
            assertThat(poll.poll(Duration.ZERO)).containsExactly(new PollEvent<>(counter, POLLIN));
            assertThat(counter.read()).isEqualTo(FULL);
            assertThat(poll.poll(Duration.ZERO)).containsExactly(new PollEvent<>(counter, POLLOUT));
        }
    }

    @Test
    void trap60_theOneCountThatCannotBeAddedIsRefused() throws Exception {
        try (var counter = open()) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> counter.write(-1))
                    .withMessage("write(fd=" + counter.fileno() + "): EINVAL (22) Invalid argument")
                    .matches(e -> e.errno().is(EINVAL));
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> counter.tryWrite(-1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap60_whoWritesToAFullCounterWaitsForAReader(Kind kind) throws Exception {
        try (var counter = open()) {
            counter.write(FULL);
            var writes = kind.start(() -> counter.tryWrite(0) && write(counter, 7)).awaitBlocked();
            assertThat(writes.isRunningAfter(Duration.ofMillis(20))).isTrue();

            assertThat(counter.read()).isEqualTo(FULL);
            assertThat(writes.result()).isTrue();
            assertThat(counter.read()).isEqualTo(7);
        }
    }

    /** POLLOUT says only that there is room for 1: the writer must neither give up nor burn its processor. */
    @ParameterizedTest
    @EnumSource
    void trap60_aWriterWithoutRoomSleepsUntilTheNextRead(Kind kind) throws Exception {
        try (var counter = open()) {
            counter.write(5);
            var writes = kind.start(() -> write(counter, FULL)).awaitBlocked();
            long before = Proc.processorNanos();
            assertThat(writes.isRunningAfter(Duration.ofMillis(200))).isTrue();
            assertThat(Proc.processorNanos() - before).isLessThan(50_000_000);

            assertThat(counter.read()).isEqualTo(5);
            assertThat(writes.result()).isTrue();
            assertThat(counter.read()).isEqualTo(FULL);
        }
    }

    /** A thread may ask what wakes it just after closing has looked whether there is somebody to wake. */
    @Test
    void trap2_whoComesAfterClosingFindsThatItIsClosed() throws Exception {
        var counter = open();
        counter.descriptor.acquire("read");
        counter.close();

        int waker = counter.descriptor.waker();
        assertThat(IoWaiter.poll(waker, POLLIN, -1, -1, Deadline.NOW)).isEqualTo(POLLIN);
        counter.descriptor.release();
        assertThat(Proc.descriptor(waker)).as("given back with the counter").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, FULL})
    void trap2_closeEndsWhoWaitsToWrite(long count) throws Exception {
        for (var kind : Kind.values()) {
            var counter = open();
            counter.write(FULL);
            var writes = kind.block(() -> write(counter, count));

            counter.close();
            assertThat(writes.failure(Duration.ofSeconds(20))).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    private static boolean write(EventFd counter, long count) throws ErrnoException {
        counter.write(count);
        return true;
    }

    @Test
    void whatIsTakenByOneIsNotTakenByAnother() throws Exception {
        try (var semaphore = EventFd.semaphore(0)) {
            var readers = List.of(
                    Kind.PLATFORM.start(semaphore::read),
                    Kind.VIRTUAL.start(semaphore::read),
                    Kind.PLATFORM.start(semaphore::read),
                    Kind.VIRTUAL.start(semaphore::read));
            for (int i = 0; i < readers.size(); i++) {
                semaphore.write(1);
            }
            for (var reader : readers) {
                assertThat(reader.result()).isOne();
            }
            assertThat(semaphore.tryRead()).isZero();
        }
    }
}
