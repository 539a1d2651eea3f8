package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Servers of a test: they remember what they are told, and do what it says. */
final class Observed {
    /** Answers to {@link BaseServer#verifyRequest}. */
    interface Verify {
        boolean test(Request<?> request) throws Exception;
    }

    final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    final AtomicInteger timeouts = new AtomicInteger();
    final AtomicInteger actions = new AtomicInteger();
    volatile Verify verify = request -> true;
    volatile Runnable onError = () -> {};
    volatile Runnable onAction = () -> {};
    volatile Runnable onTake = () -> {};
    volatile Runnable onShutdown = () -> {};
    volatile @Nullable Duration timeout;
    volatile int maxPacketSize = 8192;

    /** The next failure that handleError was told of. */
    Throwable failure() throws InterruptedException {
        var failure = failures.poll(30, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("handleError was not called");
        }
        return failure;
    }

    private void failed(Throwable failure) {
        failures.add(failure);
        onError.run();
    }

    private void acted() {
        actions.incrementAndGet();
        onAction.run();
    }

    TCPServer streams(
            Socket listening, Supplier<? extends BaseRequestHandler<Socket>> handlers, RequestExecutor executor) {
        return new TCPServer(listening, handlers, executor) {
            @Override
            protected boolean verifyRequest(Request<Socket> request) throws Exception {
                return verify.test(request);
            }

            @Override
            protected @Nullable Request<Socket> getRequest() throws ErrnoException {
                onTake.run();
                return super.getRequest();
            }

            @Override
            protected void shutdownRequest(Request<Socket> request) {
                super.shutdownRequest(request);
                onShutdown.run();
            }

            @Override
            protected void handleError(Request<Socket> request, Throwable failure) {
                failed(failure);
            }

            @Override
            protected @Nullable Duration timeout() {
                return timeout;
            }

            @Override
            protected void handleTimeout() {
                timeouts.incrementAndGet();
            }

            @Override
            protected void serviceActions() {
                acted();
            }
        };
    }

    UDPServer datagrams(
            Socket bound, Supplier<? extends BaseRequestHandler<Datagram>> handlers, RequestExecutor executor) {
        return new UDPServer(bound, handlers, executor) {
            @Override
            protected boolean verifyRequest(Request<Datagram> request) throws Exception {
                return verify.test(request);
            }

            @Override
            protected @Nullable Request<Datagram> getRequest() throws ErrnoException {
                onTake.run();
                return super.getRequest();
            }

            @Override
            protected void shutdownRequest(Request<Datagram> request) {
                super.shutdownRequest(request);
                onShutdown.run();
            }

            @Override
            protected void handleError(Request<Datagram> request, Throwable failure) {
                failed(failure);
            }

            @Override
            protected @Nullable Duration timeout() {
                return timeout;
            }

            @Override
            protected void handleTimeout() {
                timeouts.incrementAndGet();
            }

            @Override
            protected void serviceActions() {
                acted();
            }

            @Override
            protected int maxPacketSize() {
                return maxPacketSize;
            }
        };
    }
}
