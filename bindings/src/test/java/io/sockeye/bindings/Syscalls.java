package io.sockeye.bindings;

import io.sockeye.bindings.internal.Downcall;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every call of this floor, by reflection, so that a test cannot forget one. */
final class Syscalls {
    private static final List<Class<?>> CLASSES = List.of(SocketSyscalls.class, MessageSyscalls.class,
            FileSyscalls.class, EventSyscalls.class, EpollSyscalls.class, PollSyscalls.class, SelectSyscalls.class,
            NameSyscalls.class, SystemSyscalls.class, SignalSyscalls.class, InotifySyscalls.class);

    private Syscalls() {}

    /** The public static methods of the {@code …Syscalls} classes. */
    static Stream<Method> methods() {
        return CLASSES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    /** What was linked, once every class that holds a handle is initialised. */
    static List<Downcall> linked() throws ClassNotFoundException {
        for (var type : CLASSES) {
            for (var holder : type.getNestMembers()) {
                Class.forName(holder.getName(), true, holder.getClassLoader());
            }
        }
        return Downcall.linked();
    }
}
