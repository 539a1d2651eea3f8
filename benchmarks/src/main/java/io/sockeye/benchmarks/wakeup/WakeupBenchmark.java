package io.sockeye.benchmarks.wakeup;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.EventFd;
import io.sockeye.benchmarks.measure.JniCalls;
import io.sockeye.benchmarks.measure.NettyTransport;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.selectors.EpollSelector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What it costs to wake a thread that waits for events: two threads wake each other, and a wake-up is half of a round trip.
 * native/src/main/c/bench_wakeup.c prints the figures of C.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WakeupBenchmark {
    /** Of Netty the first wake-up of an invocation and the last one are JMH's own thread's: so many that they do not count. */
    private static final int ROUND_TRIPS = 500;

    /** The two threads: JMH's own, and one that answers. */
    public abstract static class Threads {
        private WakingThreads threads;

        abstract Sleeper sleeper() throws IOException;

        /** Starts the one that answers. */
        @Setup
        public void open() throws IOException {
            threads = new WakingThreads(sleeper(), sleeper());
        }

        void roundTrip() throws IOException {
            threads.roundTrip();
        }

        /** Ends it. */
        @TearDown
        public void close() throws IOException, InterruptedException {
            threads.close();
        }
    }

    /** The selector's own way. */
    @State(Scope.Thread)
    public static class OurSelector extends Threads {
        @Override
        Sleeper sleeper() throws IOException {
            var selector = new EpollSelector<String>();
            return new Sleeper() {
                @Override
                public void sleep() throws IOException {
                    selector.select(null, (key, events) -> {
                        throw new IllegalStateException(key + " is ready");
                    });
                }

                @Override
                public void wake() throws IOException {
                    selector.wakeup();
                }

                @Override
                public void close() {
                    selector.close();
                }
            };
        }
    }

    /** An eventfd beside what is watched, by objects. */
    @State(Scope.Thread)
    public static class OurEpoll extends Threads {
        private record EpollSleeper(Epoll epoll, EpollEvents events, EventFd eventfd) implements Sleeper {
            @Override
            public void sleep() throws IOException {
                epoll.poll(events, null);
                eventfd.tryRead();
            }

            @Override
            public void wake() throws IOException {
                eventfd.write(1);
            }

            @Override
            public void close() {
                eventfd.close();
                epoll.close();
            }
        }

        @Override
        Sleeper sleeper() throws IOException {
            var epoll = Epoll.create();
            var eventfd = EventFd.create(0);
            epoll.register(eventfd, EPOLLIN);
            return new EpollSleeper(epoll, epoll.events(1), eventfd);
        }
    }

    /** The same by numbers and memory, of which the one that wakes has its own. */
    private abstract static class NumbersSleeper implements Sleeper {
        final int epfd = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        final int eventfd = EventSyscalls.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        final EpollEventArray event = new EpollEventArray(Arena.ofAuto(), 1);
        final MemorySegment count = Arena.ofAuto().allocate(JAVA_LONG);
        final MemorySegment one = Arena.ofAuto().allocateFrom(JAVA_LONG, 1);

        NumbersSleeper() {
            event.set(0, EPOLLIN, 0);
            check(0, EpollSyscalls.epoll_ctl(epfd, EPOLL_CTL_ADD, eventfd, event.segment()));
        }

        static void check(long expected, long result) {
            if (result != expected) {
                throw new IllegalStateException("the call returned " + result + " and not " + expected);
            }
        }

        @Override
        public void close() {
            check(0, FileSyscalls.close(eventfd));
            check(0, FileSyscalls.close(epfd));
        }
    }

    /** By the floor below. */
    @State(Scope.Thread)
    public static class OurSyscalls extends Threads {
        @Override
        Sleeper sleeper() {
            return new NumbersSleeper() {
                @Override
                public void sleep() {
                    check(1, EpollSyscalls.epoll_wait(epfd, event.segment(), 1, -1));
                    check(Long.BYTES, FileSyscalls.read(eventfd, count, Long.BYTES));
                }

                @Override
                public void wake() {
                    check(Long.BYTES, FileSyscalls.write(eventfd, one, Long.BYTES));
                }
            };
        }
    }

    /** Through JNI. */
    @State(Scope.Thread)
    public static class Jni extends Threads {
        @Override
        Sleeper sleeper() {
            return new NumbersSleeper() {
                @Override
                public void sleep() {
                    check(1, JniCalls.epoll_wait(epfd, event.segment().address(), 1, -1));
                    check(Long.BYTES, JniCalls.read(eventfd, count.address(), Long.BYTES));
                }

                @Override
                public void wake() {
                    check(Long.BYTES, JniCalls.write(eventfd, one.address(), Long.BYTES));
                }
            };
        }
    }

    /** By java.nio. */
    @State(Scope.Thread)
    public static class Nio extends Threads {
        private record NioSleeper(Selector selector) implements Sleeper {
            @Override
            public void sleep() throws IOException {
                selector.select();
            }

            @Override
            public void wake() {
                selector.wakeup();
            }

            @Override
            public void close() throws IOException {
                selector.close();
            }
        }

        @Override
        Sleeper sleeper() throws IOException {
            return new NioSleeper(Selector.open());
        }
    }

    /** By tasks for Netty's event loops, on the transport that the benchmark is named after. */
    @State(Scope.Thread)
    public static class Netty {
        private NettyLoops loops;

        /** Starts the loops. */
        @Setup
        public void open(BenchmarkParams benchmark) {
            loops = new NettyLoops(NettyTransport.of(benchmark));
        }

        void roundTrips() throws InterruptedException {
            loops.roundTrips(ROUND_TRIPS);
        }

        /** Ends them. */
        @TearDown
        public void close() throws InterruptedException {
            loops.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void wakeup_syscalls(OurSyscalls our) throws IOException {
        our.roundTrip();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void wakeup_epoll(OurEpoll our) throws IOException {
        our.roundTrip();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void wakeup_selector(OurSelector our) throws IOException {
        our.roundTrip();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void wakeup_nio(Nio nio) throws IOException {
        nio.roundTrip();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void wakeup_jni(Jni jni) throws IOException {
        jni.roundTrip();
    }

    @Benchmark
    @OperationsPerInvocation(2 * ROUND_TRIPS)
    public void wakeup_nettyNio(Netty netty) throws InterruptedException {
        netty.roundTrips();
    }

    @Benchmark
    @OperationsPerInvocation(2 * ROUND_TRIPS)
    public void wakeup_nettyEpoll(Netty netty) throws InterruptedException {
        netty.roundTrips();
    }

    @Benchmark
    @OperationsPerInvocation(2 * ROUND_TRIPS)
    public void wakeup_nettyIoUring(Netty netty) throws InterruptedException {
        netty.roundTrips();
    }
}
