package io.sockeye.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The kinds of memory that a socket takes. */
public enum Memory {
    ARRAY {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            var array = new byte[to - from];
            int count = socket.recv(array);
            System.arraycopy(array, 0, bytes, from, count);
            return count;
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            socket.sendall(bytes);
        }
    },
    HEAP_BUFFER {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            var buffer = ByteBuffer.wrap(bytes).limit(to).position(from);
            return checked(socket.recv(buffer), buffer, from, to);
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            sendMiddle(socket, ByteBuffer.allocate(bytes.length + 2), bytes);
        }
    },
    SLICED_HEAP_BUFFER {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            var slice = ByteBuffer.wrap(bytes).slice(from, to - from);
            return checked(socket.recv(slice), slice, 0, to - from);
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            sendMiddle(socket, ByteBuffer.allocate(bytes.length + 7).slice(5, bytes.length + 2), bytes);
        }
    },
    DIRECT_BUFFER {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            var buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).limit(to).position(from);
            int count = checked(socket.recv(buffer), buffer, from, to);
            buffer.clear().get(bytes);
            return count;
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            sendMiddle(socket, ByteBuffer.allocateDirect(bytes.length + 2), bytes);
        }
    },
    HEAP_SEGMENT {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            return socket.recv(MemorySegment.ofArray(bytes).asSlice(from, to - from));
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            socket.sendall(MemorySegment.ofArray(bytes));
        }
    },
    SEGMENT_OF_LONGS {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            var segment = MemorySegment.ofArray(new long[bytes.length / Long.BYTES + 1]);
            return copied(segment, socket, bytes, from, to);
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            var segment = MemorySegment.ofArray(new long[bytes.length / Long.BYTES + 1]);
            MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
            socket.sendall(segment.asSlice(0, bytes.length));
        }
    },
    NATIVE_SEGMENT {
        @Override
        public int recv(Socket socket, byte[] bytes, int from, int to) throws IOException {
            try (var arena = Arena.ofConfined()) {
                return copied(arena.allocate(bytes.length), socket, bytes, from, to);
            }
        }

        @Override
        public void sendall(Socket socket, byte[] bytes) throws IOException {
            try (var arena = Arena.ofConfined()) {
                socket.sendall(arena.allocateFrom(JAVA_BYTE, bytes).asReadOnly());
            }
        }
    };

    /** Receives into memory that holds {@code bytes}, into the part from {@code from} to {@code to}. */
    public abstract int recv(Socket socket, byte[] bytes, int from, int to) throws IOException;

    public abstract void sendall(Socket socket, byte[] bytes) throws IOException;

    private static int checked(int count, ByteBuffer buffer, int from, int to) {
        assertThat(buffer.position()).isEqualTo(from + count);
        assertThat(buffer.limit()).isEqualTo(to);
        return count;
    }

    private static void sendMiddle(Socket socket, ByteBuffer buffer, byte[] bytes) throws IOException {
        buffer.position(1).put(bytes).flip().position(1);
        socket.sendall(buffer);
        assertThat(buffer.position()).isEqualTo(buffer.limit()).isEqualTo(bytes.length + 1);
    }

    private static int copied(MemorySegment segment, Socket socket, byte[] bytes, int from, int to)
            throws IOException {
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
        int count = socket.recv(segment.asSlice(from, to - from));
        MemorySegment.copy(segment, JAVA_BYTE, 0, bytes, 0, bytes.length);
        return count;
    }
}
