package io.sockeye.lab;

import io.sockeye.Socket;
import io.sockeye.bindings.SystemSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thread that waits at a shared epoll instance, accepts, and counts. */
final class AcceptingThread {
    private static final long BETWEEN_LOOKS_NANOS = 50_000;

    private final RawEpoll epoll;
    private final FutureTask<Integer> thread = new FutureTask<>(SystemSyscalls::gettid);
    private final Future<Integer> accepted;

    AcceptingThread(Workbench bench, RawEpoll shared, Socket server) {
        epoll = new RawEpoll(bench.arena, shared.fileno());
        accepted = bench.start(() -> {
            thread.run();
            int count = 0;
            while (true) {
                epoll.await();
                if (epoll.number() != server.fileno()) {
                    return count;
                }
                var client = server.tryAccept();
                if (client != null) {
                    client.close();
                    count++;
                }
            }
        });
    }

    /** Until it sleeps in epoll_wait, as the kernel says; proc_pid_syscall(5). */
    void awaitSleep() throws Exception {
        var call = Path.of("/proc/self/task/" + thread.get() + "/syscall");
        // The number of the call, then its arguments: the memory of the events is this thread's alone.
        var inTheWait = String.format(Locale.ROOT, " 0x%x 0x%x ", epoll.fileno(), epoll.address());
        for (long start = System.nanoTime(); !Files.readString(call).contains(inTheWait);) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(Workbench.LONG)) {
                throw new IOException("the thread does not come to wait");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** Until it has ended. */
    void end() throws Exception {
        accepted.get();
    }

    /** How many it got. */
    int accepted() throws Exception {
        return accepted.get();
    }
}
