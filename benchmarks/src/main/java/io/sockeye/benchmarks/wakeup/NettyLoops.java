package io.sockeye.benchmarks.wakeup;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sockeye.benchmarks.measure.NettyTransport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two event loops of Netty that execute tasks on each other, one at a time. */
final class NettyLoops {
    private static final long PATIENCE_SECONDS = 60;

    private final EventLoopGroup group;
    private final EventLoop here;
    private final EventLoop there;
    private final Runnable ask = this::ask;
    private final Runnable answer = this::answer;

    // Of the first loop.
    private int left;
    private CountDownLatch done = new CountDownLatch(0);

    NettyLoops(NettyTransport transport) {
        // Daemons, so that JMH ends also when a benchmark has failed.
        group = new MultiThreadIoEventLoopGroup(2, new DefaultThreadFactory("loop", true), transport.handler());
        here = group.next();
        there = group.next();
    }

    void roundTrips(int count) throws InterruptedException {
        var all = new CountDownLatch(1);
        here.execute(() -> {
            left = count;
            done = all;
            ask();
        });
        if (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a wake-up was lost");
        }
    }

    private void ask() {
        if (left == 0) {
            done.countDown();
        } else {
            left--;
            there.execute(answer);
        }
    }

    private void answer() {
        here.execute(ask);
    }

    void close() throws InterruptedException {
        group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).sync();
    }
}
