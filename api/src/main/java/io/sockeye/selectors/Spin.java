package io.sockeye.selectors;

/**
 * An item was found ready again and again, and nobody made a call on it: the loop spins.
 *
 * @param key which one
 * @param events for what it was ready
 * @param times how often in a row
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
