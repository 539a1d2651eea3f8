package io.sockeye;

import io.sockeye.bindings.ErrnoConstants;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.bindings.internal.ConstantNames;

/**
 * An error number with its name and text; errno(3). Any number is allowed, because a newer kernel may have new ones.
 *
 * <p>The constants are in {@link ErrnoConstants}: {@code exception.errno().is(ECONNREFUSED)}.
 *
 * @param number the errno, positive
 */
public record Errno(int number) {
    private static final class Names {
        static final ConstantNames ALL =
                ConstantNames.of(ErrnoConstants.class, "E(?!WOULDBLOCK|DEADLOCK|NOTSUP$).*");
    }

    /**
     * Whether this is a given error.
     *
     * @param number {@code ECONNREFUSED}, …
     * @return whether the numbers are equal
     */
    public boolean is(int number) {
        return this.number == number;
    }

    /**
     * The name of the constant.
     *
     * @return {@code "ECONNREFUSED"}, …; the decimal number if it has no name
     */
    public String name() {
        return Names.ALL.name(number);
    }

    /**
     * The text of the C library; strerror(3).
     *
     * @return {@code "Connection refused"}, …
     */
    public String text() {
        return SystemSyscalls.strerror(number);
    }

    /**
     * Name, number and text.
     *
     * @return {@code "ECONNREFUSED (111) Connection refused"}
     */
    @Override
    public String toString() {
        return name() + " (" + number + ") " + text();
    }
}
