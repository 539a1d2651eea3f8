package io.sockeye.bindings.internal;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of C's constants, read by reflection from the {@code …Constants} classes that hold them, so that none is typed
 * twice. Immutable. Make one where the first name is needed, not before: a program may never need it.
 */
public final class ConstantNames {
    private final Map<Integer, String> names;
    private final String unknown;

    private ConstantNames(Map<Integer, String> names, String unknown) {
        this.names = names;
        this.unknown = unknown;
    }

    /**
     * All constants whose names match, for {@link #name}.
     *
     * @param constants the class that has them
     * @param names a regular expression. Of two names for one value the first in the class counts
     * @return the names, the smallest unsigned value first
     */
    public static ConstantNames of(Class<?> constants, String names) {
        return of("???", constants, names);
    }

    /**
     * All constants whose names match.
     *
     * @param unknown what strace prints for any other value: {@code MSG_???}
     * @param constants the class that has them
     * @param names a regular expression. Of two names for one value the first in the class counts
     * @return the names, the smallest unsigned value first
     */
    public static ConstantNames of(String unknown, Class<?> constants, String names) {
        var pattern = Pattern.compile(names);
        return named(unknown, fields(constants)
                .filter(field -> pattern.matcher(field.getName()).matches())
                .sorted(Comparator.comparingLong(field -> Integer.toUnsignedLong(value(field))))
                .toList());
    }

    /**
     * The single bits among the constants whose names match: what a flags argument is made of.
     *
     * @param unknown as for {@link #of(String, Class, String)}
     * @param constants the class that has them
     * @param names a regular expression
     * @return the names
     */
    public static ConstantNames bits(String unknown, Class<?> constants, String names) {
        var all = of(unknown, constants, names);
        all.names.keySet().removeIf(value -> Integer.bitCount(value) != 1);
        return all;
    }

    /**
     * These constants in this order, which is strace's.
     *
     * @param unknown as for {@link #of(String, Class, String)}
     * @param constants the class that has them
     * @param names their names
     * @return the names
     */
    public static ConstantNames listed(String unknown, Class<?> constants, String... names) {
        var fields = new ArrayList<Field>();
        for (var name : names) {
            fields.add(fields(constants)
                    .filter(field -> field.getName().equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(constants + " has no " + name)));
        }
        return named(unknown, fields);
    }

    /**
     * The same names, but for one.
     *
     * @param name as it is here
     * @param other as it is to be: strace's name for it
     * @return a copy
     */
    public ConstantNames renamed(String name, String other) {
        var copy = new LinkedHashMap<>(names);
        copy.replaceAll((_, old) -> old.equals(name) ? other : old);
        return new ConstantNames(copy, unknown);
    }

    private static ConstantNames named(String unknown, List<Field> fields) {
        return new ConstantNames(
                fields.stream().collect(Collectors.toMap(
                        ConstantNames::value, Field::getName, (first, _) -> first, LinkedHashMap::new)),
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

    /**
     * Whether a value has a name.
     *
     * @param value of a constant, or any other
     * @return false for any other
     */
    public boolean has(int value) {
        return names.containsKey(value);
    }

    /**
     * The name of a value in a message.
     *
     * @param value of a constant, or any other
     * @return {@code "AF_INET"}; the number in digits where it has no name
     */
    public String name(int value) {
        var name = names.get(value);
        return name == null ? Integer.toString(value) : name;
    }

    /**
     * One value as strace prints it.
     *
     * @param value of a constant, or any other
     * @return {@code AF_INET}, or {@code 0x63 /* AF_??? *}{@code /}
     */
    public String one(int value) {
        var name = names.get(value);
        return name == null ? "0x" + Integer.toHexString(value) + " /* " + unknown + " */" : name;
    }

    /**
     * Flags as strace prints them. Bits without a name come last, as a number.
     *
     * @param value any bits
     * @return {@code MSG_PEEK|MSG_DONTWAIT}, or 0
     */
    public String flags(int value) {
        return value == 0 ? "0" : flagsAfter(new ArrayList<>(), value);
    }

    /**
     * Flags that follow something that is no flag.
     *
     * @param first {@code SOCK_STREAM}, {@code O_RDONLY}
     * @param value any bits
     * @return {@code SOCK_STREAM|SOCK_CLOEXEC}
     */
    public String flagsAfter(String first, int value) {
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
