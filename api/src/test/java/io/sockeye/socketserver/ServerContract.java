package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.Socket;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every server does, whatever its requests are, and whoever handles them. */
abstract class ServerContract {
    static final Duration LONG = Duration.ofHours(1);
    static final Duration MOMENT = Duration.ofMillis(50);

    private static final Talk.Script ECHO = talk -> talk.answer(talk.line() + "!");

    final Observed observed = new Observed();
    final LinkedBlockingQueue<String> steps = new LinkedBlockingQueue<>();
    volatile Talk.Script script = ECHO;
    volatile Talk.Script setup = talk -> {};
    volatile Talk.Script finish = talk -> {};

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<FutureTask<Boolean>> loops = new ArrayList<>();
    BaseServer<?> server;

    /** At an address that the kernel chooses. */
    abstract BaseServer<?> open() throws IOException;

    abstract RequestExecutor executor();

    /** Connected to the server, with an address of its own. */
    abstract Socket open(BaseServer<?> server) throws IOException;

    /** Makes a request that is over as soon as the server likes. */
    abstract void bother() throws IOException;

    final boolean isThreading() {
        return executor() instanceof ThreadingMixIn;
    }

    @BeforeEach
    void openServer() throws IOException {
        server = opening(open());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        for (var loop : loops) {
            assertThat(result(loop)).isTrue();
        }
    }

    final <T extends AutoCloseable> T opening(T resource) {
        opened.add(resource);
        return resource;
    }

    final Socket client() throws IOException {
        var client = opening(open(server));
        client.settimeout(Duration.ofSeconds(30));
        return client;
    }

    /** Something that another thread does, which is waited for half a minute. */
    static <T> FutureTask<T> start(Thread.Builder builder, Callable<T> what) {
        var task = new FutureTask<>(what);
        builder.start(task);
        return task;
    }

    static <T> FutureTask<T> start(Callable<T> what) {
        return start(Thread.ofPlatform().daemon(), what);
    }

