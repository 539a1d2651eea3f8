package io.sockeye.benchmarks.udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.benchmarks.measure.NettyTransport;
import io.sockeye.benchmarks.measure.ProcessorTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the Java children of {@link UdpQuestion}: passes datagrams between two threads of this process and prints the count.
 * A line on its input starts it, a second one stops it. native/src/main/c/bench_udp.c is the same in C.
 */
final class UdpProgram {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private UdpProgram() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var way = Datagrams.Way.valueOf(arguments[1]);
        var flow = new DatagramFlow(Long.parseLong(arguments[2]));
        var datagrams = datagrams(arguments[0]);
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        IO.println("ready");
        if (input.readLine() != null) {
            datagrams.start(way, flow);
            awaitFirst(flow);
            Thread.sleep(Long.parseLong(arguments[3]));
            measure(flow, Long.parseLong(arguments[4]));
        }
        if (input.readLine() != null) {
            long bytes = flow.end();
            IO.println("total " + flow.count() + " " + bytes);
        }
        // Whoever counts this process's calls wants it to live until its input ends.
        while (input.readLine() != null) {}
        // Netty's loops would go on.
        System.exit(0);
    }

    private static Datagrams datagrams(String variant) throws IOException {
        var netty = NettyTransport.of(variant);
        if (netty.isPresent()) {
            return new NettyDatagrams(netty.get());
        }
        return variant.equals("nio") ? new NioDatagrams() : new SockeyeDatagrams();
    }

    /** The time to load classes is no warm-up. */
    private static void awaitFirst(DatagramFlow flow) throws IOException {
        long limit = System.nanoTime() + FIRST_NANOS;
        while (flow.count() == 0) {
            if (System.nanoTime() > limit) {
                throw new IOException("nothing is received");
            }
            Thread.onSpinWait();
        }
    }

    private static void measure(DatagramFlow flow, long millis) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        long processor = ProcessorTime.ofProcess(self);
        long start = System.nanoTime();
        long before = flow.count();
        long count;
        do {
            Thread.sleep(millis);
            count = flow.count() - before;
            // On a busy machine nothing may have run; the parent process limits how long that may last.
        } while (count == 0);
        long nanos = System.nanoTime() - start;
        IO.println("measured " + count + " " + nanos + " " + (ProcessorTime.ofProcess(self) - processor));
    }
}
