package io.sockeye;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Something that a platform thread of its own does meanwhile. */
final class Background<T> extends FutureTask<T> {
    private Background(Callable<T> what) {
        super(what);
    }

    /** Starts it. */
    static <T> Background<T> start(Callable<T> what) {
        var task = new Background<>(what);
        Thread.ofPlatform().daemon().name("background of a test").start(task);
        return task;
    }

    /** What came of it. It does not depend on how fast this machine is. */
    T result() throws Exception {
        return get(30, TimeUnit.SECONDS);
    }
}
