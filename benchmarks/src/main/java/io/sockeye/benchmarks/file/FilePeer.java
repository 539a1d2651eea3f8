package io.sockeye.benchmarks.file;

import io.sockeye.benchmarks.load.Cores;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;

/**
 * The peer, which is not measured and the same for all variants: it sends blocks of a MiB from memory, or receives into a buffer.
 */
final class FilePeer implements Closeable {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final long LIMIT_SECONDS = 60;

    private final ServerSocketChannel server;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private final long blocks;
    private final long checksum;

    /** What it saw. */
    record Seen(long bytes, long checksum) {}

    /** A connection's work. */
    private interface Work {
        Seen with(SocketChannel connection) throws IOException;
    }

    /** Takes all bytes of a buffer. */
    interface Target {
        int write(ByteBuffer bytes) throws IOException;
    }

    /** Gives bytes until a number below 0. */
    interface Source {
        int read(ByteBuffer bytes) throws IOException;
    }

    FilePeer(long bytes) throws IOException {
        this.blocks = bytes / BLOCK_BYTES;
        var random = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(random);
        block.put(random);
        this.checksum = checksumOfBlocks();
        this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Sends the blocks to the next client that connects. */
    FutureTask<Seen> sends() {
        return start(connection -> {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new Seen(writeBlocks(connection::write), 0);
        });
    }

    /** Receives from the next client that connects. The checksum takes time, so it is left out of measured passes. */
    FutureTask<Seen> receives(boolean checks) {
        return start(connection -> read(connection::read, checks));
    }

    private FutureTask<Seen> start(Work work) {
        // Pinned before a client connects, so that pinning is not part of a pass.
        var task = new FutureTask<Seen>(() -> Cores.onClient(() -> {
            try (var connection = server.accept()) {
                return work.with(connection);
            }
        }));
        Thread.ofPlatform().name("file peer").daemon().start(task);
        return task;
    }

    static Seen result(FutureTask<Seen> task) throws IOException, InterruptedException {
        try {
            return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the other end has failed", e);
        }
    }

    /** Each block has its number, so that one in the wrong place is found. */
    long writeBlocks(Target target) throws IOException {
        long written = 0;
        for (long number = 0; number < blocks; number++) {
            block.clear().putLong(0, number);
            while (block.hasRemaining()) {
                written += target.write(block);
            }
        }
        return written;
    }

    /** Of all blocks. */
    long checksum() {
        return checksum;
    }

    private long checksumOfBlocks() {
        var sum = new CRC32C();
        for (long number = 0; number < blocks; number++) {
            sum.update(block.clear().putLong(0, number));
        }
        return sum.getValue();
    }

    static Seen read(Source source, boolean checks) throws IOException {
        var checksum = new CRC32C();
        var bytes = ByteBuffer.allocateDirect(BLOCK_BYTES);
        long count = 0;
        while (source.read(bytes.clear()) >= 0) {
            count += bytes.position();
            if (checks) {
                checksum.update(bytes.flip());
            }
        }
        return new Seen(count, checksum.getValue());
    }

    /** Whoever is still waiting in accept ends with an exception. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
