package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The selector to use by default: {@link EpollSelector} on Linux, as in Python.
 *
 * @param <A> the type of the attachments
 */
public final class DefaultSelector<A extends @Nullable Object> extends EpollSelector<A> {
    /**
     * Creates a selector without items.
     *
     * @throws ErrnoException EMFILE
     */
    public DefaultSelector() throws ErrnoException {}
}
