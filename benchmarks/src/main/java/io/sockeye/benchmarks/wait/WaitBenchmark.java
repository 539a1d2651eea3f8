package io.sockeye.benchmarks.wait;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.EventFd;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.Select;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one wait costs among some descriptors that stay registered: a wait that returns one event and finds its object, and a wait with a
 * zero timeout that returns none. The descriptors are eventfds; for java.nio, which cannot watch an eventfd, they are pipes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class WaitBenchmark {
    private static final int EVENTS = 1024;

    @Param({"1", "100"})
    private int descriptors;

    private final List<EventFd> idle = new ArrayList<>();
    private final List<EventFd> oneReady = new ArrayList<>();
    private Mechanisms none;
    private Mechanisms one;
    private NioSelector nioNone;
    private NioSelector nioOne;

    /** The three over the same descriptors. */
    private static final class Mechanisms {
        final Select<EventFd> select = new Select<>();
        final Poll<EventFd> poll = new Poll<>();
        final Epoll epoll = Epoll.create();
        final EpollEvents events = epoll.events(EVENTS);

        Mechanisms(List<EventFd> watched) throws IOException {
            for (var eventfd : watched) {
                select.readfds().set(eventfd);
                poll.register(eventfd, POLLIN);
                epoll.register(eventfd, EPOLLIN);
            }
        }

        void close() {
            select.close();
            poll.close();
            epoll.close();
        }
    }

    /** A selector over as many pipes. */
    private static final class NioSelector implements Consumer<SelectionKey> {
        final Selector selector = Selector.open();
        final List<Pipe> pipes = new ArrayList<>();
        private @Nullable SelectionKey found;

        NioSelector(int count, boolean oneIsReady) throws IOException {
            for (int i = 0; i < count; i++) {
                var pipe = Pipe.open();
                pipes.add(pipe);
                pipe.source().configureBlocking(false).register(selector, SelectionKey.OP_READ);
            }
            if (oneIsReady) {
                pipes.getLast().sink().write(ByteBuffer.allocate(1));
            }
        }

        @Nullable SelectionKey find() throws IOException {
            selector.select(this);
            return found;
        }

        @Override
        public void accept(SelectionKey key) {
            found = key;
        }

        void close() throws IOException {
            selector.close();
            for (var pipe : pipes) {
                pipe.source().close();
                pipe.sink().close();
            }
        }
    }

    /** Descriptors to which nothing comes, and as many of which the last is ready, and stays so. */
    @Setup
    public void open() throws IOException {
        for (int i = 0; i < descriptors; i++) {
            idle.add(EventFd.create(0));
            oneReady.add(EventFd.create(i + 1 == descriptors ? 1 : 0));
        }
        none = new Mechanisms(idle);
        one = new Mechanisms(oneReady);
        nioNone = new NioSelector(descriptors, false);
        nioOne = new NioSelector(descriptors, true);
    }

    /** Closes all. */
    @TearDown
    public void close() throws IOException {
        none.close();
        one.close();
        nioNone.close();
        nioOne.close();
        idle.forEach(EventFd::close);
        oneReady.forEach(EventFd::close);
    }

    @Benchmark
    public @Nullable Pollable oneEvent_select() throws IOException {
        one.select.select(null);
        return one.select.readable().item(one.select.readable().next(0));
    }

    @Benchmark
    public Pollable oneEvent_poll() throws IOException {
        one.poll.ready(null);
        int i = 0;
        while (one.poll.revents(i) == 0) {
            i++;
        }
        return one.poll.item(i);
    }

    @Benchmark
    public @Nullable Pollable oneEvent_epoll() throws IOException {
        one.epoll.poll(one.events, null);
        return one.events.item(0);
    }

    @Benchmark
    public @Nullable SelectionKey oneEvent_nio() throws IOException {
        return nioOne.find();
    }

    @Benchmark
    public int nothing_select() throws IOException {
        return none.select.select(Duration.ZERO);
    }

    @Benchmark
    public int nothing_poll() throws IOException {
        return none.poll.ready(Duration.ZERO);
    }

    @Benchmark
    public int nothing_epoll() throws IOException {
        return none.epoll.poll(none.events, Duration.ZERO);
    }

    @Benchmark
    public int nothing_nio() throws IOException {
        return nioNone.selector.selectNow();
    }
}
