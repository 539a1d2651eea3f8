package io.sockeye.socketserver;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;

import io.sockeye.internal.poll.CloseSequence;
import io.sockeye.ErrnoException;
import io.sockeye.EventFd;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.sockopt.SocketOptions;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Starts worker processes. Each connects to a UNIX socket of this process, and the kernel says which process it is; SO_PEERCRED, unix(7).
 *
 * <p>The end of a process is noticed through {@link Process#onExit}, which writes an eventfd, and not through a pidfd: pidfd_open is forbidden
 * in some containers (EPERM) and missing in some kernels (ENOSYS).
 */
final class WorkerStarter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WorkerCommand command;
    private final Socket listening;

    /** Readable after a process has ended, or this was closed. */
    private final EventFd wakeup;

    private volatile boolean closed;

    WorkerStarter(Class<?> handler, List<String> options) throws IOException {
        checkCanBeMade(handler);
        var random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        var name = "sockeye-workers-" + HexFormat.of().formatHex(random);
        this.command = new WorkerCommand(handler, options, name);
        this.wakeup = EventFd.create(0);
        try {
            this.listening = listen(name);
        } catch (Throwable e) {
            wakeup.close();
            throw e;
        }
    }

    private static Socket listen(String name) throws IOException {
        var socket = new Socket(AF_UNIX, SOCK_SEQPACKET, 0);
        try {
            return socket.bind(SockaddrUn.abstractName(name)).listen();
        } catch (Throwable e) {
            socket.close();
            throw e;
        }
    }

    /** A worker gets nothing but the class's name. */
    private static void checkCanBeMade(Class<?> handler) {
        boolean hasConstructor = Arrays.stream(handler.getConstructors()).anyMatch(one -> one.getParameterCount() == 0);
        if (!hasConstructor) {
            throw new IllegalArgumentException(handler.getName() + " needs a public constructor without parameters");
        }
        var here = WorkerStarter.class.getModule();
        var module = handler.getModule();
        var folder = handler.getPackageName();
        boolean isReachable = module.isExported(folder, here) || module.isOpen(folder, here);
        if (!Modifier.isPublic(handler.getModifiers()) || !isReachable) {
            throw new IllegalArgumentException(
                    handler.getName() + " has to be public, in a package that is exported or opened to "
                            + (here.isNamed() ? here.getName() : "all modules"));
        }
    }

    /** Starts several at a time, since a JVM needs some time to start. If one fails, all of them are ended. */
    synchronized List<Worker> start(int count) throws IOException {
        var starting = new HashMap<Long, ChildProcess>();
        var workers = new ArrayList<Worker>();
        try {
            for (int i = 0; i < count; i++) {
                var process = launch();
                starting.put(process.pid(), process);
                process.onExit(this::wake);
            }
            while (!starting.isEmpty()) {
                workers.add(accept(starting));
            }
            return workers;
        } catch (Throwable e) {
            try {
                CloseSequence.run(
                        () -> CloseSequence.forEach(workers, Worker::close),
                        () -> CloseSequence.forEach(starting.values(), ChildProcess::close));
            } catch (RuntimeException | Error notClosed) {
                e.addSuppressed(notClosed);
            }
            throw e;
        }
    }

    private ChildProcess launch() throws IOException {
        try {
            return ChildProcess.start(command.underShell());
        } catch (IOException noShell) {
            try {
                return ChildProcess.start(command.direct());
            } catch (IOException e) {
                e.addSuppressed(noShell);
                throw e;
            }
        }
    }

    /** Takes the next connection of a process that this has started. */
    private Worker accept(Map<Long, ChildProcess> starting) throws IOException {
        var limit = new TimeLimit(PATIENCE);
        for (;;) {
            var control = awaitConnection(starting, limit);
            try {
                long pid = control.getsockopt(SocketOptions.SO_PEERCRED).pid();
                var process = starting.get(pid);
                if (process != null) {
                    var worker = new Worker(process, control);
                    starting.remove(pid);
                    return worker;
                }
            } catch (Throwable e) {
                control.close();
                throw e;
            }
            // Another process has found the address.
            control.close();
        }
    }

    private Socket awaitConnection(Map<Long, ChildProcess> starting, TimeLimit limit) throws IOException {
        try (var poll = new Poll<Pollable>()) {
            poll.register(listening, POLLIN);
            poll.register(wakeup, POLLIN);
            for (;;) {
                wakeup.tryRead();
                throwIfEnded(starting);
                var control = listening.tryAccept();
                if (control != null) {
                    return control;
                }
                if (poll.poll(limit.left()).isEmpty()) {
                    throw failure(starting.values().iterator().next(),
                            "took no requests within " + PATIENCE.toSeconds() + " s");
                }
            }
        }
    }

    private void throwIfEnded(Map<Long, ChildProcess> starting) throws IOException {
        if (closed) {
            throw new IOException("the server is closed");
        }
        for (var process : starting.values()) {
            if (!process.isAlive()) {
                throw failure(process, "ended before it took requests");
            }
        }
    }

    private IOException failure(ChildProcess process, String what) {
        return new IOException("worker process " + process.pid() + " " + what + process.describeEnd()
                + " (a worker is started with the class path and module path of this process and the given options: they have to lead to "
                + command.handler().getName() + ", whose initialization must not fail)");
    }

    /** Under a lock with its close, so that the descriptor is closed when close returns, and not by the last call that uses it. */
    private void wake() {
        synchronized (wakeup) {
            if (wakeup.fileno() >= 0) {
                try {
                    // False means that the counter is full: then it is readable, which is all that is wanted.
                    var _ = wakeup.tryWrite(1);
                } catch (ErrnoException e) {
                    // It is open, and write(2) names no other reason for an eventfd.
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void closeWakeup() {
        synchronized (wakeup) {
            wakeup.close();
        }
    }

    /** Ends a start in progress, too. */
    @Override
    public void close() {
        closed = true;
        wake();
        synchronized (this) {
            CloseSequence.run(listening::close, this::closeWakeup);
        }
    }
}
