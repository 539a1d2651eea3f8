package io.sockeye.selectors;

/**
 * An item was ready several consecutive times, and the program made no call on it: the loop spins.
 *
 * @param key the key of the item
 * @param events the events that were reported
 * @param times the number of consecutive times
 */
public record Spin(SelectorKey<?> key, int events, int times) {
    /**
     * A human-readable description.
     *
     * @return {@code "fd=7 was ready for EVENT_WRITE 1000 times, and no call was made on it"}
     */
    @Override
    public String toString() {
        return "fd=" + key.fd() + " was ready for " + Selector.names(events) + " " + times
                + " times, and no call was made on it";
    }
}
