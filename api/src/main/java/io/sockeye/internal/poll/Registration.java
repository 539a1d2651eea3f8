package io.sockeye.internal.poll;

import io.sockeye.Pollable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One item of one epoll instance: what the kernel's 64 bits of data stand for. It is the close listener of the item. */
public final class Registration implements Runnable {
    private final Consumer<Registration> itemCloses;
    private final Pollable item;
    private final @Nullable Descriptor owned;
    private final int number;
    private final long token;

    /** The kernel's data; set once, before the kernel gets it. */
    private long id;

    /** {@code owned} is the counted descriptor of {@code item}; null for a user's own kind. */
    public Registration(
            Consumer<Registration> itemCloses, Pollable item, @Nullable Descriptor owned, int number, long token) {
        this.itemCloses = itemCloses;
        this.item = item;
        this.owned = owned;
        this.number = number;
        this.token = token;
    }

    public Pollable item() {
        return item;
    }

    public @Nullable Descriptor owned() {
        return owned;
    }

    public int number() {
        return number;
    }

    public long token() {
        return token;
    }

    public long id() {
        return id;
    }

    void setId(long id) {
        this.id = id;
    }

    @Override
    public void run() {
        itemCloses.accept(this);
    }
}
