package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.EventConstants.CLOCK_MONOTONIC;
import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.EFD_SEMAPHORE;
import static io.sockeye.bindings.EventConstants.TFD_CLOEXEC;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.itimerspec;
import io.sockeye.bindings.generated.timespec;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** eventfd(2) and timerfd_create(2). */
class EventSyscallsTest {
    private static final int YEAR = 365 * 24 * 60 * 60;

    private final Descriptors fds = new Descriptors();
    private final MemorySegment number = fds.arena.allocate(JAVA_LONG);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void anEventfdAddsUpWhatIsWritten() {
        int fd = fds.opened(EventSyscalls.eventfd(3, EFD_CLOEXEC | EFD_NONBLOCK));
        assertThat(write(fd, 4)).isEqualTo(8);

        assertThat(FileSyscalls.read(fd, number, 8)).isEqualTo(8);

        assertThat(number.get(JAVA_LONG, 0)).isEqualTo(7);
        assertThat(FileSyscalls.read(fd, number, 8)).isEqualTo(-EAGAIN);
    }

    @Test
    void anEventfdAsSemaphoreGivesOneAtATime() {
        int fd = fds.opened(EventSyscalls.eventfd(2, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE));

        for (int i = 0; i < 2; i++) {
            assertThat(FileSyscalls.read(fd, number, 8)).isEqualTo(8);
            assertThat(number.get(JAVA_LONG, 0)).isOne();
        }
        assertThat(FileSyscalls.read(fd, number, 8)).isEqualTo(-EAGAIN);
    }

    @Test
    void trap60AnEventfdIsFullAtItsMaximumAndTakesEightBytesOnly() {
        int fd = fds.opened(EventSyscalls.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));

        assertThat(write(fd, -2)).as("2^64-2").isEqualTo(8);
        assertThat(write(fd, 1)).isEqualTo(-EAGAIN);
        assertThat(write(fd, -1)).as("2^64-1").isEqualTo(-EINVAL);
        assertThat(FileSyscalls.read(fd, number, 4)).isEqualTo(-EINVAL);
    }

    @Test
    void aTimerCountsHowOftenItExpired() {
        int fd = fds.opened(EventSyscalls.timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
        assertThat(EventSyscalls.timerfd_settime(fd, 0, timer(0, 1), NULL)).isZero();

        assertThat(FileSyscalls.read(fd, number, 8)).isEqualTo(8);

        assertThat(number.get(JAVA_LONG, 0)).isOne();
        assertThat(left(fd)).as("a timer that is not running").isZero();
    }

    @Test
    void aTimerSaysWhatIsLeftOfIt() {
        int fd = fds.opened(EventSyscalls.timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
        var old = itimerspec.allocate(fds.arena);
        assertThat(EventSyscalls.timerfd_settime(fd, 0, timer(YEAR, 0), NULL)).isZero();
        assertThat(left(fd)).isBetween(YEAR - 3600L, (long) YEAR);

        assertThat(EventSyscalls.timerfd_settime(fd, 0, timer(0, 0), old)).isZero();

        assertThat(timespec.tv_sec(itimerspec.it_value(old))).isBetween(YEAR - 3600L, (long) YEAR);
        assertThat(left(fd)).isZero();
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        int notATimer = fds.pipe()[0];

        assertThat(EventSyscalls.eventfd(0, -1)).isEqualTo(-EINVAL);
        assertThat(EventSyscalls.timerfd_create(-1, 0)).isEqualTo(-EINVAL);
        assertThat(EventSyscalls.timerfd_create(CLOCK_MONOTONIC, -1)).isEqualTo(-EINVAL);
        assertThat(EventSyscalls.timerfd_settime(notATimer, 0, timer(1, 0), NULL)).isEqualTo(-EINVAL);
        assertThat(EventSyscalls.timerfd_settime(-1, 0, timer(1, 0), NULL)).isEqualTo(-EBADF);
        assertThat(EventSyscalls.timerfd_gettime(notATimer, itimerspec.allocate(fds.arena))).isEqualTo(-EINVAL);
        assertThat(EventSyscalls.timerfd_gettime(-1, itimerspec.allocate(fds.arena))).isEqualTo(-EBADF);
    }

    private long write(int fd, long add) {
        number.set(JAVA_LONG, 0, add);
        return FileSyscalls.write(fd, number, 8);
    }

    private long left(int fd) {
        var value = itimerspec.allocate(fds.arena);
        assertThat(EventSyscalls.timerfd_gettime(fd, value)).isZero();
        return timespec.tv_sec(itimerspec.it_value(value));
    }

    private MemorySegment timer(long seconds, long nanoseconds) {
        var value = itimerspec.allocate(fds.arena);
        timespec.tv_sec(itimerspec.it_value(value), seconds);
        timespec.tv_nsec(itimerspec.it_value(value), nanoseconds);
        return value;
    }
}
