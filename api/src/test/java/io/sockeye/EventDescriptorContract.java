package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.support.OsAssertions.assertCloseOnExec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.support.BlockingCall;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all descriptors that stand for things that happen. */
abstract class EventDescriptorContract<D extends OwnedDescriptor> {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** The two kinds of threads. */
    enum Kind {
        PLATFORM,
        VIRTUAL;

        <T> ThreadedCall<T> start(Callable<T> work) {
            return this == VIRTUAL ? ThreadedCall.onVirtualThread(work) : ThreadedCall.onPlatformThread(work);
        }

        /** The same, and returns when the thread has parked or the kernel lets it sleep. */
        <T> BlockingCall<T> block(Callable<T> work) throws InterruptedException {
            var builder = this == VIRTUAL ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
            return BlockingCall.on(builder, work).awaitBlocked();
        }
    }

    private @Nullable D opened;

    /** One to which nothing has happened. */
    abstract D open() throws Exception;

    /** Lets happen what it waits for. */
    abstract void happen(D descriptor) throws Exception;

    /** Waits for it. */
    abstract void await(D descriptor) throws Exception;

    /** Whether it has happened. */
    abstract boolean look(D descriptor) throws Exception;

    private D quiet() throws Exception {
        var descriptor = open();
        opened = descriptor;
        return descriptor;
    }

    @AfterEach
    void closeIt() {
        if (opened != null) {
            opened.close();
        }
    }

    private Callable<String> awaiting(D descriptor) {
        return () -> {
            await(descriptor);
            return "it happened";
        };
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsReturnsWhenItHappens(Kind kind) throws Exception {
        var descriptor = quiet();
        assertThat(look(descriptor)).isFalse();
        var waits = kind.start(awaiting(descriptor)).awaitBlocked();
        assertThat(waits.isRunningAfter(Duration.ofMillis(20))).isTrue();

        happen(descriptor);
        assertThat(waits.result()).isEqualTo("it happened");
    }

    @ParameterizedTest
    @EnumSource
    void whatHasHappenedIsNotWaitedFor(Kind kind) throws Exception {
        var descriptor = quiet();
        happen(descriptor);
        assertThat(kind.start(awaiting(descriptor)).result()).isEqualTo("it happened");
    }

    @ParameterizedTest
    @EnumSource
    void trap2_closeEndsAllWhoWait(Kind kind) throws Exception {
        var descriptor = quiet();
        int fd = descriptor.fileno();
        var first = kind.block(awaiting(descriptor));
        var second = kind.block(awaiting(descriptor));

        long start = System.nanoTime();
        descriptor.close();
        assertThat(first.failure(LONG))
                .isInstanceOf(ClosedDescriptorException.class)
                .hasMessageContaining("(fd=" + fd + "): closed");
        assertThat(second.failure(LONG)).isInstanceOf(ClosedDescriptorException.class);
        System.out.printf("trap 2: %s %s: %.2f ms%n", descriptor, kind, (System.nanoTime() - start) / 1e6);
    }

    /** Closing comes before, while and after the other thread goes in: it never stays there. */
    @ParameterizedTest
    @EnumSource
    void trap2_closeEndsWhoIsOnTheWayIn(Kind kind) throws Exception {
        for (int i = 0; i < 100; i++) {
            var descriptor = quiet();
            var both = new CountDownLatch(2);
            var waits = kind.start(() -> {
                both.countDown();
                both.await();
                await(descriptor);
                return "it happened";
            });
            both.countDown();
            both.await();
            for (int spin = 0; spin < i * 50; spin++) {
                Thread.onSpinWait();
            }
            descriptor.close();
            assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(waits::result);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingAndClosingLeavesNoDescriptor(Kind kind) throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            var descriptor = quiet();
            var waits = kind.block(awaiting(descriptor));
            descriptor.close();
            assertThat(waits.failure(LONG)).isInstanceOf(ClosedDescriptorException.class);
        });
    }

