package io.sockeye.selectors;

/** The selector is closed, or another thread closed it during {@code select}. */
public final class ClosedSelectorException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ClosedSelectorException() {
        super("the selector is closed");
    }
}