    static <T> T result(FutureTask<T> task) throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }

    final FutureTask<Boolean> serving() {
        return serving(null);
    }

    final FutureTask<Boolean> serving(@Nullable Duration pollInterval) {
        return start(() -> {
            server.serveForever(pollInterval);
            return true;
        });
    }

    /** Until the end of the test, which sees whether it was left in peace. */
    final void serve() {
        loops.add(serving());
    }

    static void say(Socket client, String line) throws IOException {
        client.sendall((line + "\n").getBytes(UTF_8));
    }

    static String hear(Socket client) throws IOException {
        var answer = new StringBuilder();
        do {
            var bytes = client.recv(100);
            if (bytes.length == 0) {
                return answer + "(end)";
            }
            answer.append(new String(bytes, UTF_8));
        } while (!answer.toString().endsWith("\n"));
        return answer.toString().strip();
    }

    static String ask(Socket client, String line) throws IOException {
        say(client, line);
        return hear(client);
    }

    final String ask(String line) throws IOException {
        return ask(client(), line);
    }

    final void awaitInFlight(int count) {
        await(() -> server.inFlight() == count);
    }

    static void await(Callable<Boolean> condition) {
        try {
            boolean is = condition.call();
            for (int i = 0; i < 30_000 && !is; i++) {
                Thread.sleep(1);
                is = condition.call();
            }
            assertThat(is).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until it is released, which the test's end does. */
    final CountDownLatch blocking() {
        var latch = new CountDownLatch(1);
        opening(latch::countDown);
        script = talk -> {
            var line = talk.line();
            steps.add("in " + line);
            latch.await();
            talk.answer(line + "!");
        };
        return latch;
    }

    final String step() throws InterruptedException {
        return String.valueOf(steps.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void requestsAreAnswered() throws Exception {
        serve();

        assertThat(ask("你好")).isEqualTo("你好!");
        assertThat(ask("again")).isEqualTo("again!");
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void setupHandleAndFinishComeInThisOrder() throws Exception {
        setup = talk -> steps.add("setup");
        finish = talk -> steps.add("finish");
        script = talk -> {
            steps.add("handle");
            talk.line();
            talk.answer("done");
        };
        serve();

        assertThat(ask("x")).isEqualTo("done");
        assertThat(List.of(step(), step(), step())).containsExactly("setup", "handle", "finish");
    }

    @Test
    void aHandlerKnowsItsRequestItsClientAndItsServer() throws Exception {
        var seen = new LinkedBlockingQueue<List<Object>>();
        script = talk -> {
            talk.line();
            seen.add(List.of(talk.by(), talk.at(), talk.asked()));
            talk.answer("seen");
        };
        serve();
        var client = client();

        assertThat(ask(client, "x")).isEqualTo("seen");
        var talk = seen.take();
        assertThat(talk.getFirst()).isEqualTo(client.getsockname());
        assertThat(talk.get(1)).isSameAs(server);
        assertThat(talk.get(2)).matches(this::isRequest);
    }

    abstract boolean isRequest(Object asked);

    @Test
    void whatVerifyRequestRefusesIsNotHandled() throws Exception {
        observed.verify = request -> {
            observed.verify = any -> true;
            return false;
        };
        script = talk -> {
            talk.line();
            steps.add(talk.by().toString());
            talk.answer("handled");
        };
        serve();
        bother();
        var client = client();

        assertThat(ask(client, "y")).isEqualTo("handled");
        assertThat(steps).containsExactly(client.getsockname().toString());
        assertThat(observed.failures).isEmpty();
        awaitInFlight(0);
    }

    @Test
    void aHandlerThatThrowsEndsItsOwnRequestOnly() throws Exception {
        serve();
        for (var failure : List.of(new IOException("on purpose"), new StackOverflowError("on purpose"),
                new OutOfMemoryError("on purpose"))) {
            script = talk -> {
                talk.line();
                throwAny(failure);
            };
            say(client(), "x");

            assertThat(observed.failure()).isSameAs(failure);
            awaitInFlight(0);
            script = ECHO;
            assertThat(ask("still there")).isEqualTo("still there!");
        }
    }

    @Test
    void aVerifyRequestThatThrowsEndsThatRequestOnly() throws Exception {
        serve();
        var failure = new StackOverflowError("on purpose");
        observed.verify = request -> {
            observed.verify = any -> true;
            throw failure;
        };
        bother();

        assertThat(observed.failure()).isSameAs(failure);
        assertThat(ask("still there")).isEqualTo("still there!");
    }

    @Test
    void aHandleErrorThatThrowsEndsNothing() throws Exception {
        serve();
        script = talk -> throwAny(new IOException("on purpose"));
        observed.onError = () -> {
            observed.onError = () -> {};
            throw new IllegalStateException("handleError fails on purpose");
        };
        bother();

        assertThat(observed.failure()).hasMessage("on purpose");
        awaitInFlight(0);
        script = ECHO;
        assertThat(ask("still there")).isEqualTo("still there!");
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void aHandleErrorWithoutMemoryEndsNothing() throws Exception {
        serve();
        script = talk -> throwAny(new OutOfMemoryError("in handle, on purpose"));
        observed.onError = () -> {
            observed.onError = () -> {};
            throw new OutOfMemoryError("in handleError, on purpose");
        };
        bother();

        assertThat(observed.failure()).isInstanceOf(OutOfMemoryError.class);
        awaitInFlight(0);
        script = ECHO;
        assertThat(ask("still there")).isEqualTo("still there!");
    }

    @Test
    void aShutdownRequestThatThrowsEndsNothing() throws Exception {
        serve();
        observed.onShutdown = () -> {
            observed.onShutdown = () -> {};
            throw new IllegalStateException("shutdownRequest fails on purpose");
        };
        say(client(), "x");
        assertThat(observed.failure()).hasMessageContaining("shutdownRequest");
        awaitInFlight(0);
        observed.onShutdown = () -> {
            observed.onShutdown = () -> {};
            throw new IllegalStateException("after a refusal, on purpose");
        };
        observed.verify = request -> {
            observed.verify = any -> true;
            return false;
        };
        bother();
        assertThat(observed.failure()).hasMessageContaining("refusal");
        assertThat(ask("still there")).isEqualTo("still there!");
    }

    /** The request is still in the kernel's queue, and is taken after a pause. */
    @Test
    void aLackOfMemoryToTakeARequestEndsNothing() throws Exception {
        observed.onTake = () -> {
            observed.onTake = () -> {};
            throw new OutOfMemoryError("in getRequest, on purpose");
        };
        serve();
        assertThat(ask("taken later")).isEqualTo("taken later!");
    }

    @Test
    void finishComesAfterAHandleThatFailedAndHidesNothing() throws Exception {
        script = talk -> throwAny(new IOException("of handle"));
        finish = talk -> throwAny(new IOException("of finish"));
        serve();
        bother();

        var failure = observed.failure();
        assertThat(failure).hasMessage("of handle");
        assertThat(failure.getSuppressed()).singleElement().extracting(Throwable::getMessage).isEqualTo("of finish");
    }

    @Test
    void afterASetupThatFailedNothingComes() throws Exception {
        setup = talk -> throwAny(new IOException("of setup"));
        script = talk -> steps.add("handle");
        finish = talk -> steps.add("finish");
        serve();
        bother();

        assertThat(observed.failure()).hasMessage("of setup");
        awaitInFlight(0);
        assertThat(steps).isEmpty();
    }

    private static void throwAny(Throwable failure) throws Exception {
        switch (failure) {
            case Error error -> throw error;
            case Exception exception -> throw exception;
            default -> throw new AssertionError(failure);
        }
    }

    @Test
    void handleRequestTakesOne() throws Exception {
        var first = client();
        say(first, "one");
        server.handleRequest();

        assertThat(hear(first)).isEqualTo("one!");
        assertThat(observed.timeouts).hasValue(0);
    }

    @Test
    void handleRequestTellsWhenNothingComes() throws Exception {
        observed.timeout = MOMENT;
        long start = System.nanoTime();
        server.handleRequest();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(MOMENT);
        assertThat(observed.timeouts).hasValue(1);
        say(client(), "x");
        server.handleRequest();
        assertThat(observed.timeouts).hasValue(1);
    }

    @Test
    void closingEndsAHandleRequest() throws Exception {
        var thread = new LinkedBlockingQueue<Thread>();
        var waiting = start(() -> {
            thread.add(Thread.currentThread());
            assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(server::handleRequest);
            return true;
        });
        var inside = thread.take();
        await(() -> Arrays.stream(inside.getStackTrace())
                .anyMatch(frame -> List.of("epoll_wait", "park").contains(frame.getMethodName())));
        server.close();

        assertThat(result(waiting)).isTrue();
        assertThat(observed.timeouts).hasValue(0);
    }

    @Test
    void serviceActionsComeWithoutRequestsToo() throws Exception {
        var loop = serving(Duration.ofMillis(1));
        await(() -> observed.actions.get() > 3);
        server.shutdown();
        assertThat(result(loop)).isTrue();
    }

    @Test
    void withoutAnIntervalNothingWakesTheLoop() throws Exception {
        serve();
        assertThat(ask("x")).isEqualTo("x!");
        awaitInFlight(0);
        await(() -> observed.actions.get() == 1);
        Thread.sleep(MOMENT);
        // A request that ends wakes nobody where another would be taken anyway.
        assertThat(observed.actions).hasValue(1);
    }

    @Test
    void shutdownWakesTheLoopAtOnce() throws Exception {
        var loop = serving(LONG);
        assertThat(ask("x")).isEqualTo("x!");
        server.shutdown();

        // It has waited until the loop was over.
        assertThat(loop.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHandlerMayShutTheServerDown() throws Exception {
        script = talk -> {
            talk.line();
            talk.at().shutdown();
            talk.answer("over");
        };
        var loop = serving();

        assertThat(ask("x")).isEqualTo("over");
        assertThat(result(loop)).isTrue();
    }

    @Test
    void aHandlerThatWaitsForAllDoesNotWaitForItself() throws Exception {
        script = talk -> {
            talk.line();
            talk.answer("over " + talk.at().shutdown(null));
        };
        var loop = serving();

        assertThat(ask("x")).isEqualTo("over true");
        assertThat(result(loop)).isTrue();
    }

    @Test
    void aHandlerMayCloseTheServer() throws Exception {
        script = talk -> {
            talk.line();
            talk.at().close();
            steps.add("closed");
        };
        var loop = serving();
        say(client(), "x");

        assertThat(step()).isEqualTo("closed");
        assertThat(result(loop)).isTrue();
        awaitInFlight(0);
        assertThat(server.fileno()).isEqualTo(-1);
    }

    @Test
    void aShutdownBeforeTheLoopEndsIt() throws Exception {
        server.shutdown();
        assertThat(result(serving())).isTrue();
        assertThat(observed.actions).hasValue(0);
        // That was one, and there is no other.
        serve();
        assertThat(ask("x")).isEqualTo("x!");
    }

    @Test
    void shutdownsAtTheSameTimeAreOne() throws Exception {
        for (int i = 0; i < 50; i++) {
            var loop = serving();
            assertThat(ask("x")).isEqualTo("x!");
            var others = List.of(start(() -> server.shutdown(null)), start(() -> server.shutdown(null)));
            for (var other : others) {
                assertThat(result(other)).isTrue();
            }
            assertThat(result(loop)).isTrue();
            // One that came after the loop holds for the next.
            server.shutdown();
            assertThat(result(serving())).isTrue();
        }
    }

    @Test
    void itServesAgainAfterAShutdown() throws Exception {
        for (int i = 0; i < 3; i++) {
            var loop = serving();
            assertThat(ask("x")).isEqualTo("x!");
            server.shutdown();
            assertThat(result(loop)).isTrue();
        }
    }

    @Test
    void twoLoopsAtOnceAreRefused() throws Exception {
        script = talk -> {
            talk.line();
            assertThatIllegalStateException().isThrownBy(talk.at()::serveForever);
            talk.answer("refused");
        };
        var loop = serving();

        assertThat(ask("x")).isEqualTo("refused");
        assertThatIllegalStateException().isThrownBy(server::serveForever);
        // The first one goes on, and can be ended.
        assertThat(ask("y")).isEqualTo("refused");
        server.shutdown();
        assertThat(loop.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shutdownWaitsForHandlersAsLongAsItIsTold() throws Exception {
        var release = blocking();
        var loop = serving();
        var client = client();
        say(client, "x");
        assertThat(step()).isEqualTo("in x");

        assertThat(server.inFlight()).isEqualTo(1);
        assertThat(server.shutdown(Duration.ZERO)).isFalse();
        long start = System.nanoTime();
        assertThat(server.shutdown(MOMENT)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(MOMENT);
        var all = start(() -> server.shutdown(Duration.ofSeconds(Long.MAX_VALUE)));
        release.countDown();
        assertThat(result(all)).isTrue();
        assertThat(server.inFlight()).isZero();
        assertThat(hear(client)).isEqualTo("x!");
        assertThat(result(loop)).isTrue();
    }

    @Test
    void theLoopsOwnThreadWaitsForHandlersToo() throws Exception {
        var release = blocking();
        var ended = start(() -> {
            server.serveForever();
            boolean before = server.shutdown(MOMENT);
            release.countDown();
            return !before && server.shutdown(null);
        });
        say(client(), "x");
        assertThat(step()).isEqualTo("in x");
        server.shutdown(Duration.ZERO);
        if (!isThreading()) {
            // Its loop cannot end before its handler.
            release.countDown();
            return;
        }
        assertThat(result(ended)).isTrue();
        assertThat(server.inFlight()).isZero();
    }

    @Test
    void onAVirtualThreadAnInterruptEndsTheLoop() throws Exception {
        var thread = new LinkedBlockingQueue<Thread>();
        var loop = start(Thread.ofVirtual(), () -> {
            thread.add(Thread.currentThread());
            server.serveForever();
            return Thread.currentThread().isInterrupted();
        });
        assertThat(ask("x")).isEqualTo("x!");
        awaitInFlight(0);
        thread.take().interrupt();

        assertThat(result(loop)).isTrue();
    }

    @Test
    void itIsKnownWhereItListens() throws Exception {
        assertThat(server.fileno()).isEqualTo(server.socket().fileno()).isNotNegative();
        assertThat(server.serverAddress()).isEqualTo(server.socket().getsockname());
        server.close();
        assertThat(server.fileno()).isEqualTo(-1);
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(server::serverAddress);
        server.close();
    }

    @Test
    void aLimitOfNoTimeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> server.requestLimit(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> server.requestLimit(MOMENT.negated()));
    }

    @Test
    void aLimitBeyondAllTimeIsNone() throws Exception {
        server.requestLimit(Duration.ofSeconds(Long.MAX_VALUE));
        serve();
        assertThat(ask("x")).isEqualTo("x!");
    }

    @Test
    void nothingIsLeftOpen() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            openServer();
            var loop = serving();
            for (int i = 0; i < 20; i++) {
                assertThat(ask("x")).isEqualTo("x!");
            }
            server.close();
            assertThat(result(loop)).isTrue();
            awaitInFlight(0);
            closeAll();
        });
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("request-")));
    }
}
