package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.internal.memory.IovecBuffers;
import io.sockeye.support.WaitMode;
import io.sockeye.support.Pair;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadedCall;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory whose address goes into a struct: before a call, while it waits, and after it. */
class MessageMemoryTest {
    private static final int BYTES = 1000;

    /** The calls that take their buffers through an iovec. */
    enum Form {
        GATHERED {
            @Override
            long send(Socket socket, MemorySegment memory) throws ErrnoException {
                return socket.send(new ByteBuffer[] {memory.asByteBuffer()});
            }

            @Override
            long recv(Socket socket, MemorySegment memory) throws ErrnoException {
                return socket.recv(new ByteBuffer[] {memory.asByteBuffer()});
            }
        },
        MESSAGE {
            @Override
            long send(Socket socket, MemorySegment memory) throws ErrnoException {
                return socket.sendmsg(Message.of(memory));
            }

            @Override
            long recv(Socket socket, MemorySegment memory) throws ErrnoException {
                return socket.recvmsg(Message.of(memory));
            }
        },
        MESSAGE_OF_BUFFERS {
            @Override
            long send(Socket socket, MemorySegment memory) throws ErrnoException {
                return socket.sendmsg(Message.of(memory.asByteBuffer()));
            }

            @Override
            long recv(Socket socket, MemorySegment memory) throws ErrnoException {
                return socket.recvmsg(Message.of(memory.asByteBuffer()));
            }
        };

        abstract long send(Socket socket, MemorySegment memory) throws ErrnoException;

        abstract long recv(Socket socket, MemorySegment memory) throws ErrnoException;
    }

    /** A buffer of an arena that is closed. {@code asByteBuffer} would refuse to make it, so it is made before. */
    private static ByteBuffer freed() {
        try (var arena = Arena.ofShared()) {
            return arena.allocate(10).asByteBuffer();
        }
    }

