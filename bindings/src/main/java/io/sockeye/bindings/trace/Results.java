package io.sockeye.bindings.trace;

import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.FileConstants.F_GETFL;

import io.sockeye.bindings.generated.pollfd;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

/** The comment that strace prints after a result. */
final class Results {
    private static final String TIMEOUT = " (Timeout)";

    private Results() {}

    /** The number itself; fcntl(2) has flags for results. */
    static String number(String call, CallArguments values) {
        int command = call.equals("fcntl") ? values.integer(1) : -1;
        boolean hexadecimal = command == F_GETFD || command == F_GETFL;
        return hexadecimal ? StructArguments.hex((int) values.result()) : Long.toString(values.result());
    }

    static String fcntl(CallArguments call) {
        int flags = (int) call.result();
        if (call.failed()) {
            return "";
        }
        if (call.integer(1) == F_GETFL) {
            return " (flags " + FileArguments.open(flags) + ")";
        }
        return call.integer(1) == F_GETFD && flags != 0 ? " (flags " + FileArguments.DESCRIPTOR.flags(flags) + ")" : "";
    }

    static String polled(CallArguments call) {
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
                ready.add(StructArguments.polled(entry));
            }
        }
        return " ([" + String.join(", ", ready) + "]" + ")";
    }

    static String selected(CallArguments call) {
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
                var bits = StructArguments.fdSet(Memory.copy(call.memory(set + 1)), call.integer(0));
                if (!bits.equals("[]")) {
                    parts.add(names[set] + " " + bits);
                }
            }
        }
        return " (" + String.join(", ", parts) + ")";
    }

    static String left(CallArguments call) {
        return call.failed() || call.isNull(4) ? "" : " (left " + left(Memory.copy(call.memory(4))) + ")";
    }

    private static String left(MemorySegment time) {
        return StructArguments.timespec(time);
    }
}
