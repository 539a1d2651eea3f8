package io.sockeye.benchmarks.file;

import static java.nio.file.StandardOpenOption.WRITE;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.sockeye.benchmarks.measure.NettyTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Netty: sends a {@code DefaultFileRegion}, and receives by a handler that writes to a {@code FileChannel}. */
final class NettyFile implements FileEnd {
    private static final long LIMIT_SECONDS = 60;

    private final NettyTransport transport;
    private final MultiThreadIoEventLoopGroup loop;

    NettyFile(NettyTransport transport) {
        this.transport = transport;
        this.loop = transport.loop();
    }

    @Override
    public long send(Path file, InetSocketAddress peer) throws IOException, InterruptedException {
        var closed = new CompletableFuture<Long>();
        return moved(peer, new Sender(file, Files.size(file), closed), closed);
    }

    @Override
    public long receive(Path file, InetSocketAddress peer) throws IOException, InterruptedException {
        try (var target = FileChannel.open(file, WRITE)) {
            var closed = new CompletableFuture<Long>();
            return moved(peer, new Receiver(target, closed), closed);
        }
    }

    private long moved(InetSocketAddress peer, ChannelInboundHandlerAdapter handler, CompletableFuture<Long> closed)
            throws IOException, InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(transport.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(handler)
                .connect(peer)
                .sync();
        try {
            return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(transport + ": the file did not pass", e);
        }
    }

    /** Sends the file, then the end of the stream. The other end closes when it has all. */
    private static final class Sender extends ChannelInboundHandlerAdapter {
        private final Path file;
        private final long size;
        private final CompletableFuture<Long> closed;
        private long sent;

        Sender(Path file, long size, CompletableFuture<Long> closed) {
            this.file = file;
            this.size = size;
            this.closed = closed;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var channel = (SocketChannel) context.channel();
            context.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, size)).addListener(written -> {
                if (succeeded(written)) {
                    sent = size;
                    channel.shutdownOutput().addListener(this::succeeded);
                }
            });
        }

        private boolean succeeded(Future<?> done) {
            if (!done.isSuccess()) {
                closed.completeExceptionally(done.cause());
            }
            return done.isSuccess();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closed.complete(sent);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            closed.completeExceptionally(cause);
        }
    }

    /** Writes all that comes. */
    private static final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
        private final FileChannel target;
        private final CompletableFuture<Long> closed;
        private long written;

        Receiver(FileChannel target, CompletableFuture<Long> closed) {
            this.target = target;
            this.closed = closed;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws IOException {
            while (bytes.isReadable()) {
                written += bytes.readBytes(target, bytes.readableBytes());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closed.complete(written);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            closed.completeExceptionally(cause);
        }
    }
}
