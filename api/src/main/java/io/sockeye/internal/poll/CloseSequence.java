package io.sockeye.internal.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps of a close, each of which is taken even if an earlier one failed. */
public final class CloseSequence {
    private CloseSequence() {}

    /** Takes all steps, in this order, and then throws the first failure; the others are suppressed exceptions of it. */
    public static void run(Runnable... steps) {
        run(List.of(steps));
    }

    private static void run(List<Runnable> steps) {
        Throwable first = null;
        for (var step : steps) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                first = join(first, e);
            }
        }
        switch (first) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(first);
        }
    }

    /** The same action for each of several things. */
    public static <T> void forEach(Iterable<T> all, Consumer<? super T> action) {
        var steps = new ArrayList<Runnable>();
        all.forEach(one -> steps.add(() -> action.accept(one)));
        run(steps);
    }

    private static Throwable join(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (!first.equals(next)) {
            first.addSuppressed(next);
        }
        return first;
    }
}
