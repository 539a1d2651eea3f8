package io.sockeye.bindings;

import io.sockeye.bindings.generated.if_nameindex;
import java.lang.foreign.MemorySegment;

/**
 * One {@code struct if_nameindex} of the array that {@code if_nameindex} gave. Valid until {@code if_freenameindex}.
 *
 * @param segment its memory
 */
public record IfNameindex(MemorySegment segment) {
    /**
     * An entry of the array.
     *
     * @param first what {@code if_nameindex} returned
     * @param index 0 for the first; not beyond the end
     * @return the entry
     */
    // SAFETY: the array goes on until an entry whose number is 0; if_nameindex(3).
    public static IfNameindex at(long first, int index) {
        Platform.check();
        long size = if_nameindex.sizeof();
        return new IfNameindex(Downcalls.memory(first + index * size, size));
    }

    /**
     * Whether this is the entry after the last.
     *
     * @return whether the array ends here
     */
    public boolean isEnd() {
        return number() == 0;
    }

    /**
     * {@code if_index}.
     *
     * @return the interface's number
     */
    public int number() {
        return if_nameindex.if_index(segment);
    }

    /**
     * {@code if_name}.
     *
     * @return the interface's name
     */
    public String name() {
        return Downcalls.string(if_nameindex.if_name(segment));
    }
}
