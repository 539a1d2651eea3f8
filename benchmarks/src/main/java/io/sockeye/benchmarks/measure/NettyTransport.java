package io.sockeye.benchmarks.measure;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.sockeye.benchmarks.Variant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The transports of Netty. The classes of a transport are loaded on its first use. */
public enum NettyTransport {
    /** Over java.nio. */
    NIO,
    /** Its own epoll, through JNI. */
    EPOLL,
    /** Its own io_uring, through JNI. */
    IO_URING;

    /** By a variant's name: {@code netty-io_uring}. */
    public static NettyTransport of(Variant variant) {
        return of(variant.name())
                .orElseThrow(() -> new IllegalArgumentException(variant.name() + " is not of Netty"));
    }

    /** Empty if the variant is not of Netty. */
    public static Optional<NettyTransport> of(String variant) {
        return switch (variant) {
            case "netty-nio" -> Optional.of(NIO);
            case "netty-epoll" -> Optional.of(EPOLL);
            case "netty-io_uring" -> Optional.of(IO_URING);
            default -> Optional.empty();
        };
    }

    /** The transport of a JMH benchmark, by the end of its method's name: {@code wakeup_nettyIoUring}. */
    public static NettyTransport of(BenchmarkParams benchmark) {
        var method = benchmark.getBenchmark().substring(benchmark.getBenchmark().lastIndexOf('.') + 1);
        for (var transport : values()) {
            if (method.toUpperCase(Locale.ROOT).endsWith("_NETTY" + transport.name().replace("_", ""))) {
                return transport;
            }
        }
        throw new IllegalArgumentException(method + " is not of Netty");
    }

    /** Why the transport cannot run here; empty if it can. */
    public Optional<String> missing() {
        return switch (this) {
            case NIO -> Optional.empty();
            case EPOLL -> reason(Epoll.unavailabilityCause());
            case IO_URING -> reason(IoUring.unavailabilityCause());
        };
    }

    private static Optional<String> reason(@Nullable Throwable cause) {
        return Optional.ofNullable(cause).map(Throwable::toString);
    }

    public IoHandlerFactory handler() {
        return switch (this) {
            case NIO -> NioIoHandler.newFactory();
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
        };
    }

    /** A loop with one thread. */
    public MultiThreadIoEventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(1, handler());
    }

    public Class<? extends DatagramChannel> datagrams() {
        return switch (this) {
            case NIO -> NioDatagramChannel.class;
            case EPOLL -> EpollDatagramChannel.class;
            case IO_URING -> IoUringDatagramChannel.class;
        };
    }

    public Class<? extends ServerChannel> server() {
        return switch (this) {
            case NIO -> NioServerSocketChannel.class;
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
        };
    }

    public Class<? extends Channel> client() {
        return switch (this) {
            case NIO -> NioSocketChannel.class;
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
        };
    }
}
