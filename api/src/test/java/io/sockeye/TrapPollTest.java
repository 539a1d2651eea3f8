package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.EpollMirror;
import io.sockeye.internal.poll.Waker;
import io.sockeye.support.ChildJvm;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps 1, 2, 37, 38, 39 and 46, for poll(2). */
class TrapPollTest {
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

    /** What is waited for, and what closing it has to end: sockets, and what no shutdown reaches. */
    enum Quiet {
        TCP_LISTENING {
            @Override
            OwnedDescriptor open(TrapPollTest test) throws Exception {
                return test.open(Socket.tcp()).bind("127.0.0.1", 0).listen();
            }
        },
        UNIX_CONNECTED {
            @Override
            OwnedDescriptor open(TrapPollTest test) throws Exception {
                return test.open(Socket.socketpair()).first();
            }
        },
        UDP {
            @Override
            OwnedDescriptor open(TrapPollTest test) throws Exception {
                return test.open(Socket.udp());
            }
        },
        EPOLL {
            @Override
            OwnedDescriptor open(TrapPollTest test) throws Exception {
                return test.open(Epoll.create());
            }
        },
        EVENTFD {
            @Override
            OwnedDescriptor open(TrapPollTest test) throws Exception {
                var number = Waker.open().number();
                return test.open(new OwnedDescriptor(Descriptor.withoutShutdown(number)) {});
            }
        };

        abstract OwnedDescriptor open(TrapPollTest test) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void trap2_closeEndsAWaitOnAPlatformThread(Quiet quiet) throws Exception {
        closeEndsTheWait(quiet, ThreadedCall.Way.IN_THE_CALL);
    }

