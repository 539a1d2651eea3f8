package io.sockeye.internal.memory;

import io.sockeye.Errno;
import io.sockeye.Socket;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.socket.Sockopt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made up for {@code HouseTest}: each field, parameter and instruction uses a layer above its own. */
public final class LayerViolation {
    private final List<Descriptor> typeArgument = List.of();

    private LayerViolation() {}

    static void parameter(Sockopt @Nullable [] options) {}

    Object instruction(Object object) {
        return object instanceof Socket ? typeArgument : List.of(Nested.EINVAL);
    }

    /** For the signature of a method. */
    public static final class Thrown extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final class Nested {
        static final Errno EINVAL = new Errno(22);
    }
}
