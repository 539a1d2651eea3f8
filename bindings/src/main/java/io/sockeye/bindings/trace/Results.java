package io.sockeye.bindings.trace;

import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.FileConstants.F_GETFL;

import io.sockeye.bindings.generated.pollfd;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

/** What strace writes behind a result. */
final class Results {
    private static final String TIMEOUT = " (Timeout)";

    private Results() {}

    /** The number itself; fcntl(2) has flags for results. */
    static String number(String call, Values values) {
        int command = call.equals("fcntl") ? values.integer(1) : -1;
        boolean hexadecimal = command == F_GETFD || command == F_GETFL;
        return hexadecimal ? Structs.hex((int) values.result()) : Long.toString(values.result());
    }

    static String fcntl(Values call) {
        int flags = (int) call.result();
        if (call.failed()) {
            return "";
        }
        if (call.integer(1) == F_GETFL) {
            return " (flags " + Files.open(flags) + ")";
        }
        return call.integer(1) == F_GETFD && flags != 0 ? " (flags " + Files.DESCRIPTOR.flags(flags) + ")" : "";
    }

    static String polled(Values call) {
        if (call.failed()) {
            return "";
        }
        if (call.result() == 0) {
            return TIMEOUT;
        }
        var ready = new ArrayList<String>();
        for (long i = 0; i < call.number(1); i++) {
            var entry = Memory.copy(call.memory(0).asSlice(i * pollfd.sizeof(), pollfd.sizeof()));
            if (pollfd.revents(entry) != 0) {
                ready.add(Structs.polled(entry));
            }
        }
        return " ([" + String.join(", ", ready) + "]" + ")";
    }

    static String selected(Values call) {
        if (call.failed()) {
            return "";
        }
        if (call.result() == 0) {
            return TIMEOUT;
        }
        var parts = new ArrayList<String>();
        String[] names = {"in", "out", "except"};
        for (int set = 0; set < names.length; set++) {
            if (!call.isNull(set + 1)) {
                var bits = Structs.fdSet(Memory.copy(call.memory(set + 1)), call.integer(0));
                if (!bits.equals("[]")) {
                    parts.add(names[set] + " " + bits);
                }
            }
        }
        return " (" + String.join(", ", parts) + ")";
    }

    static String left(Values call) {
        return call.failed() || call.isNull(4) ? "" : " (left " + left(Memory.copy(call.memory(4))) + ")";
    }

    private static String left(MemorySegment time) {
        return Structs.timespec(time);
    }
}
