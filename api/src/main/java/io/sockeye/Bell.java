package io.sockeye;

import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.EFD_SEMAPHORE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.MemorySegment;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends a select that is under way when something that it watches is closed, and holds the closer until it has ended: the
 * kernel looks at a number until then. It is an eventfd that the call watches besides.
 */
final class Bell implements AutoCloseable {
    /** Fair, or a loop that selects again and again would keep a closer out. */
    private final ReentrantLock waiting = new ReentrantLock(true);

    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private final Descriptor eventfd;

    Bell() throws ErrnoException {
        int number = EventSyscalls.eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("eventfd", "EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK", -number);
        }
        eventfd = new Descriptor(number);
    }

    /** What to watch for reading. */
    int number() {
        return eventfd.inside();
    }

    /** Before the call; ends with {@link #end}. Nobody changes what is watched until then. */
    void begin(String call) throws ClosedDescriptorException {
        eventfd.enter(call);
        waiting.lock();
    }

    void end() {
        change();
        waiting.unlock();
        eventfd.leave();
    }

    /** Runs {@code change} when no call is under way, ending the one that is. */
    void ring(Runnable change) {
        changes.add(change);
        boolean rings = !waiting.tryLock();
        if (rings) {
            // It goes on until this change is made, also for a call that begins before: each closer takes back what he has added.
            count(FileSyscalls::write);
            waiting.lock();
        }
        try {
            change();
            if (rings) {
                count(FileSyscalls::read);
            }
        } finally {
            waiting.unlock();
        }
    }

    private void change() {
        for (var change = changes.poll(); change != null; change = changes.poll()) {
            change.run();
        }
    }

    private interface Count {
        long call(int fd, MemorySegment buffer, long length);
    }

    private void count(Count how) {
        var workspace = Workspace.borrow();
        try {
            workspace.value.set(JAVA_LONG, 0, 1);
            long result = how.call(number(), workspace.value, Long.BYTES);
            if (result < 0) {
                throw new IllegalStateException(ErrnoException.of("eventfd", eventfd.toString(), (int) -result));
            }
        } finally {
            workspace.giveBack();
        }
    }

    @Override
    public void close() {
        eventfd.close();
    }
}