    @Test
    void anInterruptEndsTheWaitOfAVirtualThread() throws Exception {
        var descriptor = quiet();
        var waits = Kind.VIRTUAL.start(awaiting(descriptor)).awaitBlocked();
        waits.thread().interrupt();

        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(waits::result)
                .withMessageEndingWith("closed by interrupt");
        assertThat(descriptor.fileno()).isEqualTo(-1);
    }

    @Test
    void onceClosedItRefusesEachCall() throws Exception {
        var descriptor = quiet();
        descriptor.close();
        descriptor.close();

        assertThat(descriptor.fileno()).isEqualTo(-1);
        assertThat(descriptor).hasToString(descriptor.getClass().getSimpleName() + "[closed]");
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> await(descriptor));
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> look(descriptor));
    }

    @Test
    void trap20_aProgramThatIsStartedDoesNotInheritIt() throws Exception {
        var descriptor = quiet();
        assertCloseOnExec(descriptor);
    }

    @ParameterizedTest
    @EnumSource
    void selectWaitsForIt(Kind kind) throws Exception {
        var descriptor = quiet();
        var one = List.of(descriptor);
        assertThat(Select.select(one, List.of(), List.of(), Duration.ZERO).isEmpty()).isTrue();
        var waits = kind.start(() -> Select.select(one, List.of(), List.of(), LONG)).awaitBlocked();

        happen(descriptor);
        assertThat(waits.result().readable()).containsExactly(descriptor);
    }

    @ParameterizedTest
    @EnumSource
    void pollWaitsForIt(Kind kind) throws Exception {
        var descriptor = quiet();
        try (var poll = new Poll<D>()) {
            poll.register(descriptor, POLLIN);
            assertThat(poll.poll(Duration.ZERO)).isEmpty();
            var waits = kind.start(() -> poll.poll(LONG)).awaitBlocked();

            happen(descriptor);
            var event = waits.result().getFirst();
            assertThat(event.item()).isSameAs(descriptor);
            assertThat(event.revents() & POLLIN).isNotZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void epollWaitsForIt(Kind kind) throws Exception {
        var descriptor = quiet();
        try (var epoll = Epoll.create()) {
            epoll.add(descriptor, EPOLLIN, 42);
            assertThat(epoll.poll(Duration.ZERO)).isEmpty();
            var waits = kind.start(() -> epoll.poll(LONG)).awaitBlocked();

            happen(descriptor);
            var event = waits.result().iterator().next();
            assertThat(event.item()).isSameAs(descriptor);
            assertThat(event.token()).isEqualTo(42);
            descriptor.close();
            assertThat(epoll.interestList()).isEmpty();
        }
    }

    @Test
    void trap2_closeEndsASelect() throws Exception {
        var descriptor = quiet();
        int fd = descriptor.fileno();
        var waits = Kind.PLATFORM
                .start(() -> Select.select(List.of(descriptor), List.of(), List.of(), LONG))
                .awaitBlocked();

        descriptor.close();
        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(waits::result)
                .withMessage("select(fd=" + fd + "): closed");
    }

    @ParameterizedTest
    @EnumSource
    void trap2_closeEndsAPoll(Kind kind) throws Exception {
        var descriptor = quiet();
        try (var poll = new Poll<OwnedDescriptor>();
                var pair = Socket.socketpair()) {
            poll.register(pair.first(), POLLIN);
            poll.register(descriptor, POLLIN);
            var waits = kind.start(() -> poll.poll(LONG)).awaitBlocked();

            descriptor.close();
            assertThat(waits.result()).containsExactly(new PollEvent<>(descriptor, POLLNVAL));
            poll.unregister(descriptor);
            assertThat(poll.poll(Duration.ofMillis(1))).as("nothing more").isEmpty();
        }
    }

    @Test
    void aPollThatIsClosedLeavesNoDescriptor() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            var descriptor = quiet();
            try (var poll = new Poll<D>()) {
                poll.register(descriptor, POLLIN);
                assertThat(poll.poll(Duration.ofMillis(1))).isEmpty();
            }
            descriptor.close();
        });
    }
}
