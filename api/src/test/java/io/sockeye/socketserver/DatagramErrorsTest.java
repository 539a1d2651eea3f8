package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.sockopt.IpOptions;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error that belongs to one peer neither ends a server of datagrams nor makes it spin; ip(7), IP_RECVERR. */
class DatagramErrorsTest {
    private static final Duration SPAN = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Observed observed = new Observed();
    private Socket bound;
    private Socket client;

    /** Answers with what came; on {@code "wait"} after {@link #answers} only. */
    private final class Echo extends DatagramRequestHandler {
        @Override
        protected void handle() throws Exception {
            if (new String(packet(), UTF_8).equals("wait")) {
                waiting.countDown();
                answers.await();
            }
            wfile().write(packet());
        }
    }

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        bound = Socket.udp().bind(Sockaddr.of("127.0.0.1", 0));
        bound.setsockopt(IpOptions.IP_RECVERR, true);
        client = Socket.udp().connect(bound.getsockname());
        client.settimeout(PATIENCE);
    }

    @AfterEach
    void close() {
        client.close();
        bound.close();
    }

    static Stream<RequestExecutor> executors() {
        return Stream.of(
                RequestExecutor.InTheLoop.INSTANCE,
                ThreadingMixIn.platform(),
                ThreadingMixIn.virtual(),
                ThreadingMixIn.pool(2));
    }

    private UDPServer server(RequestExecutor executor) {
        return observed.datagrams(bound, Echo::new, executor);
    }

    private static FutureTask<Boolean> serve(Thread.Builder builder, UDPServer server) {
        return ServerContract.start(builder, () -> {
            server.serveForever();
            return true;
        });
    }

    private void assertAnswers(String word) throws IOException {
        client.send(word.getBytes(UTF_8));
        assertThat(new String(client.recv(100), UTF_8)).isEqualTo(word);
    }

    private static void end(UDPServer server, FutureTask<Boolean> loop) throws Exception {
        server.shutdown();
        assertThat(ServerContract.result(loop)).isTrue();
    }

    /** The code is what the kernel turns into an errno; ip(7): 0 ENETUNREACH, 1 EHOSTUNREACH, 3 ECONNREFUSED, 4 EMSGSIZE, 7 EHOSTDOWN, 8 ENONET. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void anIcmpErrorOfEachCodeDoesNotEndTheServer(int code) throws Exception {
        try (var server = server(RequestExecutor.InTheLoop.INSTANCE)) {
            var loop = serve(Thread.ofPlatform().daemon(), server);
            IcmpError.send(code, (SockaddrIn) bound.getsockname());
            assertAnswers("after it");
            end(server, loop);
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anAnswerToAClosedPortDoesNotEndTheServer(RequestExecutor executor) throws Exception {
        try (var server = server(executor)) {
            var loop = serve(Thread.ofPlatform().daemon(), server);
            refuseOneAnswer();
            assertAnswers("after it");
            end(server, loop);
        }
    }

    /** The client is gone before the handler answers: port unreachable; udp(7). */
    private void refuseOneAnswer() throws Exception {
        try (var gone = Socket.udp().connect(bound.getsockname())) {
            gone.send("wait".getBytes(UTF_8));
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
        }
        answers.countDown();
    }

    /** A sendto that reports it has sent nothing. */
    @Test
    void anErrorOfAnotherAnswerDoesNotTakeThePlaceOfThisOne() throws Exception {
        try (var server = server(RequestExecutor.InTheLoop.INSTANCE)) {
            var loop = serve(Thread.ofPlatform().daemon(), server);
            client.send("wait".getBytes(UTF_8));
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            IcmpError.send(3, (SockaddrIn) bound.getsockname());
            answers.countDown();
            assertThat(new String(client.recv(100), UTF_8)).isEqualTo("wait");
            end(server, loop);
        }
    }

    @Test
    void queuedErrorsDoNotLetAPlatformThreadSpin() throws Exception {
        try (var server = server(RequestExecutor.InTheLoop.INSTANCE)) {
            var loop = serve(Thread.ofPlatform().name("queued-errors").daemon(), server);
            refuseOneAnswer();
            assertAnswers("warm");
            var before = ThreadCpu.ofThreadsNamed("queued-errors");
            LockSupport.parkNanos(SPAN.toNanos());
            assertThat(ThreadCpu.ofThreadsNamed("queued-errors").minus(before)).isLessThan(AT_MOST);
            assertAnswers("after it");
            end(server, loop);
        }
    }

    @Test
    void queuedErrorsDoNotLetAVirtualThreadSpin() throws Exception {
        try (var server = server(RequestExecutor.InTheLoop.INSTANCE)) {
            var loop = serve(Thread.ofVirtual(), server);
            refuseOneAnswer();
            assertAnswers("warm");
            var before = ThreadCpu.ofCarriers();
            LockSupport.parkNanos(SPAN.toNanos());
            assertThat(ThreadCpu.ofCarriers().minus(before)).isLessThan(AT_MOST);
            assertAnswers("after it");
            end(server, loop);
        }
    }

    /** Also with its queue of errors not empty each datagram is noticed, and the errors stay for the one who asked for them. */
    @Test
    void everyDatagramAfterAQueuedErrorIsHandled() throws Exception {
        try (var server = server(ThreadingMixIn.virtual())) {
            var loop = serve(Thread.ofPlatform().daemon(), server);
            refuseOneAnswer();
            for (int i = 0; i < 200; i++) {
                if (i % 20 == 0) {
                    IcmpError.send(3, (SockaddrIn) bound.getsockname());
                }
                assertAnswers("datagram " + i);
            }
            end(server, loop);
        }
    }

    /** An error is no request: the wait goes on until one comes, or the timeout. */
    @Test
    void handleRequestWaitsOnAfterAnError() throws Exception {
        try (var server = server(RequestExecutor.InTheLoop.INSTANCE)) {
            IcmpError.send(1, (SockaddrIn) bound.getsockname());
            observed.timeout = SPAN;
            var before = ThreadCpu.ofThreadsNamed("one-request");
            var cpu = new LinkedBlockingQueue<Duration>();
            long start = System.nanoTime();
            var once = ServerContract.start(Thread.ofPlatform().name("one-request").daemon(), () -> {
                server.handleRequest();
                cpu.add(ThreadCpu.ofThreadsNamed("one-request"));
                return true;
            });
            assertThat(ServerContract.result(once)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SPAN);
            assertThat(observed.timeouts).hasValue(1);
            assertThat(cpu.take().minus(before)).isLessThan(SPAN.dividedBy(5));
            client.send("x".getBytes(UTF_8));
            server.handleRequest();
            assertThat(client.recv(1)).hasSize(1);
        }
    }
}
