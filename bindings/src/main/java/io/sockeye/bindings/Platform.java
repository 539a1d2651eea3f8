package io.sockeye.bindings;

/** What must hold before the first call. */
final class Platform {
    private Platform() {}

    /** Refuses to start where the generated layouts are not those of the machine, or where Java forbids native calls. */
    static void check() {
        requireLinuxOnX86(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        requireNativeAccess(Platform.class.getModule());
    }

    static void requireLinuxOnX86(String system, String cpu) {
        if (!system.equals("Linux")) {
            throw new UnsatisfiedLinkError("Sockeye calls the sockets of Linux; this is " + system + ".");
        }
        if (!cpu.equals("amd64")) {
            throw new UnsatisfiedLinkError("Sockeye has the layouts of Linux on amd64 only; this is " + cpu
                    + ". What is missing is bindings/src/generated for " + cpu
                    + " and an ABI test that passes there: see native/.");
        }
    }

    static void requireNativeAccess(Module module) {
        if (!module.isNativeAccessEnabled()) {
            throw new UnsatisfiedLinkError(
                    "Sockeye may not call the C library: native access is not enabled. Start Java"
                            + " with --enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
        }
    }
}
