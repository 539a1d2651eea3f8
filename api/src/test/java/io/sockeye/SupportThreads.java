package io.sockeye;

import java.util.concurrent.Callable;

/** The two kinds of threads, which wait in different ways. */
enum SupportThreads {
    PLATFORM {
        @Override
        <T> Started<T> start(Callable<T> work) {
            return Started.onPlatformThread(work);
        }
    },
    VIRTUAL {
        @Override
        <T> Started<T> start(Callable<T> work) {
            return Started.onVirtualThread(work);
        }
    };

    abstract <T> Started<T> start(Callable<T> work);
}
