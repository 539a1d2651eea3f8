package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChildTest {
    @Test
    void aLineIsAnsweredByALine() throws Exception {
        try (var child = new Child(List.of("cat"))) {
            child.tell("moved 1 2");
            assertThat(child.answer("moved")).containsExactly(1, 2);
            child.finish();
        }
    }

    @Test
    void anotherAnswerIsRefused() throws Exception {
        try (var child = new Child(List.of("cat"))) {
            child.tell("movedNot 1");
            assertThatThrownBy(() -> child.answer("moved")).hasMessageContaining("movedNot 1");
        }
    }

    @Test
    void aProgramThatEndsWithoutAnAnswerIsNoticed() throws Exception {
        try (var child = new Child(List.of("true"))) {
            assertThatThrownBy(() -> child.answer("moved")).hasMessageContaining("and not moved");
        }
    }

    @Test
    void aProgramThatFailsIsNoticed() throws Exception {
        try (var child = new Child(List.of("false"))) {
            assertThatThrownBy(child::finish).hasMessage("[false] did not end with 0");
        }
    }
}
