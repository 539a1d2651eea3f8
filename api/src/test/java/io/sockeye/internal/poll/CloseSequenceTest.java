package io.sockeye.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A close runs all of its steps, whichever of them fail. */
class CloseSequenceTest {
    @Test
    void allStepsRunAndTheFirstFailureSuppressesTheOthers() {
        var steps = new ArrayList<String>();
        var first = new IllegalStateException("first");
        var second = new StackOverflowError("second");
        assertThatThrownBy(() -> CloseSequence.run(
                () -> steps.add("a"),
                () -> {
                    throw first;
                },
                () -> steps.add("b"),
                () -> {
                    throw second;
                },
                () -> steps.add("c")))
                .isSameAs(first)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(second));
        assertThat(steps).containsExactly("a", "b", "c");
    }

    @Test
    void nothingIsThrownIfNoStepFails() {
        var closed = new ArrayList<Integer>();
        CloseSequence.forEach(List.of(1, 2, 3), closed::add);
        assertThat(closed).containsExactly(1, 2, 3);
    }
}
