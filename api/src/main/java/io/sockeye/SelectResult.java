package io.sockeye;

import java.util.List;

/**
 * The ready items of a {@code select}, each list in the order of the caller's collection.
 *
 * @param <T> the type of the items
 * @param readable items that can be read or accepted from, are at their end, or have failed
 * @param writable items that can be written, are connected, or have failed
 * @param exceptional items with out-of-band data
 */
public record SelectResult<T extends Pollable>(List<T> readable, List<T> writable, List<T> exceptional) {
    /**
     * Whether the timeout expired before an item was ready.
     *
     * @return whether all three lists are empty
     */
    public boolean isEmpty() {
        return readable.isEmpty() && writable.isEmpty() && exceptional.isEmpty();
    }
}
