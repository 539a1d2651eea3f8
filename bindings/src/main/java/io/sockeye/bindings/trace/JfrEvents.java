package io.sockeye.bindings.trace;

/**
 * The calls as events of the JDK Flight Recorder: {@code io.sockeye.SocketCall}, {@code WaitCall}, {@code FileCall},
 * {@code EventCall} and {@code OtherCall}. They are off by default; {@code docs/sockeye.jfc} enables them. At most 1000
 * of each are recorded per second, unless the recording sets another rate.
 *
 * <p>They are registered by themselves if Java was started with a recording. A program that jcmd is to record later calls
 * {@link #start}.
 *
 * <p>This class mentions no type of jdk.jfr: the verifier would load it, and the module may be missing.
 */
public final class JfrEvents {
    private static boolean started;

    private JfrEvents() {}

    /**
     * Whether Java was started with a recording.
     *
     * @return false where there is no module jdk.jfr
     */
    public static boolean isRecorded() {
        return isThere() && JfrRecorder.isInitialized();
    }

    /**
     * Registers the events for recordings, running and future ones. A second call does nothing.
     *
     * @throws IllegalStateException if there is no module jdk.jfr, which {@code --add-modules jdk.jfr} brings
     */
    public static synchronized void start() {
        if (!isThere()) {
            throw new IllegalStateException("the module jdk.jfr is missing: start Java with --add-modules jdk.jfr");
        }
        if (!started) {
            started = true;
            JfrRecorder.start();
        }
    }

    private static boolean isThere() {
        var module = ModuleLayer.boot().findModule("jdk.jfr");
        return module.isPresent() && JfrEvents.class.getModule().canRead(module.get());
    }
}
