package io.sockeye.benchmarks.call;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Socket;
import io.sockeye.sockopt.SocketOptions;
import io.sockeye.SocketPair;
import io.sockeye.benchmarks.measure.JniCalls;
import io.sockeye.benchmarks.measure.UnixChannels;
import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one call costs: a recv that would block, 64 bytes sent and received over a pair of UNIX sockets, and a getsockopt.
 * native/src/main/c/call_baseline.c prints the figures of C.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class CallBenchmark {
    /** How long the variant that is slowed waits in each call. */
    static final long SPIN_NANOS = 5_000;

    private static final int BYTES = 64;
    private static final int WOULD_BLOCK = -1;
    private static final byte FILLED = 's';

    /** Whose memory no call has to hold: a shared arena costs two atomic operations more in each call. */
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment sent = arena.allocate(BYTES).fill(FILLED);
    private final MemorySegment received = arena.allocate(BYTES);
    private final MemorySegment value = arena.allocate(JAVA_INT);
    private final MemorySegment length = arena.allocate(JAVA_INT);
    private final byte[] sentArray = sent.toArray(JAVA_BYTE);
    private final byte[] receivedArray = new byte[BYTES];
    private final ByteBuffer sentDirect = ByteBuffer.allocateDirect(BYTES).put(sentArray);
    private final ByteBuffer receivedDirect = ByteBuffer.allocateDirect(BYTES);
    private SocketPair empty;
    private SocketPair busy;
    private int emptyNumber;
    private int sendingNumber;
    private int receivingNumber;
    private UnixChannels emptyChannels;
    private UnixChannels busyChannels;

    /** Ends that nothing comes to, and pairs that talk. */
    @Setup
    public void open() throws IOException {
        empty = Socket.socketpair();
        busy = Socket.socketpair();
        emptyNumber = empty.first().fileno();
        sendingNumber = busy.first().fileno();
        receivingNumber = busy.second().fileno();
        emptyChannels = UnixChannels.open();
        emptyChannels.first().configureBlocking(false);
        busyChannels = UnixChannels.open();
    }

    /** Closes all, and looks whether what came is what was sent. */
    @TearDown
    public void close() throws IOException {
        empty.close();
        busy.close();
        emptyChannels.close();
        busyChannels.close();
        checkReceived(received.asByteBuffer());
        checkReceived(ByteBuffer.wrap(receivedArray));
        checkReceived(receivedDirect.clear());
    }

    private void checkReceived(ByteBuffer buffer) {
        var bytes = new byte[BYTES];
        buffer.get(bytes);
        if (bytes[0] != 0 && !Arrays.equals(bytes, sentArray)) {
            throw new IllegalStateException("received " + Arrays.toString(bytes));
        }
    }

    private static long expect(long expected, long result) {
        if (result != expected) {
            throw new IllegalStateException("the call returned " + result + " and not " + expected);
        }
        return result;
    }

    private static int expectPositive(int option) {
        if (option <= 0) {
            throw new IllegalStateException("SO_RCVBUF is " + option);
        }
        return option;
    }

    private static void spin() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < SPIN_NANOS) {
            Thread.onSpinWait();
        }
    }

    @Benchmark
    public long wouldBlock_syscalls() {
        return expect(-EAGAIN, SocketSyscalls.recv(emptyNumber, received, BYTES, MSG_DONTWAIT));
    }

    @Benchmark
    public long wouldBlock_segment() throws IOException {
        return expect(WOULD_BLOCK, empty.first().tryRecv(received));
    }

    @Benchmark
    public long wouldBlock_array() throws IOException {
        return expect(WOULD_BLOCK, empty.first().tryRecv(receivedArray));
    }

    @Benchmark
    public long wouldBlock_direct() throws IOException {
        return expect(WOULD_BLOCK, empty.first().tryRecv(receivedDirect.clear()));
    }

    @Benchmark
    public long wouldBlock_nio() throws IOException {
        return expect(0, emptyChannels.first().read(receivedDirect.clear()));
    }

    @Benchmark
    public long wouldBlock_jni() {
        return expect(-EAGAIN, JniCalls.recv(emptyNumber, received.address(), BYTES, MSG_DONTWAIT));
    }

    @Benchmark
    public long wouldBlock_slowed() throws IOException {
        spin();
        return wouldBlock_segment();
    }

    @Benchmark
    public long sendRecv_syscalls() {
        expect(BYTES, SocketSyscalls.send(sendingNumber, sent, BYTES, MSG_NOSIGNAL));
        return expect(BYTES, SocketSyscalls.recv(receivingNumber, received, BYTES, 0));
    }

    @Benchmark
    public long sendRecv_segment() throws IOException {
        expect(BYTES, busy.first().send(sent));
        return expect(BYTES, busy.second().recv(received));
    }

    @Benchmark
    public long sendRecv_array() throws IOException {
        expect(BYTES, busy.first().send(sentArray));
        return expect(BYTES, busy.second().recv(receivedArray));
    }

    @Benchmark
    public long sendRecv_direct() throws IOException {
        expect(BYTES, busy.first().send(sentDirect.clear()));
        return expect(BYTES, busy.second().recv(receivedDirect.clear()));
    }

    @Benchmark
    public long sendRecv_nio() throws IOException {
        expect(BYTES, busyChannels.first().write(sentDirect.clear()));
        return expect(BYTES, busyChannels.second().read(receivedDirect.clear()));
    }

    @Benchmark
    public long sendRecv_jni() {
        expect(BYTES, JniCalls.send(sendingNumber, sent.address(), BYTES, MSG_NOSIGNAL));
        return expect(BYTES, JniCalls.recv(receivingNumber, received.address(), BYTES, 0));
    }

    @Benchmark
    public long sendRecv_slowed() throws IOException {
        spin();
        return sendRecv_segment();
    }

    @Benchmark
    public int getsockopt_syscalls() {
        length.set(JAVA_INT, 0, Integer.BYTES);
        expect(0, SocketSyscalls.getsockopt(emptyNumber, SOL_SOCKET, SO_RCVBUF, value, length));
        return expectPositive(value.get(JAVA_INT, 0));
    }

    /** The option by its number. */
    @Benchmark
    public int getsockopt_segment() throws IOException {
        return expectPositive(empty.first().getsockopt(SOL_SOCKET, SO_RCVBUF));
    }

    /** The option by its type. */
    @Benchmark
    public int getsockopt_typed() throws IOException {
        return expectPositive(empty.first().getsockopt(SocketOptions.SO_RCVBUF));
    }

    @Benchmark
    public int getsockopt_nio() throws IOException {
        return expectPositive(emptyChannels.first().getOption(StandardSocketOptions.SO_RCVBUF));
    }

    @Benchmark
    public int getsockopt_jni() {
        length.set(JAVA_INT, 0, Integer.BYTES);
        expect(
                0,
                JniCalls.getsockopt(emptyNumber, SOL_SOCKET, SO_RCVBUF, value.address(), length.address()));
        return expectPositive(value.get(JAVA_INT, 0));
    }

    @Benchmark
    public int getsockopt_slowed() throws IOException {
        spin();
        return getsockopt_segment();
    }
}
