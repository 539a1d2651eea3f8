package io.sockeye.benchmarks.wait;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.sockeye.benchmarks.measure.NettyTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ring of Netty: one event loop, and on each channel only the handler that sends on. */
final class NettyRing extends Ring {
    private final EventLoopGroup group;
    private final List<Channel> channels = new ArrayList<>();
    private CompletableFuture<Pass> pass = new CompletableFuture<>();

    // Of the event loop.
    private long received;
    private long expected;
    private long left;
    private long cpu;
    private long wall;

    NettyRing(int n, NettyTransport transport) throws IOException, InterruptedException {
        super(n);
        group = new MultiThreadIoEventLoopGroup(1, transport.handler());
        var hops = new ArrayList<Hop>();
        var done = new ArrayList<ChannelFuture>();
        var bootstrap = new Bootstrap().group(group).channel(transport.datagrams());
        for (int i = 0; i < n; i++) {
            var hop = new Hop();
            hops.add(hop);
            done.add(bootstrap.clone().handler(hop).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        }
        for (var bound : done) {
            channels.add(bound.sync().channel());
        }
        done.clear();
        for (int i = 0; i < n; i++) {
            hops.get(i).sender = channels.get(sender(i));
            done.add(channels.get(i).connect(channels.get(peer(i)).localAddress()));
        }
        for (var connected : done) {
            connected.sync();
        }
    }

    /** What is done for a datagram. */
    private final class Hop extends ChannelInboundHandlerAdapter {
        @Nullable Channel sender;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
            var data = ((DatagramPacket) message).content();
            if (data.readableBytes() != 1) {
                throw new IOException("received " + data.readableBytes() + " bytes, not 1");
            }
            received++;
            if (left > 0 && sender != null) {
                left--;
                send(sender, data);
            } else {
                data.release();
            }
            if (received == expected) {
                pass.complete(new Pass(received, System.nanoTime() - wall, processorTime() - cpu));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            pass.completeExceptionally(cause);
        }
    }

    @Override
    Pass pass(int a, long w) throws IOException, InterruptedException {
        pass = new CompletableFuture<>();
        group.execute(() -> start(a, w));
        try {
            return pass.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** In the event loop, which delivers when this is over. */
    private void start(int a, long w) {
        received = 0;
        expected = a + w;
        left = w;
        for (int chain = a - 1; chain >= 0; chain--) {
            var channel = channels.get(starter(chain, a));
            send(channel, channel.alloc().directBuffer(1).writeByte(0));
        }
        cpu = processorTime();
        wall = System.nanoTime();
    }

    /** A void promise makes no object, and a failure goes to {@link Hop#exceptionCaught}. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(Channel channel, ByteBuf data) {
        channel.writeAndFlush(data, channel.voidPromise());
    }

    @Override
    public void close() {
        // Closes the channels too.
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
