package io.sockeye.lab;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A common belief about the kernel, and the experiment that shows what the kernel does. The lab asks first, then runs, then
 * explains.
 *
 * @param name for {@code ./sockeye lab myth NAME}
 * @param belief what is believed
 * @param seen where it was seen
 * @param question what to predict
 * @param explanation why it is as it is
 * @param experiment makes the calls
 */
record Myth(String name, String belief, String seen, Question question, Explanation explanation,
        Experiment experiment) {
    /**
     * What to predict before the experiment.
     *
     * @param text the question
     * @param right the right answer, counted from 1 as a reader sees it
     * @param answers two to four
     */
    record Question(String text, int right, List<String> answers) {
        Question(String text, int right, String... answers) {
            this(text, right, List.of(answers));
        }
    }

    /**
     * What the experiment has shown, and what can only be read.
     *
     * @param text some sentences
     * @param page of the manual, as {@code epoll(7)}
     * @param section of that page
     */
    record Explanation(String text, String page, String section) {
        String manual() {
            return page + ", \"" + section + "\"";
        }
    }

    /** Makes real calls, and returns what came of them. */
    @FunctionalInterface
    interface Experiment {
        Facts run(Workbench bench) throws Exception;
    }

    /**
     * What one run has shown.
     *
     * @param transcript the calls, and what they are for
     * @param facts what they showed
     */
    record Outcome(List<Transcript.Line> transcript, Facts facts) {}

    /** Runs the experiment on a platform thread of its own: on a virtual one the calls would be others. */
    Outcome run() throws IOException, InterruptedException {
        var task = new FutureTask<>(this::observe);
        Thread.ofPlatform().name("myth " + name).daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            // What it threw is its own fault or the system's; the reader has to know which myth it was.
            throw new IOException("myth " + name + ": " + e.getMessage(), e);
        }
    }

    private Outcome observe() throws Exception {
        try (var bench = new Workbench()) {
            var facts = experiment.run(bench);
            return new Outcome(bench.transcript.lines(), facts);
        }
    }
}
