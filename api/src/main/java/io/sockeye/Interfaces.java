package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ENODEV;
import static io.sockeye.bindings.NameConstants.IF_NAMESIZE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.bindings.IfNameindex;
import io.sockeye.bindings.NameSyscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Network interfaces and their indexes, which are the scope IDs of IPv6; if_nametoindex(3), if_nameindex(3). Thread-safe. */
public final class Interfaces {
    private Interfaces() {}

    /**
     * A network interface.
     *
     * @param number the index, at least 1
     * @param name {@code "lo"}, {@code "eth0"}, …
     */
    public record Interface(int number, String name) {}

    /**
     * {@code if_nametoindex(name)}: the index of an interface; if_nametoindex(3).
     *
     * @param name {@code "lo"}, …
     * @return the index
     * @throws ErrnoException ENODEV if there is no such interface
     */
    public static int ifNametoindex(String name) throws ErrnoException {
        if (name.indexOf(0) >= 0) {
            throw ErrnoException.of("if_nametoindex", name.replace('\0', '?'), ENODEV);
        }
        try (var arena = Arena.ofConfined()) {
            int number = NameSyscalls.if_nametoindex(arena.allocateFrom(name, UTF_8));
            if (number < 0) {
                throw ErrnoException.of("if_nametoindex", name, -number);
            }
            return number;
        }
    }

    /**
     * {@code if_indextoname(number)}: the name of an interface; if_indextoname(3).
     *
     * @param number the index, at least 1
     * @return the name
     * @throws ErrnoException ENXIO if there is no such interface
     */
    public static String ifIndextoname(int number) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocate(IF_NAMESIZE);
            int result = NameSyscalls.if_indextoname(number, name);
            if (result < 0) {
                throw ErrnoException.of("if_indextoname", Integer.toString(number), -result);
            }
            return name.getString(0);
        }
    }

    /**
     * {@code if_nameindex()}: all interfaces of this network namespace; if_nameindex(3).
     *
     * @return the interfaces
     * @throws ErrnoException ENOBUFS
     */
    public static List<Interface> ifNameindex() throws ErrnoException {
        long first = NameSyscalls.if_nameindex();
        if (first < 0) {
            throw ErrnoException.of("if_nameindex", "", (int) -first);
        }
        try {
            var all = new ArrayList<Interface>();
            int i = 0;
            for (var entry = IfNameindex.at(first, i); !entry.isEnd(); entry = IfNameindex.at(first, ++i)) {
                all.add(new Interface(entry.number(), entry.name()));
            }
            return List.copyOf(all);
        } finally {
            NameSyscalls.if_freenameindex(MemorySegment.ofAddress(first));
        }
    }
}
