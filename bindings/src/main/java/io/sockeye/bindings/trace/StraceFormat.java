package io.sockeye.bindings.trace;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes each call on a line of its own, as {@code strace -f -T} does: thread, name, arguments, result, seconds. CallTable of
 * several threads come in the order in which they end; strace shows a call that others overtake in two parts.
 */
public final class StraceFormat implements Consumer<TracedCall> {
    /** strace's option {@code -a}. */
    private static final int RESULT_COLUMN = 40;

    private final PrintStream out;

    /**
     * Writes to {@code out}, which stays the caller's to close.
     *
     * @param out whose {@link PrintStream#checkError} says if it failed
     */
    public StraceFormat(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(TracedCall call) {
        var begin = call.tid() + " " + call.name() + "(" + String.join(", ", call.arguments()) + ")";
        out.println(begin + " ".repeat(Math.max(1, RESULT_COLUMN - begin.length())) + "= " + call.resultText()
                + String.format(Locale.ROOT, " <%.6f>", call.nanos() / 1e9));
    }
}
