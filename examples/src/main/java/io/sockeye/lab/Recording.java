package io.sockeye.lab;

import java.util.ArrayList;
import java.util.List;

/** What a learner did and saw, step by step: it can be gone through back and forth, and given to somebody else. */
final class Recording {
    /** After so many steps the oldest are forgotten. */
    private static final int MOST = 2_000;

    private final List<Step> steps = new ArrayList<>();

    /** One line of the file. */
    record Step(int number, Scenario.Action action, Scenario.View view) {}

    private int recorded;

    synchronized void add(Scenario.Action action, Scenario.View view) {
        if (steps.size() == MOST) {
            steps.removeFirst();
        }
        steps.add(new Step(++recorded, action, view));
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }
}
