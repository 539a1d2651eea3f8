package io.sockeye.benchmarks.wait;

import io.sockeye.benchmarks.measure.NettyTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the Java children of {@link WaitQuestion}: one variant, and the protocol of native/src/main/c/bench_wait.c.
 */
final class WaitProgram {
    /** The last byte of a chain is not sent on: with that many before it, this makes no difference between variants. */
    private static final int WRITES_OF_A_CHAIN = 5;

    private static final int LEAST = 64;

    private final String variant;
    private @Nullable Ring ring;

    private WaitProgram(String variant) {
        this.variant = variant;
    }

    /** Answers until its input ends. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        var program = new WaitProgram(arguments[0]);
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = questions.readLine(); line != null; line = questions.readLine()) {
            var words = line.split(" ", -1);
            var ring = program.ring(Integer.parseInt(words[0]));
            System.out.println(answer(ring, Integer.parseInt(words[1]), Long.parseLong(words[2]) * 1_000_000));
        }
        if (program.ring != null) {
            program.ring.close();
        }
    }

    private Ring ring(int n) throws IOException, InterruptedException {
        if (ring == null || ring.n != n) {
            if (ring != null) {
                ring.close();
            }
            ring = open(n);
            // java.nio registers in the first wait, all of them: that is question 3.
            ring.pass(1, 0);
        }
        return ring;
    }

    private Ring open(int n) throws IOException, InterruptedException {
        return switch (variant) {
            case "select" -> new SockeyeRing.BySelect(n);
            case "poll" -> new SockeyeRing.ByPoll(n);
            case "epoll" -> new SockeyeRing.ByEpoll(n, false);
            case "epoll-et" -> new SockeyeRing.ByEpoll(n, true);
            case "selectors" -> new SockeyeRing.BySelector(n);
            case "syscalls" -> new FloorRing.ByFfm(n);
            case "jni" -> new FloorRing.ByJni(n);
            case "nio", "nio-poll" -> new NioRing.BySelectedKeys(n);
            case "nio-consumer" -> new NioRing.ByConsumer(n);
            case "netty-nio" -> new NettyRing(n, NettyTransport.NIO);
            case "netty-epoll" -> new NettyRing(n, NettyTransport.EPOLL);
            case "netty-io_uring" -> new NettyRing(n, NettyTransport.IO_URING);
            default -> throw new IllegalArgumentException("no variant " + variant);
        };
    }

    /** With the w that takes about so long. By the processor's time: what else runs here says nothing about w. */
    private static String answer(Ring ring, int a, long nanoseconds) throws IOException, InterruptedException {
        long w = Math.max((long) WRITES_OF_A_CHAIN * a, LEAST);
        var pass = ring.pass(a, w);
        long all = pass.bytes();
        while (pass.cpu() < nanoseconds / 8) {
            w *= 2;
            pass = ring.pass(a, w);
            all += pass.bytes();
        }
        if (pass.cpu() < nanoseconds) {
            w = (long) ((double) w / pass.cpu() * nanoseconds);
            pass = ring.pass(a, w);
            all += pass.bytes();
        }
        return "{\"n\":" + ring.n + ",\"a\":" + a + ",\"w\":" + w + ",\"bytes\":" + pass.bytes() + ",\"ns\":"
                + pass.wall()
                + ",\"cpu\":" + pass.cpu() + ",\"all\":" + all + "}";
    }
}
