package io.sockeye.support;

import static io.sockeye.bindings.FileConstants.FD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.Pollable;
import io.sockeye.bindings.FileSyscalls;

/** What the kernel says of a descriptor, by fcntl(2). */
public final class OsAssertions {
    private OsAssertions() {}

    public static void assertCloseOnExec(Pollable descriptor) {
        assertThat(fcntl(descriptor, F_GETFD) & FD_CLOEXEC).as("FD_CLOEXEC of %s", descriptor).isNotZero();
    }

    public static void assertNonblocking(Pollable descriptor) {
        assertThat(fcntl(descriptor, F_GETFL) & O_NONBLOCK).as("O_NONBLOCK of %s", descriptor).isNotZero();
    }

    public static void assertBlocking(Pollable descriptor) {
        assertThat(fcntl(descriptor, F_GETFL) & O_NONBLOCK).as("O_NONBLOCK of %s", descriptor).isZero();
    }

    private static int fcntl(Pollable descriptor, int command) {
        int flags = FileSyscalls.fcntl(descriptor.fileno(), command, 0);
        assertThat(flags).as("fcntl of %s", descriptor).isNotNegative();
        return flags;
    }
}
