package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.WaitMode;
import io.sockeye.support.BlockingCall;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** select(2) with sets that are kept between calls. */
class PreparedSelectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Select<Pollable> select = new Select<>();

    PreparedSelectTest() throws ErrnoException {
        opened.add(select);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    private SocketPair pair() throws ErrnoException {
        var pair = Socket.socketpair();
        opened.add(pair);
        return pair;
    }

    private record Raw(int fileno) implements Pollable {}

    @Test
    void aCloserChangesNoSetWhileItIsBeingChanged() throws Exception {
        var pair = pair();
        var raw = pair();
        select.readfds().set(pair.first());
        var closes = new ArrayList<ThreadedCall<Boolean>>();
        var slow = new Pollable() {
            @Override
            public int fileno() {
                if (closes.isEmpty()) {
                    closes.add(ThreadedCall.onPlatformThread(() -> {
                        pair.first().close();
                        return true;
                    }));
                    assertThat(isRunning(closes.getFirst())).as("the closer waits").isTrue();
                }
                return raw.first().fileno();
            }
        };
        select.readfds().set(slow);
        assertThat(closes.getFirst().result()).isTrue();
        assertThat(select.readfds()).containsExactly(slow);
    }

    private static boolean isRunning(ThreadedCall<Boolean> work) {
        try {
            return work.isRunningAfter(Duration.ofMillis(100));
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachThatWasClosedIsToldByACallOfItsOwn() throws Exception {
        var one = pair();
        var two = pair();
        for (var pair : List.of(one, two)) {
            select.readfds().set(pair.first());
            pair.first().close();
        }
        for (int closed = 0; closed < 2; closed++) {
            assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> select.select(Duration.ZERO));
        }
        assertThat(select.select(Duration.ZERO)).isZero();
    }

    @Test
    void answersAreInSetsOfTheirOwnAndTheAskedOnesStay() throws Exception {
        var loud = pair();
        var quiet = pair();
        select.readfds().set(loud.first());
        select.readfds().set(quiet.first());
        select.writefds().set(quiet.first());
        loud.second().send(new byte[1]);

        for (int round = 0; round < 2; round++) {
            assertThat(select.select(PATIENCE)).isEqualTo(2);
            assertThat(select.readable()).containsExactly(loud.first());
            assertThat(select.writable()).containsExactly(quiet.first());
            assertThat(select.exceptional()).isEmpty();
            assertThat(select.readfds()).containsExactlyInAnyOrder(loud.first(), quiet.first());
        }
    }

    @Test
    void trap36_whatOneCallHasNotFoundTheNextOneIsAskedAgain() throws Exception {
        var pair = pair();
        select.readfds().set(pair.first());
        select.exceptfds().set(pair.second());
        assertThat(select.select(Duration.ZERO)).isZero();

        pair.second().send(new byte[1]);
        assertThat(select.select(PATIENCE)).isEqualTo(1);
        assertThat(select.readable()).containsExactly(pair.first());
    }

    @Test
    void trap36_theTimeoutIsFreshForEachCallAndWhatIsLeftOfItIsTold() throws Exception {
        WaitMode.assumeBlocksInKernel();
        var loud = pair();
        select.readfds().set(loud.first());
        assertThat(select.select(Duration.ofMillis(30))).isZero();
        assertThat(select.remaining()).isZero();
        long start = System.nanoTime();
        assertThat(select.select(Duration.ofMillis(30))).isZero();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);

        loud.second().send(new byte[1]);
        assertThat(select.select(Duration.ofHours(1))).isEqualTo(1);
        assertThat(select.remaining()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1500})
    void trap35_theSetsGrowPastFdSetsize(int number) throws Exception {
        var pair = pair();
        int high = FileSyscalls.fcntl(pair.first().fileno(), F_DUPFD_CLOEXEC, number);
        opened.add(() -> FileSyscalls.close(high));
        var raw = new Raw(high);
        select.readfds().set(raw);
        assertThat(select.select(Duration.ZERO)).isZero();

        pair.second().send(new byte[1]);
        assertThat(select.select(PATIENCE)).isEqualTo(1);
        assertThat(select.readable()).containsExactly(raw);
        assertThat(select.readable()).hasToString("[" + high + "]");
        assertThat(select.readable().toLongArray()[high / 64]).isEqualTo(1L << high);
    }

    @Test
    void whatIsTakenOutIsWatchedNoMore() throws Exception {
        var loud = pair();
        loud.second().send(new byte[1]);
        select.readfds().set(loud.first());
        select.writefds().set(loud.first());
        select.readfds().clear(loud.first());
        assertThat(select.select(Duration.ZERO)).isEqualTo(1);
        assertThat(select.readable().isSet(loud.first())).isFalse();

        select.writefds().zero();
        assertThat(select.select(Duration.ZERO)).isZero();
        assertThat(select.writefds().isSet(loud.first())).isFalse();
    }

    @Test
    void trap37_aClosedItemEndsTheNextCallOnceAndIsGone() throws Exception {
        var closing = pair();
        var loud = pair();
        select.readfds().set(closing.first());
        select.readfds().set(loud.first());
        loud.second().send(new byte[1]);
        assertThat(select.select(PATIENCE)).isEqualTo(1);
        closing.first().close();

        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> select.select(PATIENCE))
                .withMessageStartingWith("select(Socket[closed");
        assertThat(select.select(PATIENCE)).isEqualTo(1);
        assertThat(select.readable()).containsExactly(loud.first());
    }

    @Test
    void closingWhatAPlatformThreadWaitsForEndsItsCall() throws Exception {
        closingEndsTheCall(Thread.ofPlatform());
    }

    @Test
    void closingWhatAVirtualThreadWaitsForEndsItsCall() throws Exception {
        closingEndsTheCall(Thread.ofVirtual());
    }

    private void closingEndsTheCall(Thread.Builder thread) throws Exception {
        // No shutdown reaches it.
        var quiet = Epoll.create();
        select.readfds().set(quiet);
        var call = BlockingCall.on(thread, () -> select.select(null)).awaitBlocked();
        quiet.close();
        assertThat(call.failure(PATIENCE)).isInstanceOf(ClosedDescriptorException.class);
    }

    @Test
    void aNumberThatIsRecycledDuringTheCallIsNotTheOldItem() throws Exception {
        var old = pair();
        select.readfds().set(old.first());
        old.second().send(new byte[1]);
        assertThat(select.select(PATIENCE)).isEqualTo(1);
        int number = old.first().fileno();
        old.first().close();
        var young = pair();
        assertThat(young.first().fileno()).isEqualTo(number);

        assertThat(select.readable().isSet(young.first())).isFalse();
        assertThat(select.readable()).isEmpty();
        select.readfds().set(young.first());
        assertThat(select.readable()).isEmpty();
    }

    @Test
    void whatIsNotOpenIsRefused() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> select.readfds().set(new Raw(-1)))
                .withMessageContaining("Raw[fileno=-1]");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> select.readfds().set(new Raw(1_000_000)))
                .withMessage("select(fd=1000000): EBADF (9) Bad file descriptor");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Select.select(List.of(new Raw(1_000_000)), List.of(), List.of(), Duration.ZERO));
    }

    @Test
    void aVirtualThreadParksAndIsTold() throws Exception {
        var loud = pair();
        select.readfds().set(loud.first());
        var call = BlockingCall.on(Thread.ofVirtual(), () -> select.select(null)).awaitBlocked();
        loud.second().send(new byte[1]);
        assertThat(call.result()).isEqualTo(1);
        assertThat(select.readable()).containsExactly(loud.first());

        var once = BlockingCall.on(
                Thread.ofVirtual(),
                () -> Select.select(List.of(), List.of(), List.of(loud.second()), Duration.ofMillis(20)))
                .awaitBlocked();
        assertThat(once.result().isEmpty()).isTrue();
    }

    @Test
    void closingItGivesItsDescriptorBackAndLeavesTheItems() throws Throwable {
        var watched = pair();
        Proc.assertNoDescriptorLeaks(() -> {
            try (var another = new Select<Socket>()) {
                another.readfds().set(watched.first());
            }
        });
        assertThat(watched.first().fileno()).isPositive();
    }
}
