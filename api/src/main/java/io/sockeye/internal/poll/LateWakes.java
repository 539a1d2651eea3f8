package io.sockeye.internal.poll;

/**
 * Goes on waking the calls of a closed socket where {@link Descriptor#close} has stopped, until all have returned: a call that stalled
 * on its way into the kernel may arrive there at any time.
 */
final class LateWakes implements Runnable {
    private final Descriptor descriptor;
    private final int own;

    /** SAFETY: the number stays open as long as one of the calls to be woken holds its reference, and only then it is shut down. */
    LateWakes(Descriptor descriptor, int own) {
        this.descriptor = descriptor;
        this.own = own;
    }

    /** In a thread of its own; in the calling one if there can be no further thread. */
    void start() {
        var thread = Thread.ofPlatform()
                .name("sockeye-close-" + descriptor)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this);
        descriptor.hold();
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            run();
        }
    }

    @Override
    public void run() {
        try {
            // One reference is held by this.
            while (descriptor.hasBlockedCalls(own + 1)) {
                descriptor.shutdown();
                Backoff.LATE_WAKES.pause();
            }
        } finally {
            descriptor.release();
        }
    }
}
