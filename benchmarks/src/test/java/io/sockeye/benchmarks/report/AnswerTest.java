package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.Effort;
import io.sockeye.benchmarks.SupportQuestion;
import io.sockeye.benchmarks.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Headline AGAINST_NIO = new Headline("call", Map.of(), "ns/op", "nio", "c");
    private static final Headline WITHOUT_NIO = new Headline("call", Map.of(), "ns/op", null, "c");

    /** The cheapest of Sockeye has the floor's name. */
    private static final class WithFloor extends SupportQuestion {
        private final Headline headline;

        WithFloor(Headline headline) {
            this.headline = headline;
        }

        @Override
        public List<Variant> variants() {
            return super.variants().stream()
                    .map(each -> each.name().equals("epoll") ? new Variant("syscalls", each.family(), "") : each)
                    .toList();
        }

        @Override
        public List<Headline> headlines() {
            return List.of(headline);
        }

        Answer answer() {
            var points = new ArrayList<Point>();
            for (var variant : super.variants()) {
                for (var each : measure(variant, Effort.FULL, 0)) {
                    var name = each.variant().equals("epoll") ? "syscalls" : each.variant();
                    points.add(
                            new Point(each.question(), each.part(), name, each.round(), each.at(), each.figures()));
                }
            }
            return new Answer(List.of(this), points);
        }
    }

    @Test
    void theFloorIsComparedAndIsNotTheCheapestOfTheObjects() {
        var answer = new WithFloor(AGAINST_NIO).answer();

        assertThat(answer.comparisons(Verdict.WIN))
                .extracting(each -> each.variant().name())
                .containsExactly("syscalls");
        assertThat(answer.standings()).singleElement().satisfies(standing -> {
            assertThat(standing.ours().name()).isEqualTo("segment");
            assertThat(standing.rival()).extracting(Variant::name).isEqualTo("nio-consumer");
        });
    }

    @Test
    void whereNobodyIsComparedWithNioItIsNoRivalEither() {
        var answer = new WithFloor(WITHOUT_NIO).answer();

        assertThat(answer.comparisons(Verdict.WIN)).isEmpty();
        assertThat(answer.standings()).singleElement().satisfies(
                standing -> assertThat(standing.rival()).extracting(Variant::name).isEqualTo("netty-io_uring"));
    }

    @Test
    void theParagraphCountsAndGivesNoRangeOfUnlikeWays() {
        assertThat(new WithFloor(AGAINST_NIO).answer().paragraph())
                .isEqualTo("Variants of Sockeye are compared with the JDK 3 times: they lose 1, tie 1 and win 1.");
    }
}
