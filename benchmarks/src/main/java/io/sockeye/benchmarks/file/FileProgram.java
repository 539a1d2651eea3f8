package io.sockeye.benchmarks.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.benchmarks.measure.NettyTransport;
import io.sockeye.benchmarks.measure.ProcessorTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The main class of the Java children of {@link FileQuestion}: sends or receives a file once for each line of its input, and prints what
 * that took. It reads the CPU time only if the line is {@code timed}. native/src/main/c/bench_file.c is the same in C.
 */
final class FileProgram {
    private FileProgram() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var end = end(arguments[0]);
        boolean sends = arguments[1].equals("send");
        var file = Path.of(arguments[2]);
        var peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[3]));
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String line;
        while ((line = input.readLine()) != null) {
            // Reading the clock makes system calls, which must not be counted.
            boolean timed = line.equals("timed");
            long processor = timed ? processorTime() : 0;
            long start = System.nanoTime();
            long moved = sends ? end.send(file, peer) : end.receive(file, peer);
            long nanos = System.nanoTime() - start;
            IO.println("moved " + moved + " " + nanos + " " + ((timed ? processorTime() : 0) - processor));
        }
        // Netty's loop would go on.
        System.exit(0);
    }

    private static FileEnd end(String variant) {
        var netty = NettyTransport.of(variant);
        if (netty.isPresent()) {
            return new NettyFile(netty.get());
        }
        return switch (variant) {
            case "nio" -> new NioFile(false);
            case "nio-copy" -> new NioFile(true);
            default -> new SockeyeFile();
        };
    }

    /** Of the whole process. A yield first: the kernel brings a running thread's time up to date only then, or at its next tick. */
    @SuppressWarnings("ThreadPriorityCheck") // whether another thread runs does not matter
    private static long processorTime() throws IOException {
        Thread.yield();
        return ProcessorTime.ofProcess(ProcessHandle.current().pid());
    }
}
