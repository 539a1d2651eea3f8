package io.sockeye.benchmarks.file;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** java.nio: {@code transferTo} and {@code transferFrom}, or a loop that copies through a direct buffer. */
final class NioFile implements FileEnd {
    private final boolean copies;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    NioFile(boolean copies) {
        this.copies = copies;
    }

    @Override
    public long send(Path file, InetSocketAddress peer) throws IOException {
        try (var socket = connect(peer);
                var source = FileChannel.open(file, READ)) {
            long sent = copies ? copyTo(source, socket) : transferTo(source, socket);
            socket.shutdownOutput();
            if (socket.read(buffer.clear()) >= 0) {
                throw new IOException("the other end has something to say");
            }
            return sent;
        }
    }

    @Override
    public long receive(Path file, InetSocketAddress peer) throws IOException {
        try (var socket = connect(peer);
                var target = FileChannel.open(file, WRITE)) {
            return copies ? copyFrom(socket, target) : transferFrom(socket, target);
        }
    }

    private static long transferTo(FileChannel source, SocketChannel socket) throws IOException {
        long size = source.size();
        long moved = 0;
        while (moved < size) {
            moved += source.transferTo(moved, size - moved, socket);
        }
        return moved;
    }

    private static long transferFrom(SocketChannel socket, FileChannel target) throws IOException {
        long moved = 0;
        while (true) {
            long count = target.transferFrom(socket, moved, Long.MAX_VALUE - moved);
            if (count == 0) {
                return moved;
            }
            moved += count;
        }
    }

    private long copyTo(FileChannel source, SocketChannel socket) throws IOException {
        long moved = 0;
        while (source.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                moved += socket.write(buffer);
            }
        }
        return moved;
    }

    private long copyFrom(SocketChannel socket, FileChannel target) throws IOException {
        long moved = 0;
        while (socket.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                moved += target.write(buffer);
            }
        }
        return moved;
    }

    private static SocketChannel connect(InetSocketAddress peer) throws IOException {
        var socket = SocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true).connect(peer);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
