package io.sockeye.benchmarks;

import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;

import io.sockeye.Socket;
import io.sockeye.SocketPair;
import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
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
 * What one call costs: a recv that would block, and 64 bytes there and back over a socket pair. C's figure for the same is
 * printed by native/src/main/c/call_baseline.c.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class CallBenchmark {
    private static final int BYTES = 64;

    /** Whose memory no call has to hold: a shared arena costs two atomic operations more in each call. */
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment segment = arena.allocate(BYTES);
    private final byte[] array = new byte[BYTES];
    private final ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);
    private SocketPair empty;
    private SocketPair busy;

    /** An end that nothing comes to, and a pair that talks. */
    @Setup
    public void open() throws IOException {
        empty = Socket.socketpair();
        busy = Socket.socketpair();
    }

    /** Closes all four. */
    @TearDown
    public void close() {
        empty.close();
        busy.close();
    }

    @Benchmark
    public long wouldBlock_syscall() {
        return SocketSyscalls.recv(empty.first().fileno(), segment, BYTES, MSG_DONTWAIT);
    }

    @Benchmark
    public int wouldBlock_segment() throws IOException {
        return empty.first().tryRecv(segment);
    }

    @Benchmark
    public int wouldBlock_array() throws IOException {
        return empty.first().tryRecv(array);
    }

    @Benchmark
    public int wouldBlock_direct() throws IOException {
        return empty.first().tryRecv(direct);
    }

    @Benchmark
    public long sendRecv_syscall() {
        SocketSyscalls.send(busy.first().fileno(), segment, BYTES, 0);
        return SocketSyscalls.recv(busy.second().fileno(), segment, BYTES, 0);
    }

    @Benchmark
    public int sendRecv_segment() throws IOException {
        busy.first().send(segment);
        return busy.second().recv(segment);
    }

    @Benchmark
    public int sendRecv_array() throws IOException {
        busy.first().send(array);
        return busy.second().recv(array);
    }

    @Benchmark
    public int sendRecv_direct() throws IOException {
        busy.first().send(direct.clear());
        return busy.second().recv(direct.clear());
    }
}