    @ParameterizedTest
    @EnumSource
    void trap2_closeEndsAWaitWithATimeout(Quiet quiet) throws Exception {
        closeEndsTheWait(quiet, ThreadedCall.Way.WITH_A_TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource
    void trap2_closeEndsAWaitOnAVirtualThread(Quiet quiet) throws Exception {
        closeEndsTheWait(quiet, ThreadedCall.Way.ON_A_VIRTUAL_THREAD);
    }

    private void closeEndsTheWait(Quiet quiet, ThreadedCall.Way way) throws Exception {
        var item = quiet.open(this);
        var other = open(Socket.socketpair());
        // What is asked for has nothing to do with it.
        poll.register(item, 0);
        poll.register(other.first(), POLLIN);
        int number = item.fileno();
        for (int i = 0; i < 2; i++) {
            // The second time the eventfd is there already, and was never read.
            var wait = way.start(() -> poll.poll(way.timeout)).awaitBlocked();
            if (i == 0) {
                other.second().send(new byte[1]);
                assertThat(wait.result()).containsExactly(new PollEvent<>(other.first(), POLLIN));
                other.first().recv(1);
            } else {
                item.close();
                assertThat(Proc.descriptor(number)).as("given back when close returns").isEmpty();
                assertThat(wait.result()).containsExactly(new PollEvent<>(item, POLLNVAL));
            }
        }
        poll.unregister(item);
        assertThat(poll.poll(Duration.ofMillis(20))).as("it waits again").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void trap1_aNumberIsNotLookedAtAfterItWasGivenBack(ThreadedCall.Way way) throws Exception {
        var readable = open(Socket.socketpair());
        readable.second().send(new byte[1]);
        for (int i = 0; i < 300; i++) {
            var epoll = Epoll.create();
            poll.register(epoll, POLLIN);
            int round = i;
            var closer = ThreadedCall.onPlatformThread(() -> {
                for (int spin = 0; spin < round * 20; spin++) {
                    Thread.onSpinWait();
                }
                int number = epoll.fileno();
                epoll.close();
                // The number becomes one that is readable.
                return FileSyscalls.fcntl(readable.first().fileno(), F_DUPFD_CLOEXEC, number);
            });
            var looked = way.start(() -> {
                var events = poll.poll(Duration.ZERO);
                return events.isEmpty() ? poll.poll(way.timeout) : events;
            });
            assertThat(looked.result()).containsExactly(new PollEvent<>(epoll, POLLNVAL));
            FileSyscalls.close(closer.result());
            poll.unregister(epoll);
        }
    }

    @Test
    void trap37_aClosedItemIsFoundUntilItIsUnregistered() throws Exception {
        var pair = open(Socket.socketpair());
        var socket = pair.first();
        poll.register(pair.second(), POLLOUT);
        poll.register(socket, POLLIN);
        socket.close();
        for (int i = 0; i < 2; i++) {
            assertThat(poll.poll(null)).contains(new PollEvent<>(socket, POLLNVAL)).hasSize(2);
        }
        poll.unregister(socket);
        assertThat(poll.poll(null)).singleElement().returns(pair.second(), PollEvent::item);
        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> poll.register(socket, POLLIN))
                .withMessageMatching("poll\\(fd=\\d+\\): closed");
    }

    @ParameterizedTest
    @EnumSource
    void trap37_aUsersOwnNumberThatIsNotOpenIsFound(ThreadedCall.Way way) throws Exception {
        int nobodys = 3999;
        poll.register(() -> nobodys, POLLIN);
        assertThat(way.start(() -> poll.poll(way.timeout)).result())
                .singleElement()
                .returns(POLLNVAL, PollEvent::revents);
        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> poll.register(() -> -1, POLLIN))
                .withMessageEndingWith("): closed");
    }

    /** By somebody else, after a virtual thread looked and before it parks: nobody would ever wake it. */
    @Test
    void trap37_aUsersOwnNumberThatIsClosedMeanwhileIsLookedAtAgain() throws Exception {
        int nobodys = 3999;
        try (var mirror = new EpollMirror(Map.of(nobodys, POLLIN))) {
            mirror.await(Deadline.NEVER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap38_aRegularFileIsReadyAlways(ThreadedCall.Way way, @TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        try (var _ = new RandomAccessFile(path.toFile(), "rw")) {
            int fd = Proc.descriptorOf(path);
            poll.register(() -> fd);
            assertThat(way.start(() -> poll.poll(way.timeout)).result())
                    .singleElement()
                    .returns(POLLIN | POLLOUT, PollEvent::revents);
        }
    }

    @Test
    void trap39_closingADuplicateDuringAWaitLeavesTheConnection() throws Exception {
        var pair = open(Socket.socketpair());
        var duplicate = open(pair.first().dup());
        poll.register(duplicate, POLLIN);
        var wait = ThreadedCall.onPlatformThread(() -> poll.poll(null)).awaitBlocked();
        duplicate.close();
        assertThat(wait.result()).containsExactly(new PollEvent<>(duplicate, POLLNVAL));
        pair.second().send(new byte[] {7});
        assertThat(pair.first().recv(1)).containsExactly(7);
    }

    @Test
    void trap39_detachDuringAWaitLeavesTheConnection() throws Exception {
        var pair = open(Socket.socketpair());
        poll.register(pair.first(), POLLIN);
        var wait = ThreadedCall.onPlatformThread(() -> poll.poll(null)).awaitBlocked();
        var again = open(Socket.adopt(pair.first().detach()));
        assertThat(wait.result()).containsExactly(new PollEvent<>(pair.first(), POLLNVAL));
        pair.second().send(new byte[] {7});
        assertThat(again.recv(1)).containsExactly(7);
    }

    @Test
    void trap46_aTimeoutIsNeverEarly() throws Exception {
        poll.register(open(Socket.socketpair()).first(), POLLIN);
        for (long nanos : new long[] {1, 999_000, 1_000_001, 20_000_000}) {
            for (var way : List.of(ThreadedCall.Way.IN_THE_CALL, ThreadedCall.Way.ON_A_VIRTUAL_THREAD)) {
                var took = way.start(() -> {
                    long start = System.nanoTime();
                    assertThat(poll.poll(Duration.ofNanos(nanos))).isEmpty();
                    return System.nanoTime() - start;
                });
                assertThat(took.result()).isGreaterThanOrEqualTo(nanos);
            }
        }
    }

    @Test
    void moreThanTheLimitOfDescriptorsAreRefused() throws Exception {
        assertThat(ChildJvm.run(List.of("prlimit", "--nofile=200:200"), TooMany.class).output())
                .isEqualTo("200\nppoll(nfds=201): EINVAL (22) Invalid argument\n");
    }

    static final class TooMany {
        static void main() throws Exception {
            // Numbers that are not open are reported as POLLNVAL, and count.
            try (var poll = new Poll<Numbered>()) {
                for (int i = 0; i < 200; i++) {
                    poll.register(new Numbered(1000 + i), POLLOUT);
                }
                System.out.println(poll.poll(Duration.ZERO).size());
                poll.register(new Numbered(1200), POLLOUT);
                try {
                    poll.poll(Duration.ZERO);
                } catch (ErrnoException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    /** A user's own kind. */
    private static final class Numbered implements Pollable {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public int fileno() {
            return number;
        }
    }
}
