package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOL_IP;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_SNDBUF;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.ChildJvm;
import io.sockeye.support.Pair;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No call leaves native memory to the collector: a JVM with 64 MiB of it, and without System.gc(), makes 10,000 calls of each
 * kind. Its collector has nothing to do, because the arrays are used again.
 */
class NativeMemoryTest {
    private static final int CALLS = 10_000;

    private static final String OPTIONS =
            "JAVA_TOOL_OPTIONS=-XX:MaxDirectMemorySize=64m -XX:+DisableExplicitGC -Xmx1g -Xmn900m -XX:-UseTLAB";

    /** More than a thread keeps. */
    private static final byte[] LARGE = new byte[100_000];

    private static final byte[] SMALL = new byte[1];

    private static final Message MESSAGE = Message.allocate(1);

    private static final MessageBatch BATCH = new MessageBatch(2, 10);

    enum Kind {
        RECV_AND_SEND {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                near.send(LARGE);
                far.recv(LARGE);
                near.send(MemorySegment.ofArray(LARGE));
                far.tryRecv(LARGE);
                near.trySend(LARGE);
                far.recvfrom(MemorySegment.ofArray(LARGE), 0);
            }
        },
        SENDMSG_AND_RECVMSG_OF_ARRAYS {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                near.sendmsg(SMALL, new ControlMessage.Unknown(SOL_IP, 99, new byte[100]));
                far.recvmsg(1, 10_000).close();
            }
        },
        DESCRIPTORS {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                near.sendFds(SMALL, near);
                far.recvFds(1, 253).close();
            }
        },
        GATHERED {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                near.send(new ByteBuffer[] {ByteBuffer.wrap(LARGE), ByteBuffer.wrap(SMALL)});
                far.recv(new ByteBuffer[] {ByteBuffer.wrap(LARGE), ByteBuffer.wrap(SMALL)});
            }
        },
        A_MESSAGE_WITH_OTHER_BUFFERS {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                MESSAGE.control(new ControlMessage.Unknown(SOL_IP, 99, new byte[1000]));
                near.sendmsg(MESSAGE.buffers(MemorySegment.ofArray(LARGE), MemorySegment.ofArray(SMALL)));
                far.recvmsg(MESSAGE.buffers(ByteBuffer.wrap(LARGE)).controlSpace(10_000).address(null));
            }
        },
        A_MESSAGE_FOR_EACH_CALL {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                try (var out = Message.allocate(LARGE.length);
                        var in = Message.of(ByteBuffer.wrap(LARGE))) {
                    near.sendmsg(out);
                    far.recvmsg(in);
                }
            }
        },
        A_BATCH_WITH_OTHER_CONTROL_MESSAGES {
            @Override
            void call(Socket near, Socket far) throws ErrnoException {
                BATCH.addressOfAll(null);
                BATCH.control(0, new ControlMessage.Unknown(SOL_IP, 99, new byte[5000]));
                BATCH.controlOfAll(new ControlMessage.Unknown(SOL_IP, 99, new byte[5000]));
                near.sendmmsg(BATCH, 0, 2, 0);
                far.recvmmsg(BATCH, 0);
            }
        },
        A_THREAD_FOR_EACH_CALL {
            @Override
            void call(Socket near, Socket far) throws Exception {
                var sender = ThreadedCall.onPlatformThread(() -> near.send(SMALL));
                sender.result();
                sender.thread().join();
                far.recv(SMALL);
            }
        };

        abstract void call(Socket near, Socket far) throws Exception;
    }

    /** The program: makes the calls of one kind. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            var kind = Kind.valueOf(arguments[0]);
            try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
                pair.first().setsockopt(SOL_SOCKET, SO_SNDBUF, 2 * LARGE.length);
                for (int i = 0; i < CALLS; i++) {
                    kind.call(pair.first(), pair.second());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandCallsLeaveNothingToTheCollector(Kind kind) throws Exception {
        var ended = ChildJvm.run(List.of("env", OPTIONS), Program.class, kind.name());
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    @Test
    void aClosedZeroCopyBufferIsFreedWhenTheKernelHasCompletedItsSends() throws Exception {
        try (var pair = Pair.tcp()) {
            var zeroCopy = pair.client().zeroCopy();
            var buffer = zeroCopy.allocate(LARGE.length);
            var memory = buffer.memory();
            var ticket = zeroCopy.send(buffer, 0, 1000);
            buffer.close();
            assertThat(memory.scope().isAlive()).as("while the kernel reads it").isTrue();
            assertThat(pair.accepted().recv(1000)).hasSize(1000);
            zeroCopy.await(ticket);
            assertThat(memory.scope().isAlive()).isFalse();
        }
    }
}
