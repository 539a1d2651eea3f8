package io.sockeye.bindings.trace;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes a file that Perfetto and {@code chrome://tracing} open: a row for each thread, on it a bar for each call, as long
 * as the call took. It is the "JSON Array Format" of the Trace Event Format.
 */
public final class ChromeFormat implements Consumer<TracedCall>, AutoCloseable {
    private final PrintStream out;
    private final long pid = ProcessHandle.current().pid();

    // Guarded by this.
    private final Set<Integer> named = new HashSet<>();
    private boolean begun;
    private boolean closed;

    /**
     * Writes to {@code out}, which stays the caller's to close.
     *
     * @param out whose {@link PrintStream#checkError} says if it failed
     */
    public ChromeFormat(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(TracedCall call) {
        int tid = call.tid();
        var thread = call.thread();
        var event = "{\"ph\":\"X\",\"name\":" + Json.quoted(call.name()) + ",\"cat\":"
                + Json.quoted(call.family().name().toLowerCase(Locale.ROOT)) + ",\"ts\":" + microseconds(call.start())
                + ",\"dur\":" + microseconds(call.nanos()) + ",\"pid\":" + pid + ",\"tid\":" + tid
                + ",\"args\":{\"call\":" + Json.quoted(call.text()) + ",\"thread\":" + Json.quoted(thread.getName())
                + "}}";
        synchronized (this) {
            if (named.add(tid)) {
                // Of a virtual thread tid is the carrier, which runs others, too.
                var name = thread.isVirtual() ? "carrier" : thread.getName();
                write("{\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":" + pid + ",\"tid\":" + tid
                        + ",\"args\":{\"name\":" + Json.quoted(name) + "}}");
            }
            write(event);
        }
    }

    /** Ends the file. CallTable that come later are dropped. */
    @Override
    public synchronized void close() {
        if (!closed) {
            out.println(begun ? "\n]" : "[]");
            closed = true;
        }
    }

    private synchronized void write(String event) {
        if (!closed) {
            out.print((begun ? ",\n" : "[\n") + event);
            begun = true;
        }
    }

    private static String microseconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e3);
    }
}
