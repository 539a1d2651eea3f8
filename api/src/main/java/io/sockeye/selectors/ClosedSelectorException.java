package io.sockeye.selectors;

/** The selector is closed, or was closed by another thread while this one was in {@code select}. */
public final class ClosedSelectorException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ClosedSelectorException() {
        super("the selector is closed");
    }
}
