package io.sockeye.bindings;

import java.util.function.IntSupplier;

/** What PlatformTest runs in a Java of its own: tells of each class, and of two calls, what became of it. */
final class NativeAccessProgram {
    private NativeAccessProgram() {}

    /** Initialises the classes that the arguments name. */
    public static void main(String[] classes) {
        for (var name : classes) {
            tell(name, () -> initialise(name));
        }
        tell("the first call", () -> FileSyscalls.close(-1));
        tell("the second call", () -> SocketSyscalls.listen(-1, 0));
    }

    private static int initialise(String name) {
        try {
            Class.forName(name);
            return 0;
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void tell(String name, IntSupplier attempt) {
        try {
            System.out.println(name + "\t" + attempt.getAsInt());
        } catch (LinkageError e) {
            System.out.println(name + "\t" + e + (e.getCause() == null ? "" : " because of " + e.getCause()));
        }
    }
}
