package io.sockeye.benchmarks.measure;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;

/** Two connected channels of java.nio, as socketpair(2) makes them, which java.nio cannot call. */
public record UnixChannels(SocketChannel first, SocketChannel second) implements AutoCloseable {
    public static UnixChannels open() throws IOException {
        var folder = Files.createTempDirectory("sockeye-bench");
        var address = UnixDomainSocketAddress.of(folder.resolve("socket"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
            var first = SocketChannel.open(address);
            return new UnixChannels(first, server.accept());
        } finally {
            Files.deleteIfExists(address.getPath());
            Files.delete(folder);
        }
    }

    @Override
    public void close() throws IOException {
        first.close();
        second.close();
    }
}
