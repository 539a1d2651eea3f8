package io.sockeye.internal.socket;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The names of C's constants, for messages. They are read off the classes that hold them, so none is typed twice. */
public final class Symbols {
    private final Map<Integer, String> names = new HashMap<>();

    /** The constants of {@code holder} that start with {@code prefix}, less those that are second names or flags. */
    public Symbols(Class<?> holder, String prefix, String... left) {
        this(holder, name -> name.startsWith(prefix) && !List.of(left).contains(name));
    }

    /** The constants of {@code holder} with names that {@code which} takes. */
    public Symbols(Class<?> holder, Predicate<String> which) {
        Arrays.stream(holder.getFields())
                .filter(field -> which.test(field.getName()))
                .forEach(field -> {
                    try {
                        names.put(field.getInt(null), field.getName());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException("public constants can be read", e);
                    }
                });
    }

    /** The name, or the number in digits where it has none. */
    public String name(int number) {
        return names.getOrDefault(number, Integer.toString(number));
    }
}
