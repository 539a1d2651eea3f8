package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLEXCLUSIVE;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.Epoll;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** One thread of {@code accept-herd}. Other threads may read its counts after it has ended. */
final class AcceptHerdThread implements Callable<Void>, AutoCloseable {
    private static final Path STATUS = Path.of("/proc/thread-self/status");
    private static final String SWITCHES = "voluntary_ctxt_switches:";

    private final Socket listening;
    private final Epoll epoll = Epoll.create();
    private long wakeUps;
    private long accepts;
    private long switches;

    AcceptHerdThread(Socket listening, boolean exclusive) throws ErrnoException {
        this.listening = listening;
        try {
            epoll.register(listening, exclusive ? EPOLLIN | EPOLLEXCLUSIVE : EPOLLIN);
        } catch (ErrnoException e) {
            epoll.close();
            throw e;
        }
    }

    /** Accepts until it is closed. */
    @Override
    public Void call() throws IOException {
        long before = readSwitches();
        try {
            accept();
        } catch (ClosedDescriptorException e) {
            switches = readSwitches() - before;
        }
        return null;
    }

    private void accept() throws ErrnoException {
        var events = epoll.events(1);
        while (true) {
            epoll.poll(events, null);
            wakeUps++;
            var client = listening.tryAccept();
            if (client != null) {
                accepts++;
                client.close();
            }
        }
    }

    /** How often this thread has gone to sleep so far; proc_pid_status(5). */
    private static long readSwitches() throws IOException {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(SWITCHES))
                    .mapToLong(line -> Long.parseLong(line.substring(SWITCHES.length()).strip()))
                    .sum();
        }
    }

    long wakeUps() {
        return wakeUps;
    }

    long accepts() {
        return accepts;
    }

    long switches() {
        return switches;
    }

    @Override
    public void close() {
        epoll.close();
    }
}
