package io.sockeye.lab;

import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON of records, maps, lists, texts, numbers and yes or no; RFC 8259. What a record cannot say is left out by making a map. */
final class Json {
    private Json() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean isSo -> isSo.toString();
            case List<?> list -> list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey().toString()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
            case Record of -> of(components(of));
            default -> quoted(value.toString());
        };
    }

    /** The components of a record by their names. */
    static Map<String, @Nullable Object> components(Record of) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : of.getClass().getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(of));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(component.toString(), e);
            }
        }
        return values;
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
