package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.FileConstants.FIONREAD;
import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Errno;
import io.sockeye.Pollable;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tools of an experiment. It closes all that the experiment has opened, and has a {@link Transcript} of the calls.
 *
 * <p>Where a myth is about what a C program does, the experiment calls the lower floor, and an event's data is a descriptor's
 * number.
 */
final class Workbench implements AutoCloseable {
    /** Milliseconds for a wait that is expected to end before. */
    static final int LONG = 20_000;

    /** Other threads of this process get the lowest free numbers. */
    private static final int FIRST_HIGH = 3_000;
    private static final int HIGH_NUMBERS = 1_000;
    private static final AtomicInteger HIGH = new AtomicInteger();

    final Arena arena = Arena.ofShared();
    final Transcript transcript = new Transcript();
    private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();

    /** To be closed at the end. */
    <T extends AutoCloseable> T open(T what) {
        opened.push(what);
        return what;
    }

    SocketPair pair() throws IOException {
        return open(Socket.socketpair());
    }

    RawEpoll epoll() throws IOException {
        return open(new RawEpoll(arena, check("epoll_create1", EpollSyscalls.epoll_create1(EPOLL_CLOEXEC))));
    }

    /** A duplicate with a number of at least {@code atLeast}, which no other descriptor gets after it is closed. */
    RawDescriptor duplicate(Pollable item, int atLeast) throws IOException {
        return open(new RawDescriptor(check("fcntl", FileSyscalls.fcntl(item.fileno(), F_DUPFD_CLOEXEC, atLeast))));
    }

    /** The same for a number that no other experiment is likely to use at the same time. */
    RawDescriptor duplicate(Pollable item) throws IOException {
        return duplicate(item, FIRST_HIGH + Math.floorMod(HIGH.getAndIncrement(), HIGH_NUMBERS));
    }

    /** How many bytes wait to be read; FIONREAD, ioctl_tty(2). */
    int unread(Pollable item) throws IOException {
        var count = arena.allocate(JAVA_INT);
        check("ioctl", FileSyscalls.ioctl(item.fileno(), FIONREAD, count));
        return count.get(JAVA_INT, 0);
    }

    /** A thread of this experiment: its calls are in the transcript. */
    <T> FutureTask<T> start(Callable<T> body) {
        var task = new FutureTask<>(transcript.following(body));
        Thread.ofPlatform().name("myth").daemon().start(task);
        return task;
    }

    /** The result of a call that belongs to the preparations, and must not fail. */
    static int check(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": " + new Errno(-result));
        }
        return result;
    }

    /** A result as a reader knows it: a number, or the name of an errno. */
    static String name(long result) {
        return result < 0 ? new Errno((int) -result).name() : Long.toString(result);
    }

    @Override
    public void close() throws IOException {
        // What follows is no part of the experiment.
        transcript.close();
        try {
            closeAll();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            arena.close();
        }
    }

    private void closeAll() throws Exception {
        if (!opened.isEmpty()) {
            var last = opened.pop();
            try {
                last.close();
            } finally {
                closeAll();
            }
        }
    }
}
