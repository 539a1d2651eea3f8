package io.sockeye.benchmarks.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.channel.uring.IoUringChannelOption;
import io.sockeye.benchmarks.measure.NettyTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Netty, with an event loop of one thread for each end. Batched means many writes and one flush: {@code sendmmsg} with epoll, one
 * submission with io_uring. Only Netty's epoll has {@code UDP_SEGMENT} and {@code UDP_GRO}.
 */
final class NettyDatagrams implements Datagrams {
    private final NettyTransport transport;

    NettyDatagrams(NettyTransport transport) {
        this.transport = transport;
    }

    @Override
    public void start(Way way, DatagramFlow flow) throws InterruptedException {
        var receiver = new Bootstrap()
                .group(transport.loop())
                .channel(transport.datagrams())
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .handler(new Receiver(flow));
        if (way == Way.BATCHED) {
            // As many are received at once as fit: by one recvmmsg, or one submission.
            receiver.option(
                    transport == NettyTransport.EPOLL
                            ? EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE
                            : IoUringChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE,
                    SLOT_BYTES)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BATCH * SLOT_BYTES));
        }
        if (way == Way.SEGMENTED) {
            receiver.option(EpollChannelOption.UDP_GRO, true)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BUFFER_BYTES));
        }
        var bound = receiver.bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
        new Bootstrap()
                .group(transport.loop())
                .channel(transport.datagrams())
                .handler(new Sender(way, flow, (InetSocketAddress) bound.localAddress()))
                .bind(0)
                .sync();
    }

    /** Counts. */
    private static final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        private final DatagramFlow flow;

        Receiver(DatagramFlow flow) {
            this.flow = flow;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) throws IOException {
            var content = packet.content();
            flow.received(content.getLongLE(content.readerIndex()), content.readableBytes());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            flow.publish();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            flow.failed(cause);
        }
    }

    /** Sends as much in a turn of the loop as the other ways do by one call or 64, then lets the loop do what else there is. */
    private static final class Sender extends ChannelInboundHandlerAdapter {
        private final Way way;
        private final DatagramFlow flow;
        private final InetSocketAddress to;
        private boolean waits;

        Sender(Way way, DatagramFlow flow, InetSocketAddress to) {
            this.way = way;
            this.flow = flow;
            this.to = to;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context.channel());
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (waits && context.channel().isWritable()) {
                waits = false;
                again(context.channel());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            flow.failed(cause);
        }

        private void again(Channel channel) {
            channel.eventLoop().execute(() -> send(channel));
        }

        private void send(Channel channel) {
            if (flow.isEnded()) {
                flow.senderEnded();
                return;
            }
            // No waiting here for the receiver: what was written may still have to be sent by this loop.
            switch (way) {
                case SINGLE -> {
                    for (int i = 0; i < BATCH && channel.isWritable() && flow.hasRoom(1); i++) {
                        write(channel, one(channel));
                        channel.flush();
                    }
                }
                case BATCHED -> {
                    if (flow.hasRoom(BATCH)) {
                        for (int i = 0; i < BATCH; i++) {
                            write(channel, one(channel));
                        }
                        channel.flush();
                    }
                }
                case SEGMENTED -> {
                    if (flow.hasRoom(SEGMENTS)) {
                        write(channel, together(channel));
                        channel.flush();
                    }
                }
            }
            waits = !channel.isWritable();
            if (!waits) {
                again(channel);
            }
        }

        private void write(Channel channel, DatagramPacket packet) {
            channel.write(packet).addListener(done -> {
                if (!done.isSuccess()) {
                    flow.failed(done.cause());
                }
            });
        }

        private DatagramPacket one(Channel channel) {
            return new DatagramPacket(number(channel.alloc().directBuffer(BYTES), 0).writerIndex(BYTES), to);
        }

        private DatagramPacket together(Channel channel) {
            var buffer = channel.alloc().directBuffer(SEGMENTS * BYTES);
            for (int i = 0; i < SEGMENTS; i++) {
                number(buffer, i * BYTES);
            }
            return new SegmentedDatagramPacket(buffer.writerIndex(SEGMENTS * BYTES), BYTES, to);
        }

        private ByteBuf number(ByteBuf buffer, int at) {
            return buffer.setLongLE(at, flow.take());
        }
    }
}
