package io.sockeye;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.bindings.NameSyscalls;
import java.lang.foreign.Arena;

/** Network interfaces and their numbers; if_nametoindex(3). */
final class Interfaces {
    private Interfaces() {}

    static int ifNametoindex(String name) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            int index = NameSyscalls.if_nametoindex(arena.allocateFrom(name, UTF_8));
            if (index < 0) {
                throw ErrnoException.of("if_nametoindex", name, -index);
            }
            return index;
        }
    }
}
