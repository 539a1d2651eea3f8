package io.sockeye.bindings.trace;

import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Intercepts the calls while a recording of JFR has one of the events enabled. Loaded only where module jdk.jfr is there:
 * all that mentions its types is here and in {@link CallEvent}.
 */
final class JfrRecorder implements Recorder, FlightRecorderListener {
    private static final List<Class<? extends CallEvent>> EVENTS = List.of(
            CallEvent.Socket.class, CallEvent.Wait.class, CallEvent.File.class, CallEvent.EventCall.class,
            CallEvent.Other.class);

    private JfrRecorder() {}

    static boolean isInitialized() {
        return FlightRecorder.isInitialized();
    }

    static void start() {
        var recorder = new JfrRecorder();
        FlightRecorder.addListener(recorder);
        recorder.update();
    }

    @Override
    public @Nullable Recorded begin(KernelCall.Family family) {
        var event = switch (family) {
            case SOCKET -> new CallEvent.Socket();
            case WAIT -> new CallEvent.Wait();
            case FILE -> new CallEvent.File();
            case EVENT -> new CallEvent.EventCall();
            case OTHER -> new CallEvent.Other();
        };
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        update();
    }

    private void update() {
        Trace.record(EVENTS.stream().map(EventType::getEventType).anyMatch(EventType::isEnabled) ? this : null);
    }
}
