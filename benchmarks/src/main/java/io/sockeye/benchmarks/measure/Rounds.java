package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.RunResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Measures a question in rounds: in each round every variant has one turn, so that other load on the machine affects all of them alike.
 */
public final class Rounds {
    /** So many rounds of a question have seeds of their own. */
    private static final long SEEDS = 1_000;

    private final RunResults results;
    private final RunPlan plan;

    /** Whose turn it is. */
    public record Next(Question question, Variant variant, int round) {
        @Override
        public String toString() {
            return question.number() + " " + question.name() + ", round " + (round + 1) + ", " + variant.name();
        }
    }

    public Rounds(RunResults results, RunPlan plan) {
        this.results = results;
        this.plan = plan;
    }

    /** The turns that are still to be taken, in order. */
    public List<Next> left(Question question) {
        var left = new ArrayList<Next>();
        for (int round = 0; round < plan.rounds(); round++) {
            var variants = runnable(question);
            // No variant always comes first, or always after the same one, as with a rotation. The seed makes
            // a run that goes on keep its order.
            Collections.shuffle(variants, new SplittableRandom(SEEDS * question.number() + round));
            for (var variant : variants) {
                if (!results.has(question.number(), variant.name(), round)) {
                    left.add(new Next(question, variant, round));
                }
            }
        }
        return left;
    }

    /** Takes all turns that are left. */
    public void ask(Question question, Consumer<Next> before) throws IOException, InterruptedException {
        for (var next : left(question)) {
            before.accept(next);
            long start = System.nanoTime();
            var kept = results.jmh(question.number(), next.variant().name(), next.round());
            var samples = question.measure(next.variant(), plan, next.round(), kept);
            double seconds = (System.nanoTime() - start) / 1e9;
            results.add(new RunResults.Turn(question.number(), next.variant().name(), next.round(), seconds, samples));
        }
        Traffic.check(results.samples());
    }

    private static List<Variant> runnable(Question question) {
        var variants = new ArrayList<Variant>();
        for (var variant : question.variants()) {
            if (question.missing(variant).isEmpty()) {
                variants.add(variant);
            }
        }
        return variants;
    }
}
