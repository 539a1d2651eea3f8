package io.sockeye.bindings.trace;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes each call as one JSON object on a line of its own: {@code tid}, {@code thread}, {@code start} and {@code nanos}
 * in nanoseconds, {@code call}, {@code arguments} as strace shows them, {@code result}, {@code errno} if it failed, and
 * {@code text}, which is strace's line.
 */
public final class JsonFormat implements Consumer<TracedCall> {
    private final PrintStream out;

    /**
     * Writes to {@code out}, which stays the caller's to close.
     *
     * @param out whose {@link PrintStream#checkError} says if it failed
     */
    public JsonFormat(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(TracedCall call) {
        var arguments = call.arguments().stream().map(Json::quoted).collect(Collectors.joining(","));
        var errno = call.errno() == 0 ? "" : ",\"errno\":" + Json.quoted(call.errnoName());
        out.println("{\"tid\":" + call.tid() + ",\"thread\":" + Json.quoted(call.thread().getName())
                + ",\"start\":" + call.start() + ",\"nanos\":" + call.nanos()
                + ",\"call\":" + Json.quoted(call.name()) + ",\"arguments\":[" + arguments + "]"
                + ",\"result\":" + call.result() + errno + ",\"text\":" + Json.quoted(call.text()) + "}");
    }
}
