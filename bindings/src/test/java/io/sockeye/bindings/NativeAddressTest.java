package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.internal.NativeAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The check of each address that goes into a struct. */
class NativeAddressTest {
    private static MemorySegment freed() {
        try (var arena = Arena.ofConfined()) {
            return arena.allocate(8);
        }
    }

    private static MemorySegment ofAnotherThread() throws Exception {
        var task = new FutureTask<>(() -> Arena.ofConfined().allocate(8));
        Thread.ofPlatform().start(task);
        return task.get();
    }

    @Test
    void eachStructRefusesMemoryThatIsFreedOrOfAnotherThreadOrOnTheHeap() throws Exception {
        try (var arena = Arena.ofConfined()) {
            var header = new Msghdr(arena, 1);
            var headers = new MmsghdrArray(arena, 1);
            SockaddrStorage address;
            try (var shorter = Arena.ofConfined()) {
                address = new SockaddrStorage(shorter);
            }
            assertThatThrownBy(() -> header.name(address)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> headers.name(0, address)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> header.set(0, freed())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> header.control(freed())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> headers.set(0, freed())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> headers.control(0, freed())).isInstanceOf(IllegalStateException.class);
            var others = ofAnotherThread();
            assertThatThrownBy(() -> header.set(0, others)).isInstanceOf(WrongThreadException.class);
            assertThatThrownBy(() -> headers.set(0, others)).isInstanceOf(WrongThreadException.class);
            var heap = MemorySegment.ofArray(new byte[8]);
            assertThatThrownBy(() -> header.set(0, heap)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> headers.set(0, heap)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onlyMemoryThatNoOtherThreadCanFreeStaysDuringACall() throws Exception {
        try (var confined = Arena.ofConfined();
                var shared = Arena.ofShared()) {
            assertThat(NativeAddress.staysDuringCall(confined.allocate(8))).isTrue();
            assertThat(NativeAddress.staysDuringCall(Arena.ofAuto().allocate(8))).isTrue();
            assertThat(NativeAddress.staysDuringCall(Arena.global().allocate(8))).isTrue();
            assertThat(NativeAddress.staysDuringCall(MemorySegment.ofBuffer(ByteBuffer.allocateDirect(8)))).isTrue();
            var memory = shared.allocate(8);
            assertThat(NativeAddress.staysDuringCall(memory)).isFalse();
            assertThat(NativeAddress.staysDuringCall(MemorySegment.ofBuffer(memory.asByteBuffer()))).isFalse();
            assertThat(NativeAddress.staysDuringCall(memory.asSlice(4).asReadOnly())).isFalse();
            assertThat(NativeAddress.staysDuringCall(MemorySegment.ofArray(new byte[8]))).isFalse();
        }
    }
}
