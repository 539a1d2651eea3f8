package io.sockeye.support;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Something that a platform thread of its own does meanwhile. */
public final class BackgroundTask<T> extends FutureTask<T> {
    private BackgroundTask(Callable<T> what) {
        super(what);
    }

    /** Starts it. */
    public static <T> BackgroundTask<T> start(Callable<T> what) {
        var task = new BackgroundTask<>(what);
        Thread.ofPlatform().daemon().name("background of a test").start(task);
        return task;
    }

    /** What came of it. It does not depend on how fast this machine is. */
    public T result() throws Exception {
        return get(30, TimeUnit.SECONDS);
    }
}
