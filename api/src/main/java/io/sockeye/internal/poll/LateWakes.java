package io.sockeye.internal.poll;

/**
 * Goes on waking the calls of a closed socket where {@link Descriptor#close} has stopped, until all have returned: a call that stalled
 * on its way into the kernel may arrive there at any time.
 */
final class LateWakes implements Runnable {
    private final Descriptor descriptor;

    LateWakes(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** In a thread of its own; in the calling one if there can be no further thread. */
    void start() {
        try {
            Thread.ofPlatform()
                    .name("sockeye-close-" + descriptor)
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .start(this);
        } catch (OutOfMemoryError noThread) {
            run();
        }
    }

    @Override
    public void run() {
        // SAFETY: between two shutdowns no reference is held, so the number is free as soon as the last call has returned.
        while (descriptor.holdIfInUse()) {
            try {
                descriptor.shutdown();
            } finally {
                descriptor.release();
            }
            Backoff.LATE_WAKES.pause();
        }
    }
}
