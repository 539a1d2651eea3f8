package io.sockeye.bindings;

import org.jspecify.annotations.Nullable;

/**
 * Whether calls can be made here: on this system and CPU, and by the JVM's policy for native access (JEP 472).
 *
 * <p>The policy decides: with {@code --illegal-native-access=allow} nothing is said, with {@code warn}, the default, the JVM
 * prints its own warning, and with {@code deny} every call fails with the flag to add. No static initializer of this module
 * fails for such a reason, because it would fail only once: every later use of its class would be a
 * {@link NoClassDefFoundError} that does not say why.
 */
final class Platform {
    /** Why no call can be made; null if calls can be made. */
    private static final @Nullable String REFUSAL = refusal();

    private Platform() {}

    /**
     * Comes before every use of a generated layout, and before each call is linked.
     *
     * @throws UnsatisfiedLinkError each time, where no call can be made
     */
    static void check() {
        if (REFUSAL != null) {
            throw new UnsatisfiedLinkError(REFUSAL);
        }
    }

    private static @Nullable String refusal() {
        var machine = refusalOf(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        return machine != null || Downcalls.isNativeAccessAllowed() ? machine : refusalOf(Platform.class.getModule());
    }

    static @Nullable String refusalOf(String system, String cpu) {
        if (!system.equals("Linux")) {
            return "Sockeye calls the sockets of Linux; this is " + system + ".";
        }
        return cpu.equals("amd64")
                ? null
                : "Sockeye has the layouts of Linux on amd64 only; this is " + cpu
                        + ". What is missing is bindings/src/generated for " + cpu
                        + " and an ABI test that passes there: see native/.";
    }

    static String refusalOf(Module module) {
        return "Sockeye may not call the C library: native access is denied. Start Java with --enable-native-access="
                + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }
}
