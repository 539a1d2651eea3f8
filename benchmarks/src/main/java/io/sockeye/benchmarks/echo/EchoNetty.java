package io.sockeye.benchmarks.echo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.net.InetSocketAddress;

/** Echo by Netty: one event loop, one handler. Netty sizes the buffers by the messages that arrive, up to 64 KiB. */
final class EchoNetty extends ChannelInitializer<Channel> {
    private static final Echo ECHO = new Echo();

    private EchoNetty() {}

    static void serve(int port, String transport) throws InterruptedException {
        // A switch on names: classes of the other transports are not loaded.
        switch (transport) {
            case "netty-epoll" -> serve(
                    port,
                    EpollIoHandler.newFactory(EchoMain.EVENTS, DefaultSelectStrategyFactory.INSTANCE),
                    EpollServerSocketChannel.class);
            case "netty-io_uring" -> serve(port, IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
            default -> serve(port, NioIoHandler.newFactory(), NioServerSocketChannel.class);
        }
    }

    private static void serve(int port, IoHandlerFactory handler, Class<? extends ServerChannel> channel)
            throws InterruptedException {
        var server = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, handler))
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, EchoMain.BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new EchoNetty())
                .bind(EchoMain.HOST, port)
                .sync()
                .channel();
        EchoMain.listens(((InetSocketAddress) server.localAddress()).getPort());
        server.closeFuture().sync();
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(ECHO);
    }

    /** The void promise reports a failed write to exceptionCaught; a failed close needs no handling. */
    @SuppressWarnings("FutureReturnValueIgnored")
    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            // Nothing more is read until the client has taken what it was sent.
            context.channel().config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // An error of one client ends only its own connection.
            context.close();
        }
    }
}
