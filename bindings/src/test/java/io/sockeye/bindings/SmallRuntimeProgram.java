package io.sockeye.bindings;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;

import io.sockeye.bindings.trace.JfrEvents;
import io.sockeye.bindings.trace.Trace;
import io.sockeye.bindings.trace.TracedCall;
import java.lang.foreign.Arena;

/** A program for {@link SmallRuntimeTest}: calls, a trace, and what is said of JFR. */
final class SmallRuntimeProgram {
    private SmallRuntimeProgram() {}

    public static void main(String[] arguments) {
        echo();
        try (var _ = Trace.to(SmallRuntimeProgram::print)) {
            SocketSyscalls.listen(-1, 0);
        }
        System.out.println("recorded: " + JfrEvents.isRecorded());
        try {
            JfrEvents.start();
            System.out.println("JFR is there");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void echo() {
        try (var arena = Arena.ofConfined()) {
            var pair = arena.allocate(8);
            var bytes = arena.allocateFrom("hello");
            SocketSyscalls.socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
            SocketSyscalls.send(pair.get(Downcalls.INT, 0), bytes, 6, 0);
            bytes.fill((byte) 0);
            SocketSyscalls.recv(pair.get(Downcalls.INT, 4), bytes, 6, 0);
            System.out.println(bytes.getString(0));
        }
    }

    private static void print(TracedCall call) {
        System.out.println(call.text());
    }
}
