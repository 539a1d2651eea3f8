package io.sockeye.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program for {@link NativeAccessTest}. Without arguments it makes two calls twice. Otherwise it uses each constructor and
 * static method of the classes that are named, twice, where it expects that no call can be made.
 */
final class NativeAccessProgram {
    private static final MemorySegment MEMORY = Arena.global().allocate(4096);

    private NativeAccessProgram() {}

    public static void main(String[] classes) throws ClassNotFoundException {
        if (classes.length == 0) {
            print("close", () -> FileSyscalls.close(-1));
            print("listen", () -> SocketSyscalls.listen(-1, 0));
        }
        for (var name : classes) {
            var type = Class.forName(name);
            Stream.concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods()))
                    .filter(member -> Modifier.isPublic(member.getModifiers()))
                    .filter(member -> !(member instanceof Method) || Modifier.isStatic(member.getModifiers()))
                    .forEach(member -> print(name + "." + member.getName(), () -> use(member)));
        }
    }

    private static @Nullable Object use(Executable member) throws Exception {
        var arguments = Arrays.stream(member.getParameterTypes()).map(NativeAccessProgram::any).toArray();
        return member instanceof Method method
                ? method.invoke(null, arguments)
                : ((Constructor<?>) member).newInstance(arguments);
    }

    /** Large enough for every check of a bound, and a process or a descriptor that nothing happens to. */
    private static @Nullable Object any(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        return type.isInstance(MEMORY) ? MEMORY : Arena.global();
    }

    private static void print(String what, Callable<@Nullable Object> attempt) {
        System.out.println(what + "\t" + outcome(attempt) + "\t" + outcome(attempt));
    }

    private static String outcome(Callable<@Nullable Object> attempt) {
        try {
            var result = attempt.call();
            return result instanceof Number number ? number.toString() : "done";
        } catch (InvocationTargetException e) {
            return e.getCause() + "";
        } catch (Exception | LinkageError e) {
            return e.toString();
        }
    }
}
