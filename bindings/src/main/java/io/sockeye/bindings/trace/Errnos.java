package io.sockeye.bindings.trace;

import io.sockeye.bindings.ErrnoConstants;
import io.sockeye.bindings.SystemSyscalls;

/** The names of errno(3), loaded when a call first failed. */
final class Errnos {
    private static final Names NAMES = Names.of("E???", ErrnoConstants.class, "E.*");

    private Errnos() {}

    /** {@code EAGAIN}. */
    static String name(int errno) {
        return NAMES.has(errno) ? NAMES.one(errno) : Integer.toString(errno);
    }

    /** {@code Resource temporarily unavailable}. */
    static String text(int errno) {
        return SystemSyscalls.strerror(errno);
    }
}
