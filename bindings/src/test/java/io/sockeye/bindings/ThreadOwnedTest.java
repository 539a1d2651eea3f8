package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.internal.ThreadOwned;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is borrowed is the borrower's alone. */
class ThreadOwnedTest {
    private final ThreadOwned<AtomicInteger> owned = new ThreadOwned<>(AtomicInteger::new);

    @Test
    void aPlatformThreadGetsItsOwnAgain() throws Exception {
        var mine = owned.borrow();
        owned.giveBack(mine);
        var another = new FutureTask<>(owned::borrow);
        Thread.ofPlatform().start(another).join();

        assertThat(owned.borrow()).isSameAs(mine).isNotSameAs(another.get());
    }

    @Test
    void theObjectOfAThreadThatHasEndedIsUsedAgain() throws Exception {
        var made = new AtomicInteger();
        var counted = new ThreadOwned<>(() -> new AtomicInteger(made.incrementAndGet()));
        var alive = counted.borrow();
        for (int i = 0; i < 1000; i++) {
            var borrower = new FutureTask<>(counted::borrow);
            Thread.ofPlatform().start(borrower).join();
            assertThat(borrower.get()).isNotSameAs(alive);
        }
        assertThat(made.get()).isLessThan(10);
    }

    @Test
    void aVirtualThreadFindsWhatItGaveBack() throws Exception {
        var task = new FutureTask<>(() -> {
            var first = owned.borrow();
            owned.giveBack(first);
            return List.of(first, owned.borrow());
        });
        Thread.startVirtualThread(task).join();

        assertThat(task.get().getFirst()).isSameAs(task.get().getLast());
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // The yield is the point: another thread may go on meanwhile.
    void trap8TwoVirtualThreadsNeverHoldTheSame() throws Exception {
        Callable<Integer> borrower = () -> {
            int shared = 0;
            for (int turn = 0; turn < 200; turn++) {
                var mine = owned.borrow();
                shared += mine.getAndIncrement();
                Thread.yield();
                mine.decrementAndGet();
                owned.giveBack(mine);
            }
            return shared;
        };
        var borrowers = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 500; i++) {
            borrowers.add(borrower);
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(borrowers)).extracting(Future::get).containsOnly(0);
        }
    }

    @Test
    void moreVirtualThreadsThanSparesAllGetOne() throws Exception {
        int many = 300;
        var allHoldOne = new CyclicBarrier(many);
        var borrowers = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < many; i++) {
            borrowers.add(() -> {
                var mine = owned.borrow();
                int holders = mine.incrementAndGet();
                allHoldOne.await();
                owned.giveBack(mine);
                return holders;
            });
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(borrowers)).extracting(Future::get).containsOnly(1);
        }
    }
}
