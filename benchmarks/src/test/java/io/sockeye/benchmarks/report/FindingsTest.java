package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.SupportQuestion;
import io.sockeye.benchmarks.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final KeyFigure AGAINST_NIO = new KeyFigure("call", Map.of(), "ns/op", "nio", "c");
    private static final KeyFigure WITHOUT_NIO = new KeyFigure("call", Map.of(), "ns/op", null, "c");

    /** The cheapest of Sockeye has the floor's name. */
    private static final class WithFloor extends SupportQuestion {
        private final KeyFigure keyFigure;

        WithFloor(KeyFigure keyFigure) {
            this.keyFigure = keyFigure;
        }

        @Override
        public List<Variant> variants() {
            return super.variants().stream()
                    .map(each -> each.name().equals("epoll") ? new Variant("syscalls", each.family(), "") : each)
                    .toList();
        }

        @Override
        public List<KeyFigure> keyFigures() {
            return List.of(keyFigure);
        }

        Findings findings() {
            var samples = new ArrayList<Sample>();
            for (var variant : super.variants()) {
                for (var each : measure(variant, RunPlan.FULL, 0)) {
                    var name = each.variant().equals("epoll") ? "syscalls" : each.variant();
                    samples.add(
                            new Sample(each.question(), each.part(), name, each.round(), each.at(), each.figures()));
                }
            }
            return new Findings(List.of(this), samples);
        }
    }

    @Test
    void theFloorIsComparedAndIsNotTheCheapestOfTheObjects() {
        var findings = new WithFloor(AGAINST_NIO).findings();

        assertThat(findings.comparisons(Verdict.WIN))
                .extracting(each -> each.variant().name())
                .containsExactly("syscalls");
        assertThat(findings.standings()).singleElement().satisfies(standing -> {
            assertThat(standing.ours().name()).isEqualTo("segment");
            assertThat(standing.rival()).extracting(Variant::name).isEqualTo("nio-consumer");
        });
    }

    @Test
    void whereNobodyIsComparedWithNioItIsNoRivalEither() {
        var findings = new WithFloor(WITHOUT_NIO).findings();

        assertThat(findings.comparisons(Verdict.WIN)).isEmpty();
        assertThat(findings.standings()).singleElement().satisfies(
                standing -> assertThat(standing.rival()).extracting(Variant::name).isEqualTo("netty-io_uring"));
    }

    @Test
    void theParagraphCountsAndGivesNoRangeOfUnlikeWays() {
        assertThat(new WithFloor(AGAINST_NIO).findings().paragraph())
                .isEqualTo("Variants of Sockeye are compared with the JDK 3 times: they lose 1, tie 1 and win 1.");
    }
}
