package io.sockeye.internal.poll;

import org.jspecify.annotations.Nullable;

/** Steps of a cleanup, all of which run, also if one fails. The first failure is thrown at the end, with the others suppressed in it. */
public final class Cleanup {
    private @Nullable Throwable first;

    public void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            if (first == null) {
                first = failure;
            } else if (first != failure) {
                first.addSuppressed(failure);
            }
        }
    }

    public void throwFirst() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
