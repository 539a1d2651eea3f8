package io.sockeye.bindings.trace;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers and their names, out of the {@code …Constants} classes. */
final class Names {
    private final Map<Integer, String> names;
    private final String unknown;

    private Names(Map<Integer, String> names, String unknown) {
        this.names = names;
        this.unknown = unknown;
    }

    /**
     * All constants whose names match, the smallest first. Of two with one value the first counts.
     *
     * @param unknown what strace says of any other: {@code MSG_???}
     * @param names a regular expression
     */
    static Names of(String unknown, Class<?> constants, String names) {
        return named(unknown, fields(constants)
                .filter(field -> field.getName().matches(names))
                .sorted(Comparator.comparingLong(field -> Integer.toUnsignedLong(value(field))))
                .toList());
    }

    /** The single bits among them: what a flags argument is made of. */
    static Names bits(String unknown, Class<?> constants, String names) {
        var all = of(unknown, constants, names);
        all.names.keySet().removeIf(value -> Integer.bitCount(value) != 1);
        return all;
    }

    /** These constants, in this order, which is strace's. */
    static Names listed(String unknown, Class<?> constants, String... names) {
        var fields = new ArrayList<Field>();
        for (var name : names) {
            fields.add(fields(constants)
                    .filter(field -> field.getName().equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(constants + " has no " + name)));
        }
        return named(unknown, fields);
    }

    /** The same, but one of them is called as strace calls it. */
    Names renamed(String name, String inStrace) {
        names.replaceAll((_, old) -> old.equals(name) ? inStrace : old);
        return this;
    }

    private static Names named(String unknown, List<Field> fields) {
        return new Names(
                fields.stream().collect(Collectors.toMap(
                        Names::value, Field::getName, (first, _) -> first, LinkedHashMap::new)),
                unknown);
    }

    private static Stream<Field> fields(Class<?> constants) {
        return Arrays.stream(constants.getFields()).filter(field -> field.getType() == int.class);
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("the constants are public", e);
        }
    }

    boolean has(int value) {
        return names.containsKey(value);
    }

    /** {@code AF_INET}, or {@code 0x63 /* AF_??? *}{@code /}. */
    String one(int value) {
        var name = names.get(value);
        return name == null ? "0x" + Integer.toHexString(value) + " /* " + unknown + " */" : name;
    }

    /** {@code MSG_PEEK|MSG_DONTWAIT}, or 0. What has no name comes last, as a number. */
    String flags(int value) {
        return value == 0 ? "0" : flagsAfter(new ArrayList<>(), value);
    }

    /** Flags that stand behind {@code first}, which is no flag: {@code SOCK_STREAM}, {@code O_RDONLY}. */
    String flagsAfter(String first, int value) {
        var text = new ArrayList<String>();
        text.add(first);
        return flagsAfter(text, value);
    }

    private String flagsAfter(List<String> text, int value) {
        int rest = value;
        boolean known = !text.isEmpty();
        for (var flag : names.entrySet()) {
            if (flag.getKey() != 0 && (rest & flag.getKey()) == flag.getKey()) {
                text.add(flag.getValue());
                rest &= ~flag.getKey();
                known = true;
            }
        }
        if (rest != 0) {
            text.add("0x" + Integer.toHexString(rest) + (known ? "" : " /* " + unknown + " */"));
        }
        return String.join("|", text);
    }
}
