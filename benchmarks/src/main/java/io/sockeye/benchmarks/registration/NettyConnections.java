package io.sockeye.benchmarks.registration;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sockeye.benchmarks.measure.NettyTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections of Netty over loopback, one after the other. One event loop makes, accepts and closes them. */
final class NettyConnections {
    private static final long PATIENCE_SECONDS = 60;

    private final EventLoopGroup group;
    private final Bootstrap client;
    private final Channel server;

    // Of the event loop.
    private @Nullable Channel connected;
    private @Nullable Channel accepted;
    private @Nullable Throwable failure;
    private int left;
    private CountDownLatch done = new CountDownLatch(0);

    NettyConnections(NettyTransport transport) throws InterruptedException {
        // A daemon, so that JMH ends also when a benchmark has failed.
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("connections", true), transport.handler());
        server = new ServerBootstrap()
                .group(group)
                .channel(transport.server())
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new Accepted())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        client = new Bootstrap()
                .group(group)
                .channel(transport.client())
                .option(ChannelOption.AUTO_READ, false)
                // A reset leaves no TIME_WAIT: the ports would be used up within seconds.
                .option(ChannelOption.SO_LINGER, 0)
                .handler(new Connecting())
                .remoteAddress(server.localAddress());
    }

    /** Makes so many, and returns when the last one is closed. */
    void make(int count) throws InterruptedException {
        var all = new CountDownLatch(1);
        group.execute(() -> {
            left = count;
            done = all;
            connect();
        });
        if (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || failure != null) {
            throw new IllegalStateException("not all connections were made", failure);
        }
    }

    private void connect() {
        client.connect().addListener((ChannelFuture future) -> {
            if (future.isSuccess()) {
                connected = future.channel();
                closeBoth();
            } else {
                failure = future.cause();
                done.countDown();
            }
        });
    }

    /** Without a handler Netty does not connect. */
    private static final class Connecting extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }
    }

    private final class Accepted extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    accepted = context.channel();
                    closeBoth();
                }
            });
        }

        @Override
        public boolean isSharable() {
            return true;
        }
    }

    private void closeBoth() {
        if (connected == null || accepted == null) {
            return;
        }
        connected.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        accepted.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        connected = null;
        accepted = null;
        left--;
        if (left == 0) {
            done.countDown();
        } else {
            connect();
        }
    }

    void close() throws InterruptedException {
        server.close().sync();
        group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).sync();
    }
}
