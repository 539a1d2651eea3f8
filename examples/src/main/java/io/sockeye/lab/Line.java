package io.sockeye.lab;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.FileConstants.FIONREAD;
import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Errno;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection of a scenario: a socketpair, of which the panels watch one end and the learner holds the other. The numbers are
 * bare, as in C, because the lab shows what the kernel does with them, not what a library does.
 */
final class Line implements AutoCloseable {
    private static final int CLOSED = -1;

    /** Enough to see, and few enough that other learners find room among a process's descriptors. */
    private static final int MOST_DUPLICATES = 8;

    private final String name;
    private int watched;
    private int peer;
    private final List<Integer> duplicates = new ArrayList<>();

    /**
     * How a page draws it.
     *
     * @param watched the descriptor that is watched, -1 if it is closed
     * @param peer the learner's end, -1 if it is closed
     * @param duplicates other numbers of the watched end
     * @param unread bytes that wait in it, by FIONREAD; -1 if it is closed
     */
    record View(String name, int watched, int peer, List<Integer> duplicates, int unread) {}

    private Line(String name, int watched, int peer) {
        this.name = name;
        this.watched = watched;
        this.peer = peer;
    }

    static Line open(String name) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var sv = arena.allocate(JAVA_INT, 2);
            check("socketpair", name, SocketSyscalls.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sv));
            return new Line(name, sv.getAtIndex(JAVA_INT, 0), sv.getAtIndex(JAVA_INT, 1));
        }
    }

    String name() {
        return name;
    }

    boolean isWatchable() {
        return watched != CLOSED;
    }

    int watched() {
        return watched;
    }

    /** Returns how many bytes there was room for, or -EAGAIN if there was none. */
    long write(int bytes) throws IOException {
        try (var arena = Arena.ofConfined()) {
            long result =
                    SocketSyscalls.send(peer(), arena.allocate(bytes), bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
            return result == -EAGAIN ? result : check("send", name, result);
        }
    }

    /** Returns the number of bytes, 0 at the end of the stream, or -EAGAIN. */
    long read(int bytes) throws IOException {
        try (var arena = Arena.ofConfined()) {
            long result = SocketSyscalls.recv(open(), arena.allocate(bytes), bytes, MSG_DONTWAIT);
            return result == -EAGAIN ? result : check("recv", name, result);
        }
    }

    void halfClose() throws IOException {
        check("shutdown", name, SocketSyscalls.shutdown(peer(), SHUT_WR));
    }

    void closePeer() throws IOException {
        int fd = peer();
        peer = CLOSED;
        check("close", name, FileSyscalls.close(fd));
    }

    void closeWatched() throws IOException {
        int fd = open();
        watched = CLOSED;
        check("close", name, FileSyscalls.close(fd));
    }

    void duplicate() throws IOException {
        if (duplicates.size() == MOST_DUPLICATES) {
            throw new Refusal(name + " has " + MOST_DUPLICATES + " duplicates already: there may be no more");
        }
        duplicates.add((int) check("fcntl", name, FileSyscalls.fcntl(open(), F_DUPFD_CLOEXEC, 0)));
    }

    View view() throws IOException {
        return new View(name, watched, peer, List.copyOf(duplicates), isWatchable() ? unread() : CLOSED);
    }

    private int unread() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            check("ioctl", name, FileSyscalls.ioctl(watched, FIONREAD, count));
            return count.get(JAVA_INT, 0);
        }
    }

    private int peer() {
        if (peer == CLOSED) {
            throw new Refusal("the peer of " + name + " is closed already");
        }
        return peer;
    }

    private int open() {
        if (watched == CLOSED) {
            throw new Refusal("the watched end of " + name + " is closed already");
        }
        return watched;
    }

    /** All its numbers. */
    @Override
    public void close() {
        var numbers = new ArrayList<>(duplicates);
        numbers.add(watched);
        numbers.add(peer);
        duplicates.clear();
        watched = CLOSED;
        peer = CLOSED;
        for (int fd : numbers) {
            if (fd != CLOSED) {
                // Nothing was written that could still fail: a socketpair has no errors to tell at its end.
                FileSyscalls.close(fd);
            }
        }
    }

    private static long check(String call, String on, long result) throws IOException {
        if (result < 0) {
            throw new IOException(call + "(" + on + "): " + new Errno((int) -result));
        }
        return result;
    }
}
