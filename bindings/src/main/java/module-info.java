/**
 * The system calls behind {@code io.sockeye}, one static method each, on ints and memory segments.
 *
 * <p>This module is the only one that needs native access; JEP 472. Start Java with
 * {@code --enable-native-access=io.sockeye.bindings}, or {@code ALL-UNNAMED} on the class path. Without the flag the JVM's
 * policy decides: {@code --illegal-native-access=warn}, the default, prints a warning of the JVM, {@code allow} prints
 * nothing, and {@code deny} makes every call throw an {@link UnsatisfiedLinkError} that names the flag.
 *
 * <p>Module java.base is all that it needs at run time. With jdk.jfr the calls can be events of JFR.
 */
@SuppressWarnings("module") // io.sockeye is built after this module, so javac cannot see it here.
module io.sockeye.bindings {
    requires static jdk.jfr;
    requires static org.jspecify;

    exports io.sockeye.bindings;
    exports io.sockeye.bindings.trace;
    exports io.sockeye.bindings.internal to
            io.sockeye;
}
