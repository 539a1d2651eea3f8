package io.sockeye.bindings;

import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.sockeye.bindings.generated.linux_h;

/** What jextract generated, read by reflection, so that a test cannot forget any of it. */
final class GeneratedFloor {

    static final Path SOURCES = Path.of("bindings/src/generated/java");

    private GeneratedFloor() {}

    /** The name of every constant, function, struct, union and typedef. */
    static List<String> names() throws IOException {
        var names = new ArrayList<>(constants().keySet());
        // A function is a private class that holds its handle, or a public one where it is variadic.
        functions().forEach(names::add);
        types().filter(GeneratedFloor::hasLayout).map(Class::getSimpleName).forEach(names::add);
        return names;
    }

    private static Stream<String> functions() {
        return Arrays.stream(linux_h.class.getDeclaredClasses()).map(Class::getSimpleName);
    }

    /** Every constant by its name. jextract makes a method without parameters of it. */
    static Map<String, Long> constants() {
        var constants = new TreeMap<String, Long>();
        var functions = functions().toList();
        for (var method : linux_h.class.getDeclaredMethods()) {
            var isNumber = method.getReturnType() == int.class || method.getReturnType() == long.class;
            // getpid() looks like a constant; jextract makes a class of its name too.
            if (isNumber && isPublicStatic(method) && method.getParameterCount() == 0
                    && !functions.contains(method.getName())) {
                constants.put(method.getName(), ((Number) call(method)).longValue());
            }
        }
        return constants;
    }

    /** Size, alignment and the fields' sizes and offsets of every struct and union, under the keys of the ABI probe. */
    static Map<String, Long> layouts() throws IOException {
        var layouts = new TreeMap<String, Long>();
        types().flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .filter(GeneratedFloor::hasLayout)
                .forEach(type -> addLayouts(type, layouts));
        return layouts;
    }

    /** The generated classes, one for each file. */
    private static Stream<Class<?>> types() throws IOException {
        try (var files = Files.walk(AbiProbe.root().resolve(SOURCES))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .<Class<?>>map(file -> load(file.substring(0, file.length() - ".java".length())))
                    .toList()
                    .stream();
        }
    }

    private static void addLayouts(Class<?> type, Map<String, Long> layouts) {
        var name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        var layout = (MemoryLayout) call(type, "layout");
        layouts.put("sizeof." + name, layout.byteSize());
        layouts.put("alignof." + name, layout.byteAlignment());
        for (var method : type.getDeclaredMethods()) {
            if (method.getName().endsWith("$offset")) {
                var field = method.getName().substring(0, method.getName().length() - "$offset".length());
                var fieldLayout = (MemoryLayout) call(type, field + "$layout");
                layouts.put("offsetof." + name + "." + field, (Long) call(method));
                layouts.put("sizeof." + name + "." + field, fieldLayout.byteSize());
            }
        }
    }

    private static boolean isPublicStatic(Method method) {
        return Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers());
    }

    private static boolean hasLayout(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.getName().equals("layout"));
    }

    private static Class<?> load(String simpleName) {
        try {
            return Class.forName(linux_h.class.getPackageName() + "." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(simpleName, e);
        }
    }

    private static Object call(Class<?> type, String method) {
        try {
            return call(type.getDeclaredMethod(method));
        } catch (NoSuchMethodException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static Object call(Method method) {
        try {
            return method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }
}
