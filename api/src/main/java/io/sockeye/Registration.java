package io.sockeye;

import org.jspecify.annotations.Nullable;

/** One item of one {@link Epoll}: what the kernel's data stands for. It is told when the item is closed. */
final class Registration implements Runnable {
    private final Epoll epoll;
    private final Pollable item;
    private final @Nullable Descriptor owned;
    private final int number;
    private final long token;

    /** The kernel's data; set once, before the kernel gets it. */
    private long id;

    Registration(Epoll epoll, Pollable item, @Nullable Descriptor owned, int number, long token) {
        this.epoll = epoll;
        this.item = item;
        this.owned = owned;
        this.number = number;
        this.token = token;
    }

    Pollable item() {
        return item;
    }

    @Nullable Descriptor owned() {
        return owned;
    }

    int number() {
        return number;
    }

    long token() {
        return token;
    }

    long id() {
        return id;
    }

    void setId(long id) {
        this.id = id;
    }

    @Override
    public void run() {
        epoll.itemCloses(this);
    }
}
