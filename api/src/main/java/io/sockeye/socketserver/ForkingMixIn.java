package io.sockeye.socketserver;

import io.sockeye.internal.poll.CloseSequence;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Handles each request in a worker process; Python's {@code ForkingMixIn}. A JVM does not survive fork(2), after which only the calling thread
 * exists in the child. So the processes are started ahead, and each request's descriptor or datagram is passed to one of them over a UNIX
 * socket by SCM_RIGHTS; unix(7).
 *
 * <p>A worker that dies ends only its own request, and is replaced at once. If the replacement does not start, the next request that finds its
 * place empty tries again. Workers end with this process, however it ends.
 */
final class ForkingMixIn implements RequestExecutor {
    private final WorkerStarter starter;
    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private int starting;
    private boolean closed;

    private ForkingMixIn(WorkerStarter starter, int size) {
        this.starter = starter;
        this.size = size;
    }

    /** Opens the socket of a server. */
    @FunctionalInterface
    interface Opening {
        Socket open() throws ErrnoException;
    }

    /** Starts {@code size} processes, and waits until they can take requests. */
    static ForkingMixIn start(Class<?> handler, int size, List<String> options) throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException(size + " worker processes: it takes at least 1");
        }
        var processes = new ForkingMixIn(new WorkerStarter(handler, options), size);
        try {
            for (var worker : processes.starter.start(size)) {
                processes.add(worker, true);
            }
            return processes;
        } catch (Throwable e) {
            processes.close();
            throw e;
        }
    }

    /** The last step of a constructor: if the socket cannot be opened, the workers are ended. */
    Socket openOrClose(Opening socket) throws ErrnoException {
        try {
            return socket.open();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /** A factory of handlers for {@link BaseServer#requestHandlerClass}; the server itself does not use it. */
    static <H> Supplier<H> maker(Class<H> handler) {
        return () -> {
            try {
                return handler.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(handler.getName() + " cannot be instantiated", e);
            }
        };
    }

    @Override
    public <R> void process(BaseServer<R> server, Request<R> request) {
        server.begin(request);
        try {
            Thread.ofVirtual().name("worker-request").start(() -> run(server, request));
        } catch (Throwable noThread) {
            server.report(request, noThread);
            server.end(request);
        }
    }

    private <R> void run(BaseServer<R> server, Request<R> request) {
        try {
            handle(server.answersBy(request), WorkerTask.of(request).toBytes());
        } catch (Throwable e) {
            server.report(request, e);
        } finally {
            server.end(request);
        }
    }

    private void handle(Socket socket, byte[] task) throws IOException {
        for (boolean handled = false; !handled;) {
            var worker = take();
            try {
                // A worker that had died before has not seen the request, so that another one can have it.
                handled = worker.handle(socket, task);
            } finally {
                release(worker);
            }
        }
    }

    /** Takes an idle worker, or starts one in a place that is empty since a start has failed; waits for whichever comes first. */
    private Worker take() throws IOException {
        lock.lock();
        try {
            while (!closed && idle.isEmpty() && !hasEmptyPlace()) {
                changed.awaitUninterruptibly();
            }
            var worker = idle.poll();
            if (worker != null) {
                return worker;
            }
            if (closed) {
                throw new IOException("the server is closed");
            }
            starting++;
        } finally {
            lock.unlock();
        }
        return startOne(false);
    }

    private boolean hasEmptyPlace() {
        return all.size() + starting < size;
    }

    /** Starts a worker in a place that {@link #starting} keeps. */
    private Worker startOne(boolean isIdle) throws IOException {
        try {
            var worker = starter.start(1).getFirst();
            add(worker, isIdle);
            return worker;
        } finally {
            lock.lock();
            try {
                starting--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(Worker worker, boolean isIdle) {
        lock.lock();
        try {
            if (closed) {
                // close() has not seen it.
                worker.close();
                return;
            }
            all.add(worker);
            if (isIdle) {
                idle.add(worker);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        worker.onExit(() -> replace(worker));
    }

    /** Called when a worker's request has ended. */
    private void release(Worker worker) {
        lock.lock();
        try {
            if (worker.isDead() || !all.contains(worker)) {
                // If its process still runs, this ends it, and then replace is called.
                worker.close();
            } else {
                idle.add(worker);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called when the process of a worker has ended, during a request or not. */
    private void replace(Worker worker) {
        lock.lock();
        try {
            if (idle.remove(worker)) {
                worker.close();
            }
            if (!all.remove(worker) || closed) {
                return;
            }
            starting++;
        } finally {
            lock.unlock();
        }
        try {
            startOne(true);
        } catch (Throwable e) {
            BaseServer.LOG.log(System.Logger.Level.ERROR, "a worker process that died is not replaced yet", e);
        }
    }

    @Override
    public boolean hasRoom(int inFlight) {
        return inFlight < size;
    }

    /** Ends all workers, also those that are being started. Each step is taken even if an earlier one fails. */
    @Override
    public void close() {
        List<Worker> closing;
        lock.lock();
        try {
            closed = true;
            closing = List.copyOf(all);
            all.clear();
            idle.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        CloseSequence.run(() -> CloseSequence.forEach(closing, Worker::close), starter::close);
    }
}
