package io.sockeye.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.ThreadedCall;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RegistrationTableTest {
    private final RegistrationTable registrations = new RegistrationTable();

    private static Registration registration() {
        return new Registration(_ -> {}, () -> 0, null, 0, 0);
    }

    @Test
    void removedSlotsAreReused() throws Exception {
        var stays = registration();
        registrations.put(stays);
        for (int i = 0; i < 1_000_000; i++) {
            var comes = registration();
            registrations.put(comes);
            assertThat((int) comes.id()).as("its place").isEqualTo(1);
            registrations.remove(comes);
            registrations.remove(comes);
        }
        assertThat(registrations.find(stays.id())).isSameAs(stays);
    }

    @Test
    void trap40_reusedSlotDoesNotMatchTheOldId() throws Exception {
        var before = registration();
        registrations.put(before);
        registrations.remove(before);
        var after = registration();
        registrations.put(after);
        assertThat((int) after.id()).isEqualTo((int) before.id());
        assertThat(registrations.find(before.id())).isNull();
        assertThat(registrations.find(after.id())).isSameAs(after);
    }

    @Test
    void findIsSafeWhileTheTableGrows() throws Exception {
        var first = registration();
        registrations.put(first);
        var over = new AtomicBoolean();
        var reader = ThreadedCall.onPlatformThread(() -> {
            int missed = 0;
            while (!over.get()) {
                missed += registrations.find(first.id()) == first ? 0 : 1;
                missed += registrations.find(Long.MAX_VALUE) == null ? 0 : 1;
            }
            return missed;
        });
        var all = new ArrayList<Registration>();
        for (int i = 0; i < 200_000; i++) {
            all.add(registration());
            registrations.put(all.get(i));
        }
        over.set(true);
        assertThat(reader.result()).isZero();
        assertThat(all).allMatch(each -> registrations.find(each.id()) == each);
    }
}
