package io.sockeye.bindings;

import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set is as long as it was made, and select(2) stays within it. */
class FdSetTest {
    private static final byte CANARY = 0x5A;

    private final Descriptors fds = new Descriptors();

    @AfterEach
    void close() {
        fds.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64, 1023, 1024, 1500, 9999})
    void trap35ADescriptorIsSetAndClearedAlone(int fd) {
        var set = new FdSet(fds.arena, 10_000);

        set.set(fd);
        assertThat(set.isSet(fd)).isTrue();
        assertThat(members(set)).isEqualTo(1);

        set.clear(fd);
        assertThat(members(set)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1024, 1500, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void trap35ADescriptorBeyondTheSetIsRefused(int fd) {
        var set = new FdSet(fds.arena, 1024);

        assertThatThrownBy(() -> set.set(fd)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.clear(fd)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.isSet(fd)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(members(set)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1024, 10_000})
    void theCapacityIsRoundedUpToWholeWords(int capacity) {
        var set = new FdSet(fds.arena, capacity);

        assertThat(set.capacity()).isBetween(capacity, capacity + 63).matches(bits -> bits % 64 == 0);
        assertThat(set.segment().byteSize()).isEqualTo(set.capacity() / 8);
    }

    @Test
    void zeroEmptiesASetAndCopyFromFillsIt() {
        var set = new FdSet(fds.arena, 128);
        set.set(0);
        set.set(100);
        var copy = new FdSet(fds.arena, 256);

        copy.copyFrom(set);
        set.zero();

        assertThat(members(set)).isZero();
        assertThat(copy.isSet(0)).isTrue();
        assertThat(copy.isSet(100)).isTrue();
        assertThat(members(copy)).isEqualTo(2);
        assertThatThrownBy(() -> set.copyFrom(copy)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Descriptor 1500 is beyond FD_SETSIZE; the memory beside the set must stay as it is. */
    @ParameterizedTest
    @ValueSource(ints = {63, 64, 1023, 1024, 1500})
    void trap35SelectWritesNothingBesideTheSet(int number) {
        int[] pipe = fds.pipe();
        assertThat(FileSyscalls.write(pipe[1], fds.bytes("x"), 1)).isOne();
        int fd = fds.duplicate(pipe[0], number);
        var beside = new Beside(fds.arena);
        var set = new FdSet(beside, fd + 1);
        set.set(fd);

        assertThat(SelectSyscalls.select(fd + 1, set.segment(), NULL, NULL, new Timeval(fds.arena).set(0))).isOne();

        assertThat(set.isSet(fd)).isTrue();
        beside.assertUntouched();
        assertThat(FileSyscalls.read(fd, fds.arena.allocate(1), 1)).isOne();
        assertThat(SelectSyscalls.select(fd + 1, set.segment(), NULL, NULL, new Timeval(fds.arena).set(0))).isZero();
        assertThat(members(set)).isZero();
        beside.assertUntouched();
    }

    private static long members(FdSet set) {
        long members = 0;
        for (int fd = 0; fd < set.capacity(); fd++) {
            members += set.isSet(fd) ? 1 : 0;
        }
        return members;
    }

    /** Gives memory that has a canary on both sides. */
    private static final class Beside implements Arena {
        private static final long ROOM = 4096;

        private final Arena arena;
        private MemorySegment before = NULL;
        private MemorySegment after = NULL;

        Beside(Arena arena) {
            this.arena = arena;
        }

        @Override
        public MemorySegment allocate(long bytes, long alignment) {
            var all = arena.allocate(ROOM + bytes + ROOM, ROOM);
            before = all.asSlice(0, ROOM).fill(CANARY);
            after = all.asSlice(ROOM + bytes).fill(CANARY);
            return all.asSlice(ROOM, bytes);
        }

        void assertUntouched() {
            assertThat(before.toArray(JAVA_BYTE)).containsOnly(CANARY);
            assertThat(after.toArray(JAVA_BYTE)).containsOnly(CANARY);
        }

        @Override
        public MemorySegment.Scope scope() {
            return arena.scope();
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
