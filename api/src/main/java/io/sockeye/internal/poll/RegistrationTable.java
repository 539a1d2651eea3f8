package io.sockeye.internal.poll;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The registrations of one epoll instance, found by the kernel's 64 bits of data without a search and without an object.
 *
 * <p>The low half is an index into a table, the high half counts up. So the data of a removed registration finds nothing, even
 * when another one has its index. Changed under the instance's lock, read by any thread.
 */
public final class RegistrationTable {
    /** Data that no registration has: their high halves count from 1. */
    public static final long NONE = 0;

    private volatile AtomicReferenceArray<@Nullable Registration> places = new AtomicReferenceArray<>(16);
    private int[] free = new int[16];
    private int freeCount;
    private int used;
    private int generation;

    public void put(Registration registration) {
        int place = freeCount > 0 ? free[--freeCount] : used++;
        if (place == places.length()) {
            grow();
        }
        registration.setId(((long) ++generation << 32) | place);
        places.set(place, registration);
    }

    public void remove(Registration registration) {
        int place = (int) registration.id();
        if (places.compareAndSet(place, registration, null)) {
            free[freeCount++] = place;
        }
    }

    /** Null if it is gone. */
    public @Nullable Registration find(long id) {
        var table = places;
        int place = (int) id;
        // A caller of the floor below may have added descriptors with data of its own to this instance.
        var found = place >= 0 && place < table.length() ? table.get(place) : null;
        return found != null && found.id() == id ? found : null;
    }

    private void grow() {
        var larger = new AtomicReferenceArray<@Nullable Registration>(places.length() * 2);
        for (int i = 0; i < places.length(); i++) {
            larger.set(i, places.get(i));
        }
        places = larger;
        free = Arrays.copyOf(free, larger.length());
    }
}
