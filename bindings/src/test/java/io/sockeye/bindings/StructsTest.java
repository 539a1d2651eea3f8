package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.generated.itimerspec;
import io.sockeye.bindings.generated.pollfd;
import io.sockeye.bindings.generated.sockaddr_un;
import io.sockeye.bindings.generated.timespec;
import io.sockeye.bindings.generated.timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrays and the times that calls take. */
class StructsTest {
    private final Arena arena = Arena.ofAuto();

    @Test
    void aPollfdArrayKeepsEachEntryApart() {
        var fds = new PollfdArray(arena, 3);
        fds.set(0, 7, PollConstants.POLLIN);
        fds.set(2, -1, PollConstants.POLLOUT);

        assertThat(fds.capacity()).isEqualTo(3);
        assertThat(fds.segment().byteSize()).isEqualTo(3 * pollfd.sizeof());
        assertThat(pollfd.fd(pollfd.asSlice(fds.segment(), 0))).isEqualTo(7);
        assertThat(pollfd.events(pollfd.asSlice(fds.segment(), 0))).isEqualTo((short) PollConstants.POLLIN);
        assertThat(pollfd.fd(pollfd.asSlice(fds.segment(), 1))).isZero();
        assertThat(pollfd.fd(pollfd.asSlice(fds.segment(), 2))).isEqualTo(-1);
    }

    @Test
    void settingAPollfdClearsWhatWasFound() {
        var fds = new PollfdArray(arena, 1);
        pollfd.revents(fds.segment(), (short) 0xFFFF);
        assertThat(fds.revents(0)).as("all bits, not a negative number").isEqualTo(0xFFFF);

        fds.set(0, 7, PollConstants.POLLIN);

        assertThat(fds.revents(0)).isZero();
    }

    @Test
    void trap14AnEpollEventArrayKeepsBothHalvesOfEachToken() {
        var events = new EpollEventArray(arena, 3);
        events.set(0, EpollConstants.EPOLLIN, 0x0123_4567_89AB_CDEFL);
        events.set(1, EpollConstants.EPOLLET | EpollConstants.EPOLLOUT, -1L);
        events.set(2, 0, Long.MIN_VALUE);

        assertThat(events.segment().byteSize()).isEqualTo(3 * 12);
        assertThat(events.token(0)).isEqualTo(0x0123_4567_89AB_CDEFL);
        assertThat(events.token(1)).isEqualTo(-1L);
        assertThat(events.token(2)).isEqualTo(Long.MIN_VALUE);
        assertThat(events.events(0)).isEqualTo(EpollConstants.EPOLLIN);
        assertThat(events.events(1)).isEqualTo(EpollConstants.EPOLLET | EpollConstants.EPOLLOUT);
        assertThat(events.events(2)).isZero();
    }

    @Test
    void aMessageOnTheHeapOrOutsideItsArrayIsRefused() {
        var messages = new MmsghdrArray(arena, 2);
        var message = new Msghdr(arena, 2);
        var heap = MemorySegment.ofArray(new byte[8]);
        var buffer = arena.allocate(8);

        assertThat(messages.capacity()).isEqualTo(2);
        assertThatThrownBy(() -> message.iovlen(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> message.iovlen(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> messages.set(0, heap)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> messages.control(0, heap)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.control(heap)).isInstanceOf(IllegalArgumentException.class);
        for (int index : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> messages.set(index, buffer)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> messages.control(index, buffer)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> messages.length(index)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aSockTxtimeHasItsClockAndFlags() {
        var value = new SockTxtime(arena).set(1, 2);

        assertThat(value.toArray(ValueLayout.JAVA_INT)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({"-1", "2", "2147483647", "-2147483648"})
    void anEntryOutsideAnArrayIsRefused(int index) {
        var fds = new PollfdArray(arena, 2);
        var events = new EpollEventArray(arena, 2);

        assertThatThrownBy(() -> fds.set(index, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> fds.revents(index)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> events.set(index, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> events.events(index)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> events.token(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSigsetHasWhatWasPutIn() {
        var set = new Sigset(arena);
        assertThat(set.segment().byteSize()).isEqualTo(128);
        assertThat(set.set(SignalConstants.SIGHUP).set(64).segment().get(ValueLayout.JAVA_LONG, 0))
                .isEqualTo(Long.MIN_VALUE | 1);

        assertThat(IntStream.range(1, SignalConstants.NSIG).filter(set::isSet)).containsExactly(1, 64);

        set.clear();
        assertThat(set.isSet(64)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void whatIsNoSignalIsRefused(int signal) {
        var set = new Sigset(arena);

        assertThatThrownBy(() -> set.set(signal)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(signal));
        assertThatThrownBy(() -> set.isSet(signal)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1000000001, 2500000000", "4611686018427387903, 1"})
    void anItimerspecIsReadAsItWasSet(long first, long interval) {
        var value = new Itimerspec(arena);

        assertThat(value.set(first, interval)).isEqualTo(value.segment());
        assertThat(value.first()).isEqualTo(first);
        assertThat(value.interval()).isEqualTo(interval);
        assertThat(timespec.tv_nsec(itimerspec.it_value(value.segment()))).isEqualTo(first % 1_000_000_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "999, 0, 999", "999999999, 0, 999999999", "1000000000, 1, 0",
        "1000000001, 1, 1", "4611686018427387903, 4611686018, 427387903"})
    void trap46ATimespecIsExact(long nanoseconds, long seconds, long rest) {
        var time = new Timespec(arena);

        assertThat(time.set(nanoseconds)).isEqualTo(time.segment());
        assertThat(timespec.tv_sec(time.segment())).isEqualTo(seconds);
        assertThat(timespec.tv_nsec(time.segment())).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "999, 0, 1", "1000, 0, 1", "1001, 0, 2", "999999000, 0, 999999",
        "999999001, 1, 0", "1000000000, 1, 0", "1000000001, 1, 1", "4611686018427387903, 4611686018, 427388"})
    void trap46ATimevalIsRoundedUp(long nanoseconds, long seconds, long microseconds) {
        var time = new Timeval(arena);

        assertThat(time.set(nanoseconds)).isEqualTo(time.segment());
        assertThat(timeval.tv_sec(time.segment())).isEqualTo(seconds);
        assertThat(timeval.tv_usec(time.segment())).isEqualTo(microseconds);
        assertThat(time.nanoseconds()).isBetween(nanoseconds, nanoseconds + 999);
    }

    @Test
    void theSizesThatTheCompilerFoldsAreTheGeneratedOnes() throws Exception {
        var generated = new HashMap<String, Long>();
        GeneratedFloor.layouts().forEach((key, value) -> generated.put(
                key.replaceFirst("^sizeof\\._*", "").toUpperCase(Locale.ROOT), value));
        for (var field : StructSizes.class.getDeclaredFields()) {
            assertThat((long) field.getInt(null)).as(field.getName()).isEqualTo(generated.get(field.getName()));
        }
        assertThat(SockaddrStorage.SUN_PATH_MAX).isEqualTo((int) sockaddr_un.sun_path$layout().byteSize());
    }
}
