package io.sockeye;

import java.util.List;

/**
 * What {@code select} found, each list in the order in which it was asked for.
 *
 * @param <T> what was watched
 * @param readable can be read, accepted from, or has ended or failed
 * @param writable can be written, or has connected or failed
 * @param exceptional has out-of-band data
 */
public record SelectResult<T extends Pollable>(List<T> readable, List<T> writable, List<T> exceptional) {
    /**
     * Whether the time passed without anything.
     *
     * @return whether all three lists are empty
     */
    public boolean isEmpty() {
        return readable.isEmpty() && writable.isEmpty() && exceptional.isEmpty();
    }
}
