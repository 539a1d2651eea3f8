package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.EventConstants.CLOCK_BOOTTIME;
import static io.sockeye.bindings.EventConstants.CLOCK_REALTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerFdTest extends EventDescriptorContract<TimerFd> {
    private static final Duration ONCE = Duration.ZERO;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    @Override
    TimerFd open() throws Exception {
        return TimerFd.create();
    }

    @Override
    void happen(TimerFd timer) throws Exception {
        timer.settime(Duration.ofNanos(1), ONCE);
    }

    @Override
    void await(TimerFd timer) throws Exception {
        assertThat(timer.read()).isOne();
    }

    @Override
    boolean look(TimerFd timer) throws Exception {
        return timer.tryRead() != 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_001, 20_000_000})
    void itIsNeverEarly(long nanos) throws Exception {
        try (var timer = open()) {
            long start = System.nanoTime();
            timer.settime(Duration.ofNanos(nanos), ONCE);

            assertThat(timer.read()).isOne();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(nanos);
            assertThat(timer.tryRead()).as("once").isZero();
        }
    }

    @Test
    void anIntervalGoesOnAndNoTimeIsForgotten() throws Exception {
        try (var timer = open()) {
            long start = System.nanoTime();
            timer.settime(Duration.ofMillis(1), Duration.ofMillis(5));
            long expired = 0;
            while (expired < 5) {
                expired += timer.read();
            }
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo((1 + (expired - 1) * 5) * 1_000_000);
        }
    }

    @Test
    void itSaysWhatIsLeft() throws Exception {
        try (var timer = open()) {
            assertThat(timer.gettime()).isEqualTo(new TimerFd.Setting(ONCE, ONCE));
            timer.settime(YEAR, Duration.ofMillis(7));

            assertThat(timer.gettime().value()).isBetween(YEAR.minusHours(1), YEAR);
            assertThat(timer.gettime().interval()).isEqualTo(Duration.ofMillis(7));
        }
    }

    @Test
    void zeroStopsIt() throws Exception {
        try (var timer = open()) {
            timer.settime(Duration.ofNanos(1), Duration.ofMillis(1));
            timer.read();
            timer.settime(Duration.ZERO, Duration.ofMillis(1));

            assertThat(timer.tryRead()).isZero();
            assertThat(timer.gettime().value()).isZero();
        }
    }

    @Test
    void toSetItForgetsWhatHasExpired() throws Exception {
        try (var timer = open()) {
            happen(timer);
            Select.select(List.of(timer), List.of(), List.of(), null);
            timer.settime(YEAR, ONCE);
            assertThat(timer.tryRead()).isZero();
        }
    }

    @Test
    void whoWaitsForAStoppedTimerReturnsAfterItIsStarted() throws Exception {
        try (var timer = open()) {
            var waits = Kind.PLATFORM.start(timer::read).awaitBlocked();
            timer.settime(YEAR, ONCE);
            assertThat(waits.isRunningAfter(Duration.ofMillis(20))).isTrue();
            timer.settime(Duration.ofNanos(1), ONCE);
            assertThat(waits.result()).isOne();
        }
    }

    @Test
    void aTimeOfDayIsNeverEarly() throws Exception {
        try (var timer = TimerFd.create(CLOCK_REALTIME)) {
            var alarm = Instant.now().plusMillis(20);
            timer.settime(alarm, ONCE);

            assertThat(timer.read()).isOne();
            assertThat(Instant.now()).isAfterOrEqualTo(alarm);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z", "-1000000000-01-01T00:00:00Z"})
    void aTimeThatIsOverExpiresAtOnce(String over) throws Exception {
        try (var timer = TimerFd.create(CLOCK_REALTIME)) {
            timer.settime(Instant.parse(over), ONCE);
            assertThat(timer.read()).isOne();
        }
    }

    @Test
    void timesBeyondAllBoundsNeverCome() throws Exception {
        try (var timer = TimerFd.create(CLOCK_REALTIME)) {
            timer.settime(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(timer.gettime().value()).isGreaterThan(YEAR.multipliedBy(200));
            timer.settime(Instant.MAX, ONCE);
            assertThat(timer.gettime().value()).isGreaterThan(YEAR.multipliedBy(200));
            assertThat(timer.tryRead()).isZero();
        }
    }

    @Test
    void onlyARealTimeClockKnowsTheTimeOfDay() throws Exception {
        try (var timer = TimerFd.create(CLOCK_BOOTTIME)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> timer.settime(Instant.now(), ONCE))
                    .withMessage("a time of day needs a timer of CLOCK_REALTIME, not of clock " + CLOCK_BOOTTIME);
        }
    }

    @Test
    void negativeTimesAreRefusedAndChangeNothing() throws Exception {
        try (var timer = TimerFd.create(CLOCK_REALTIME)) {
            timer.settime(YEAR, ONCE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> timer.settime(NEGATIVE, ONCE))
                    .withMessage("a negative time: PT-0.000000001S; zero stops the timer");
            assertThatIllegalArgumentException().isThrownBy(() -> timer.settime(YEAR, NEGATIVE));
            assertThatIllegalArgumentException().isThrownBy(() -> timer.settime(Instant.now(), NEGATIVE));
            assertThat(timer.gettime().value()).isPositive();
        }
    }

    @Test
    void aClockThatIsNoneIsRefused() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> TimerFd.create(-1).close())
                .withMessage("timerfd_create(clock=-1): EINVAL (22) Invalid argument")
                .matches(e -> e.errno().is(EINVAL));
    }

    @Test
    void onceClosedItCannotBeSet() throws Exception {
        var timer = open();
        timer.close();
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> timer.settime(YEAR, ONCE));
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(timer::gettime);
    }
}
