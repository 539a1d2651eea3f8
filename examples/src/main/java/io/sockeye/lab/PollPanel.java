package io.sockeye.lab;

import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** poll(2): a {@code struct pollfd} for each, with room for the answer. */
final class PollPanel extends Panel {
    /** {@code struct pollfd} is an int and two shorts; the kernel reads it all and writes {@code revents}. */
    private static final int POLLFD_BYTES = 8;

    private static final int REVENTS_BYTES = 2;

    PollPanel() {
        super(Mechanism.POLL);
    }

    @Override
    Kept kept() {
        return new Kept("poll(2): the kernel keeps nothing between two calls", List.of(), null);
    }

    @Override
    Call prepare(List<String> names, int[] numbers) {
        return timeout -> poll(names, numbers, timeout);
    }

    private static Wait poll(List<String> names, int[] numbers, Duration timeout) {
        try (var arena = Arena.ofConfined()) {
            var fds = new PollfdArray(arena, numbers.length);
            var given = new ArrayList<String>();
            for (int i = 0; i < numbers.length; i++) {
                fds.set(i, numbers[i], POLLIN);
                given.add("{fd=" + numbers[i] + ", events=POLLIN}");
            }
            long sleeps = Waits.sleeps();
            int result = PollSyscalls.poll(fds.segment(), numbers.length, (int) timeout.toMillis());
            boolean slept = Waits.sleeps() > sleeps;
            var cells = new ArrayList<Wait.Cell>();
            var ready = new ArrayList<String>();
            var answers = new ArrayList<String>();
            for (int i = 0; i < numbers.length; i++) {
                int revents = fds.revents(i);
                cells.add(Wait.Cell.of(
                        "fd=" + numbers[i] + " events=POLLIN", "revents=0",
                        "revents=" + Waits.events(revents, "POLL")));
                if (revents != 0) {
                    ready.add(names.get(i));
                    answers.add("{fd=" + numbers[i] + ", revents=" + Waits.events(revents, "POLL") + "}");
                }
            }
            return new Wait(
                    "poll([" + String.join(", ", given) + "], " + numbers.length + ", " + timeout.toMillis() + ") = "
                            + Waits.result(result, result > 0 ? "[" + String.join(", ", answers) + "]" : "Timeout"),
                    result,
                    "struct pollfd",
                    cells,
                    (long) numbers.length * POLLFD_BYTES,
                    result < 0 ? 0 : (long) numbers.length * REVENTS_BYTES,
                    result > 0 ? numbers.length : 0,
                    ready,
                    slept);
        }
    }
}