    @Test
    void aBufferOfAClosedArenaIsRefused() throws Exception {
        try (var pair = Socket.socketpair()) {
            var near = pair.first();
            pair.second().send(new byte[5]);
            var freed = freed();
            var calls = List.<ThrowingCallable>of(
                    () -> near.send(new ByteBuffer[] {freed}),
                    () -> near.recv(new ByteBuffer[] {freed}),
                    () -> near.sendmsg(Message.of(freed)),
                    () -> near.recvmsg(Message.of(freed)),
                    () -> near.tryRecvmsg(Message.of(freed), 0));
            for (var call : calls) {
                assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
            }
            assertThat(near.recv(10)).as("nothing was received").hasSize(5);
            assertThat(pair.second().tryRecv(new byte[1])).as("nothing was sent").isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource
    void memoryThatIsConfinedToAnotherThreadIsRefused(Form form) throws Exception {
        try (var pair = Socket.socketpair();
                var arena = Arena.ofConfined()) {
            var memory = arena.allocate(10);
            pair.second().send(new byte[5]);
            var send = ThreadedCall.onPlatformThread(() -> form.send(pair.first(), memory));
            assertThatThrownBy(send::result).isInstanceOf(WrongThreadException.class);
            var recv = ThreadedCall.onPlatformThread(() -> form.recv(pair.first(), memory));
            assertThatThrownBy(recv::result).isInstanceOf(WrongThreadException.class);
            assertThat(form.recv(pair.first(), memory)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSendThatWaitsDoesNotSendFromMemoryThatWasFreed(Form form) throws Exception {
        for (var way : ThreadedCall.Way.values()) {
            try (var full = StreamFamily.UNIX.full()) {
                full.first().settimeout(way.timeout);
                var arena = Arena.ofShared();
                var memory = arena.allocate(BYTES).fill((byte) 7);
                var send = way.start(() -> form.send(full.first(), memory)).awaitBlocked();
                arena.close();
                var received = receiveAll(full.second(), send);
                if (way == ThreadedCall.Way.IN_THE_CALL && !WaitMode.parksAll()) {
                    // The kernel waits with a copy, which it may send.
                    assertThat(send.result()).isEqualTo(BYTES);
                    assertThat(Arrays.copyOfRange(received, received.length - BYTES, received.length)).containsOnly(7);
                } else {
                    assertThatThrownBy(send::result).as(way.name()).isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    private static byte[] receiveAll(Socket socket, ThreadedCall<?> sender) throws ErrnoException {
        var all = new ByteArrayOutputStream();
        var chunk = new byte[1 << 16];
        boolean ended;
        do {
            ended = !sender.thread().isAlive();
            for (int count = socket.tryRecv(chunk); count > 0; count = socket.tryRecv(chunk)) {
                all.write(chunk, 0, count);
            }
        } while (!ended);
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void aReceiveThatWaitsDoesNotWriteIntoMemoryThatWasFreed(Form form) throws Exception {
        for (var way : ThreadedCall.Way.values()) {
            try (var pair = Socket.socketpair()) {
                pair.first().settimeout(way.timeout);
                var arena = Arena.ofShared();
                var memory = arena.allocate(10);
                var recv = way.start(() -> form.recv(pair.first(), memory)).awaitBlocked();
                arena.close();
                pair.second().send(new byte[] {1, 2, 3});
                assertThatThrownBy(recv::result).as(way.name()).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void memoryOfASharedArenaIsSentAndFilled(Form form) throws Exception {
        try (var pair = Socket.socketpair();
                var arena = Arena.ofShared()) {
            var in = arena.allocate(4);
            assertThat(form.send(pair.first(), arena.allocateFrom(JAVA_BYTE, (byte) 1, (byte) 2))).isEqualTo(2);
            assertThat(form.recv(pair.second(), in)).isEqualTo(2);
            assertThat(in.toArray(JAVA_BYTE)).containsExactly(1, 2, 0, 0);
        }
    }

    @Test
    void whatAStreamDiscardsIsNotWrittenIntoAnArray() throws Exception {
        try (var pair = Pair.tcp()) {
            // Leaves bytes in the memory that the next call of this thread copies from.
            pair.client().send(new byte[] {66, 66, 66, 66, 66, 66});
            assertThat(pair.accepted().recv(10)).hasSize(6);
            var bytes = new byte[] {1, 2, 3, 4, 5, 6};
            for (var message : List.of(Message.of(MemorySegment.ofArray(bytes)), Message.of(ByteBuffer.wrap(bytes)))) {
                pair.client().send(new byte[] {9, 9, 9, 9});
                assertThat(pair.accepted().recvmsg(message, MSG_TRUNC)).isEqualTo(4);
                assertThat(bytes).containsExactly(1, 2, 3, 4, 5, 6);
            }
            pair.client().send(new byte[] {9, 9, 9, 9});
            int fd = pair.accepted().fileno();
            try (var gathered = IovecBuffers.firstOf(ByteBuffer.wrap(bytes))) {
                assertThat(gathered.receive(fd, MSG_TRUNC, true)).isEqualTo(4);
                assertThat(bytes).containsExactly(1, 2, 3, 4, 5, 6);
            }
        }
    }

    @Test
    void argumentsThatAreNoSizesAreNamed() throws Exception {
        assertThatThrownBy(() -> Message.allocate(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes -1");
        assertThatThrownBy(() -> new MessageBatch(1024, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slotBytes 2147483647");
        assertThatThrownBy(() -> new MessageBatch(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity 0");
        assertThatThrownBy(() -> new MessageBatch(1, 1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("controlBytes -1");
        assertThatThrownBy(() -> Message.allocate(1).controlSpace(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes 2147483647");
        try (var pair = Socket.socketpair()) {
            for (int count : new int[] {-1, 254, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> pair.first().recvFds(1, count))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("count " + count);
            }
            assertThatThrownBy(() -> pair.first().recvFds(-1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bufsize -1");
            assertThatThrownBy(() -> pair.first().recvmsg(1, -1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ancbufsize -1");
        }
        try (var tcp = Pair.tcp()) {
            var zeroCopy = tcp.client().zeroCopy();
            assertThatThrownBy(() -> zeroCopy.allocate(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bytes -1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatACallUsesRefusesAnotherThread(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair();
                var message = Message.allocate(10);
                var batch = new MessageBatch(2, 10)) {
            pair.first().settimeout(way.timeout);
            pair.second().settimeout(way.timeout);
            var recvmsg = way.start(() -> pair.first().recvmsg(message)).awaitBlocked();
            assertThatThrownBy(() -> pair.second().recvmsg(message, MSG_DONTWAIT))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> pair.second().sendmsg(message)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(message::close).isInstanceOf(IllegalStateException.class);
            pair.second().send(new byte[3]);
            assertThat(recvmsg.result()).isEqualTo(3);
            assertThat(pair.second().sendmsg(message)).as("the call has ended").isEqualTo(10);

            var recvmmsg = way.start(() -> pair.second().recvmmsg(batch, 0)).awaitBlocked();
            assertThatThrownBy(() -> pair.first().recvmmsg(batch, MSG_DONTWAIT))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(batch::close).isInstanceOf(IllegalStateException.class);
            pair.first().send(new byte[3]);
            assertThat(recvmmsg.result()).isEqualTo(1);
        }
    }
}
