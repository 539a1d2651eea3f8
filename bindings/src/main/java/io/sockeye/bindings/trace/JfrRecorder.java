package io.sockeye.bindings.trace;

import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Looks at the calls for as long as a recording of JFR asks for one of the events. */
final class JfrRecorder implements Recorder, FlightRecorderListener {
    private static final List<Class<? extends CallEvent>> EVENTS = List.of(
            CallEvent.Socket.class, CallEvent.Wait.class, CallEvent.File.class, CallEvent.EventCall.class,
            CallEvent.Other.class);

    @Override
    public @Nullable Recorded begin(Shown.Family family) {
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
        look();
    }

    void look() {
        Trace.record(EVENTS.stream().map(EventType::getEventType).anyMatch(EventType::isEnabled) ? this : null);
    }
}
