package io.sockeye.examples;

import static io.sockeye.bindings.FileConstants.O_CREAT;
import static io.sockeye.bindings.FileConstants.O_WRONLY;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sockeye.OpenFile;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32C;

/**
 * A file over loopback, received and sent in three ways each, and the CPU time of each for a GiB: of the one thread
 * that does it, in Java and in the kernel. The other end is the same for all of them. They take turns, the median counts,
 * and what arrived must have the checksum of what was sent.
 *
 * <p>Run: {@code ./sockeye run file-blast}. Try: {@code --folder /tmp --mib 4096}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/FileBlast.java}.
 */
final class FileBlast implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BLOCK_BYTES = 1 << 20;
    private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

    private final ServerSocketChannel peer;
    private final Sockaddr address;
    private final Path file;
    private final long blocks;
    private final int rounds;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** Moves the file over a connection of its own, and returns how many bytes that were. */
    private interface Move {
        long run() throws IOException;
    }

    private record Way(String name, Move move) {}

    private FileBlast(String host, int port, Path folder, long blocks, int rounds) throws IOException {
        // The file first: if it cannot be made, there is nothing yet to close.
        this.file = Files.createTempFile(folder, "file-blast", "");
        file.toFile().deleteOnExit();
        this.peer = ServerSocketChannel.open().bind(new InetSocketAddress(host, port));
        this.address = Sockaddr.of(host, peer.socket().getLocalPort());
        this.blocks = blocks;
        this.rounds = rounds;
        var random = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(random);
        block.put(random);
    }

    static void main(String[] arguments) {
        Main.run("file-blast", arguments);
    }

    static void run(String host, int port, Path folder, int mib, int rounds) throws IOException {
        if (mib < 1 || rounds < 1) {
            throw new IllegalArgumentException("--mib and --rounds are at least 1");
        }
        try (var blast = new FileBlast(host, port, folder, mib, rounds)) {
            IO.println("%d MiB, %s, %d rounds; CPU seconds of one thread per GiB".formatted(mib, folder, rounds));
            blast.receive();
            blast.send();
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
        Files.deleteIfExists(file);
    }

    private void receive() throws IOException {
        compare(
                List.of(
                        new Way("recvfile", this::recvfile),
                        new Way("transferFrom", this::transferFrom),
                        new Way("read, write", this::readAndWrite)),
                this::sendBlocks,
                true);
    }

    private void send() throws IOException {
        try (var target = FileChannel.open(file, WRITE)) {
            writeBlocks(target::write);
        }
        compare(
                List.of(
                        new Way("sendfile", this::sendfile),
                        new Way("transferTo", this::transferTo),
                        new Way("read, write", this::readAndSend)),
                this::checksumOfConnection,
                false);
    }

    /** Prints the medians; the first way is ours. A round before the first compiles, and does not count. */
    private void compare(List<Way> ways, Callable<Long> other, boolean receives) throws IOException {
        var seconds = new double[ways.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < ways.size(); i++) {
                // Each is first as often as the others.
                int turn = Math.floorMod(i + round, ways.size());
                double measured = measure(ways.get(turn), other, receives);
                if (round >= 0) {
                    seconds[turn][round] = measured;
                }
            }
        }
        for (int i = 0; i < ways.size(); i++) {
            Arrays.sort(seconds[i]);
            IO.println("%-13s %.3f  (%.3f to %.3f)".formatted(
                    ways.get(i).name, median(seconds[i]), seconds[i][0], seconds[i][rounds - 1]));
        }
        double best = Math.min(median(seconds[1]), median(seconds[2]));
        IO.println("%s takes %.2f of the better of the others; all checksums are equal".formatted(
                ways.getFirst().name, median(seconds[0]) / best));
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private double measure(Way way, Callable<Long> other, boolean receives) throws IOException {
        var otherEnd = new FutureTask<>(other);
        Thread.ofPlatform().name("other end").daemon().start(otherEnd);
        if (receives) {
            FileChannel.open(file, WRITE).truncate(0).close();
        }
        long before = cpuNanos();
        long moved = way.move.run();
        double seconds = (cpuNanos() - before) / 1e9;
        long there = result(otherEnd);
        long here = checksumOfFile();
        if (moved != blocks * BLOCK_BYTES || here != there) {
            throw new IOException("%s moved %d bytes with checksum %08x, and not %d with %08x".formatted(
                    way.name, moved, receives ? here : there, blocks * BLOCK_BYTES, receives ? there : here));
        }
        return seconds / (moved / (double) (1 << 30));
    }

    private static long result(FutureTask<Long> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the other end failed", e);
        }
    }

    /** What the calling thread has used of the processor; proc_pid_schedstat. */
    private static long cpuNanos() throws IOException {
        var first = Files.readString(SCHEDSTAT).split(" ", 2)[0];
        return Long.parseLong(first);
    }

    // ---- receiving

    private long recvfile() throws IOException {
        try (var socket = Socket.tcp().connect(address);
                var target = OpenFile.open(file, O_WRONLY | O_CREAT)) {
            return socket.recvfile(target, 0, 0);
        }
    }

    private long transferFrom() throws IOException {
        try (var socket = connect();
                var target = FileChannel.open(file, WRITE)) {
            long moved = 0;
            while (true) {
                long count = target.transferFrom(socket, moved, Long.MAX_VALUE - moved);
                if (count == 0) {
                    return moved;
                }
                moved += count;
            }
        }
    }

    private long readAndWrite() throws IOException {
        try (var socket = connect();
                var target = FileChannel.open(file, WRITE)) {
            long moved = 0;
            while (socket.read(buffer.clear()) >= 0) {
                moved += target.write(buffer.flip());
            }
            return moved;
        }
    }

    // ---- sending

    private long sendfile() throws IOException {
        try (var socket = Socket.tcp().connect(address)) {
            return socket.sendfile(file);
        }
    }

    private long transferTo() throws IOException {
        try (var socket = connect();
                var source = FileChannel.open(file, READ)) {
            long moved = 0;
            while (moved < source.size()) {
                moved += source.transferTo(moved, source.size() - moved, socket);
            }
            return moved;
        }
    }

    private long readAndSend() throws IOException {
        try (var socket = connect();
                var source = FileChannel.open(file, READ)) {
            long moved = 0;
            while (source.read(buffer.clear()) >= 0) {
                moved += writeAll(socket::write, buffer.flip());
            }
            return moved;
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(peer.getLocalAddress());
    }

    // ---- the other end, and the data

    private interface Target {
        int write(ByteBuffer bytes) throws IOException;
    }

    private static long writeAll(Target target, ByteBuffer bytes) throws IOException {
        long count = 0;
        while (bytes.hasRemaining()) {
            count += target.write(bytes);
        }
        return count;
    }

    private long sendBlocks() throws IOException {
        try (var connection = peer.accept()) {
            return writeBlocks(connection::write);
        }
    }

    /** Each block has its number, so that one in the wrong place is found. Returns the checksum of all. */
    private long writeBlocks(Target target) throws IOException {
        var checksum = new CRC32C();
        for (long number = 0; number < blocks; number++) {
            checksum.update(block.clear().putLong(0, number));
            writeAll(target, block.clear());
        }
        return checksum.getValue();
    }

    private long checksumOfConnection() throws IOException {
        try (var connection = peer.accept()) {
            return checksum(connection::read);
        }
    }

    private long checksumOfFile() throws IOException {
        try (var source = FileChannel.open(file, READ)) {
            return checksum(source::read);
        }
    }

    private interface Source {
        int read(ByteBuffer bytes) throws IOException;
    }

    private static long checksum(Source source) throws IOException {
        var checksum = new CRC32C();
        var bytes = ByteBuffer.allocateDirect(BLOCK_BYTES);
        while (source.read(bytes.clear()) >= 0) {
            checksum.update(bytes.flip());
        }
        return checksum.getValue();
    }
}
