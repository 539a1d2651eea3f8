package io.sockeye.socketserver;

import io.sockeye.Socket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Each request in a process; Python's {@code ForkingMixIn}. A JVM does not survive {@code fork}: only the thread that calls it would go
 * on in the child; fork(2). So the processes are started ahead, and each gets the accepted descriptor, or the datagram, over a UNIX socket
 * by {@code SCM_RIGHTS}; unix(7).
 *
 * <p>A worker that dies takes its own request with it, if it has one, and is replaced at once. If that fails, the next request that finds
 * its place empty tries again. Workers end with this process, however it ends.
 */
final class ForkingMixIn implements RequestExecutor {
    private final WorkerStarter starter;
    private final int size;

    // Guarded by this.
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private int starting;
    private boolean closed;

    private ForkingMixIn(WorkerStarter starter, int size) {
        this.starter = starter;
        this.size = size;
    }

    /** Starts {@code size} processes, and waits until they can take requests. */
    static ForkingMixIn start(Class<?> handler, int size, List<String> options) throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException(size + " worker processes; it takes 1 at least");
        }
        var processes = new ForkingMixIn(new WorkerStarter(handler, options), size);
        try {
            for (var worker : processes.starter.start(size)) {
                processes.add(worker, true);
            }
            return processes;
        } catch (IOException e) {
            processes.close();
            throw e;
        }
    }

    /** For a server of this process, which does not use it, but tells it. */
    static <H> Supplier<H> maker(Class<H> handler) {
        return () -> {
            try {
                return handler.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(handler.getName() + " cannot be made", e);
            }
        };
    }

    @Override
    public <R> void process(BaseServer<R> server, Request<R> request) throws Exception {
        server.begin(request);
        Thread.ofVirtual().name("worker-request").start(() -> {
            try {
                handle(server.answersBy(request), WorkerTask.of(request).toBytes());
            } catch (Exception e) {
                server.report(request, e);
            } finally {
                server.end(request);
            }
        });
    }

    private void handle(Socket socket, byte[] task) throws IOException {
        for (boolean handled = false; !handled;) {
            var worker = take();
            try {
                // A worker that had died before has not seen the request, so another can have it.
                handled = worker.handle(socket, task);
            } finally {
                giveBack(worker);
            }
        }
    }

    /** One that is idle, or a new one in a place that is empty since a start has failed; it waits for whichever is there first. */
    private Worker take() throws IOException {
        synchronized (this) {
            while (!closed && idle.isEmpty() && !hasEmptyPlace()) { try { wait(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); throw new IOException(e); } }
            var worker = idle.poll();
            if (worker != null) {
                return worker;
            }
            if (closed) {
                throw new IOException("the server is closed");
            }
            starting++;
        }
        return startOne(false);
    }

    private boolean hasEmptyPlace() {
        return all.size() + starting < size;
    }

    /** In a place that {@link #starting} keeps. */
    private Worker startOne(boolean isIdle) throws IOException {
        try {
            var worker = starter.start(1).getFirst();
            add(worker, isIdle);
            return worker;
        } finally {
            synchronized (this) {
                starting--;
                notifyAll();
            }
        }
    }

    private void add(Worker worker, boolean isIdle) {
        synchronized (this) {
            if (closed) {
                // close() has not seen it.
                worker.close();
                return;
            }
            all.add(worker);
            if (isIdle) {
                idle.add(worker);
                notifyAll();
            }
        }
        worker.onExit(() -> replace(worker));
    }

    /** A worker whose request has ended. */
    private synchronized void giveBack(Worker worker) {
        if (worker.isDead() || !all.contains(worker)) {
            // If its process has not ended yet, this ends it, and then replace is called.
            worker.close();
        } else {
            idle.add(worker);
            notifyAll();
        }
    }

    /** A worker has ended, in the middle of a request or not. Nobody waits for this. */
    private void replace(Worker worker) {
        synchronized (this) {
            if (idle.remove(worker)) {
                worker.close();
            }
            if (!all.remove(worker) || closed) {
                return;
            }
            starting++;
        }
        try {
            startOne(true);
        } catch (IOException e) {
            BaseServer.LOG.log(System.Logger.Level.ERROR, "a worker process that died is not replaced yet", e);
        }
    }

    @Override
    public boolean hasRoom(int inFlight) {
        return inFlight < size;
    }

    @Override
    public void close() {
        List<Worker> closing;
        synchronized (this) {
            closed = true;
            closing = List.copyOf(all);
            all.clear();
            idle.clear();
            notifyAll();
        }
        closing.forEach(Worker::close);
        starter.close();
    }
}
