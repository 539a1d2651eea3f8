/**
 * The system calls behind {@code io.sockeye}, one static method each, on ints and memory segments.
 *
 * <p>This module is the only one that needs native access: start Java with
 * {@code --enable-native-access=io.sockeye.bindings}.
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
