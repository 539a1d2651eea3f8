package io.sockeye.socketserver;

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
 * <p>A worker that dies takes its own request with it, and is replaced. Workers end with this process, however it ends.
 */
final class ForkingMixIn implements Processing {
    private final WorkerStarter starter;
    private final int size;

    // Guarded by this.
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private boolean closed;

    private ForkingMixIn(WorkerStarter starter, int size) {
        this.starter = starter;
        this.size = size;
    }

    /** Starts {@code size} processes, and waits until they can take requests. */
    static ForkingMixIn start(Class<?> handler, int size, List<String> options) throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException(size + " worker processes");
        }
        var processes = new ForkingMixIn(new WorkerStarter(handler, options), size);
        try {
            for (var worker : processes.starter.start(size)) {
                processes.add(worker);
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
        var worker = take();
        server.begin(request);
        Thread.ofVirtual().name("worker-", worker.pid()).start(() -> {
            try {
                worker.handle(server.answersBy(request), Task.of(request));
            } catch (Exception e) {
                server.handleError(request, e);
            } finally {
                giveBack(worker);
                server.end(request);
            }
        });
    }

    private synchronized Worker take() throws IOException {
        var worker = idle.poll();
        if (worker == null) {
            throw new IOException("no worker process is left");
        }
        return worker;
    }

    /** A worker whose request has ended; one that has died is replaced. */
    private void giveBack(Worker worker) {
        if (worker.isAlive()) {
            synchronized (this) {
                idle.add(worker);
            }
            return;
        }
        synchronized (this) {
            all.remove(worker);
            if (closed) {
                return;
            }
        }
        try {
            worker.close();
            for (var next : starter.start(1)) {
                add(next);
            }
        } catch (IOException e) {
            BaseServer.LOG.log(System.Logger.Level.ERROR, "a worker process that died is not replaced", e);
        }
    }

    private void add(Worker worker) {
        synchronized (this) {
            if (!closed) {
                all.add(worker);
                idle.add(worker);
                return;
            }
        }
        worker.close();
    }

    /** How many processes there are, idle or not. */
    synchronized List<Long> pids() {
        return all.stream().map(Worker::pid).toList();
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
        }
        closing.forEach(Worker::close);
        starter.close();
    }
}
