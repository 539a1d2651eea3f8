package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.selectors.EpollSelector;
import io.sockeye.selectors.PollSelector;
import io.sockeye.selectors.SelectSelector;
import io.sockeye.selectors.Selector;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One open number, registered through two objects: a socket, and a user's own {@link Pollable} that has it. All sets refuse it. */
class OneNumberTwiceTest {
    /** What every set says to the second object; the one place to change it. */
    private static void assertRefused(Add add) {
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(add::run).matches(e -> e.errno().is(EEXIST),
                "EEXIST");
    }

    private interface Add {
        void run() throws IOException;
    }

    /** One set, whatever is beneath. */
    interface Watched extends AutoCloseable {
        void add(Pollable item) throws IOException;

        void remove(Pollable item) throws IOException;

        /** How many are ready, at once. */
        int ready() throws IOException;

        @Override
        void close();
    }

    enum Mechanism {
        POLL {
            @Override
            Watched open() {
                var poll = new Poll<Pollable>();
                return new Of(item -> poll.register(item, POLLIN), poll::unregister,
                        () -> poll.poll(Duration.ZERO).size(), poll::close);
            }
        },
        SELECT {
            @Override
            Watched open() {
                var select = new Select<Pollable>();
                return new Of(select.readfds()::set, select.readfds()::clear, () -> select.select(Duration.ZERO),
                        select::close);
            }
        },
        EPOLL {
            @Override
            Watched open() throws IOException {
                var epoll = Epoll.create();
                return new Of(item -> epoll.add(item, EPOLLIN, 0), epoll::remove,
                        () -> epoll.poll(Duration.ZERO).size(), epoll::close);
            }
        },
        POLL_SELECTOR {
            @Override
            Watched open() throws IOException {
                return of(new PollSelector<>());
            }
        },
        SELECT_SELECTOR {
            @Override
            Watched open() throws IOException {
                return of(new SelectSelector<>());
            }
        },
        EPOLL_SELECTOR {
            @Override
            Watched open() throws IOException {
                return of(new EpollSelector<>());
            }
        };

        abstract Watched open() throws IOException;

        private static Watched of(Selector<String> selector) {
            return new Of(item -> selector.register(item, Selector.EVENT_READ, ""), selector::unregister,
                    () -> selector.select(Duration.ZERO).size(), selector::close);
        }
    }

    private interface Change {
        void of(Pollable item) throws IOException;
    }

    private interface Count {
        int get() throws IOException;
    }

    private record Of(Change adds, Change removes, Count readies, Runnable closes) implements Watched {
        @Override
        public void add(Pollable item) throws IOException {
            adds.of(item);
        }

        @Override
        public void remove(Pollable item) throws IOException {
            removes.of(item);
        }

        @Override
        public int ready() throws IOException {
            return readies.get();
        }

        @Override
        public void close() {
            closes.run();
        }
    }

    static Stream<Arguments> orders() {
        return Arrays.stream(Mechanism.values())
                .flatMap(mechanism -> Stream.of(Arguments.of(mechanism, true), Arguments.of(mechanism, false)));
    }

    @ParameterizedTest(name = "{0}, the socket first: {1}")
    @MethodSource("orders")
    void theSecondObjectIsRefusedAndTheFirstStays(Mechanism mechanism, boolean socketFirst) throws Exception {
        try (var pair = Socket.socketpair();
                var set = mechanism.open()) {
            int number = pair.first().fileno();
            Pollable own = () -> number;
            set.add(socketFirst ? pair.first() : own);
            assertRefused(() -> set.add(socketFirst ? own : pair.first()));
            assertThat(set.ready()).isZero();
            pair.second().send(new byte[1]);
            assertThat(set.ready()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTheFirstIsRemovedTheSecondIsWatched(Mechanism mechanism) throws Exception {
        try (var pair = Socket.socketpair();
                var set = mechanism.open()) {
            int number = pair.first().fileno();
            Pollable own = () -> number;
            set.add(pair.first());
            set.remove(pair.first());
            set.add(own);
            pair.second().send(new byte[1]);
            assertThat(set.ready()).isEqualTo(1);
        }
    }

    /** The kernel has given the number to another socket: the first object is closed, and does not count. */
    @ParameterizedTest
    @EnumSource
    void aRecycledNumberIsNotRefused(Mechanism mechanism) throws Exception {
        try (var set = mechanism.open()) {
            var first = Socket.udp();
            int number = first.fileno();
            set.add(first);
            first.close();
            try (var second = Socket.udp()) {
                assertThat(second.fileno()).as("the lowest number that is free").isEqualTo(number);
                assertThatCode(() -> set.add(second)).doesNotThrowAnyException();
            }
        }
    }

    /** A duplicate is another number, and epoll, too, takes it. */
    @ParameterizedTest
    @EnumSource
    void aDuplicateIsNotRefused(Mechanism mechanism) throws Exception {
        try (var pair = Socket.socketpair();
                var duplicate = pair.first().dup();
                var set = mechanism.open()) {
            set.add(pair.first());
            set.add(duplicate);
            pair.second().send(new byte[1]);
            assertThat(set.ready()).isEqualTo(2);
        }
    }
}
