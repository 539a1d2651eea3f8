package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;

import io.sockeye.Pollable;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * epoll as in a C program: the data of an event is the descriptor number, and closed descriptors are not removed.
 * {@code io.sockeye.Epoll} would keep the program from the mistakes that the myths are about.
 */
final class RawEpoll implements Pollable, AutoCloseable {
    private static final int CAPACITY = 64;

    private final int fd;
    private final EpollEventArray change;
    private final EpollEventArray events;

    RawEpoll(Arena arena, int fd) {
        this.fd = fd;
        this.change = new EpollEventArray(arena, 1);
        this.events = new EpollEventArray(arena, CAPACITY);
    }

    @Override
    public int fileno() {
        return fd;
    }

    void add(Pollable item, int mask) throws IOException {
        Workbench.check("epoll_ctl", tryAdd(item, mask));
    }

    /** 0 or {@code -errno}. */
    int tryAdd(Pollable item, int mask) {
        change.set(0, mask, item.fileno());
        return EpollSyscalls.epoll_ctl(fd, EPOLL_CTL_ADD, item.fileno(), change.segment());
    }

    void modify(Pollable item, int mask) throws IOException {
        change.set(0, mask, item.fileno());
        Workbench.check("epoll_ctl", EpollSyscalls.epoll_ctl(fd, EPOLL_CTL_MOD, item.fileno(), change.segment()));
    }

    /** 0 or {@code -errno}. */
    int tryRemove(int number) {
        return EpollSyscalls.epoll_ctl(fd, EPOLL_CTL_DEL, number, MemorySegment.NULL);
    }

    /** How many events there are now. */
    int look() throws IOException {
        return waitFor(0);
    }

    /** How many events there are, once there are any. */
    int await() throws IOException {
        return waitFor(Workbench.LONG);
    }

    private int waitFor(int milliseconds) throws IOException {
        return Workbench.check(
                "epoll_wait", EpollSyscalls.epoll_wait(fd, events.segment(), events.capacity(), milliseconds));
    }

    /** Where the kernel writes the events. */
    long address() {
        return events.segment().address();
    }

    /** What happened, in the first event of the last wait. */
    int mask() {
        return events.events(0);
    }

    /** To whom. */
    int number() {
        return (int) events.token(0);
    }

    /** The kernel's list, line by line, as it shows it; proc_pid_fdinfo(5). */
    List<String> interestList() throws IOException {
        return interestList(fd);
    }

    static List<String> interestList(int number) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/fdinfo/" + number))) {
            return lines.filter(line -> line.startsWith("tfd:")).toList();
        }
    }

    @Override
    public void close() throws IOException {
        Workbench.check("close", FileSyscalls.close(fd));
    }
}
