package io.sockeye;

import io.sockeye.internal.memory.LayerViolation;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.WatchedSet;
import java.util.List;
import java.util.Optional;

/** Made up for {@link HouseTest}: mentions internal types in each part of a signature, and where they are allowed. */
public abstract class SignatureViolation implements WatchedSet {
    protected Optional<Descriptor> field = Optional.empty();

    final Optional<Descriptor> allowed = Optional.empty();

    protected SignatureViolation(Descriptor descriptor) {}

    SignatureViolation() {}

    public abstract Descriptor result();

    protected abstract void parameter(Descriptor[] descriptors);

    public abstract List<? extends Descriptor> typeArgument();

    public abstract <T extends Descriptor> void typeParameter();

    public abstract void thrown() throws LayerViolation.Thrown;

    abstract Descriptor packagePrivate();

    /** Its name has the word, its package has not. */
    public void internal() {}

    /** Seen by subclasses. */
    protected static class Nested {
        protected Nested() {}

        public void nested(Descriptor descriptor) {}
    }
}
