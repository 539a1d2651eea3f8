package io.sockeye.benchmarks;

import io.sockeye.benchmarks.measure.Prerequisites;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A question that is measured for several variants in turn. A variant that fails ends the run: a report contains every variant, or the
 * reason why it is missing.
 */
public interface Question {
    /** From 1 to 10, as {@code --only} takes it. */
    int number();

    /** One word, for the ratio lines. */
    String name();

    /** As a reader would ask it. */
    String title();

    /** What is measured, on what, and what is the same for all: a paragraph for the report. */
    String method();

    /** What a reader might think is measured here, and is not. */
    List<String> notMeasured();

    /** In the order of tables and legends. */
    List<Variant> variants();

    /** Why a variant cannot run on this machine; empty if it can. */
    default Optional<String> missing(Variant variant) {
        return Prerequisites.missing(variant);
    }

    /** In the order of the report. */
    List<Plot> plots();

    /** The figures that are quoted. The ratio line shows the first; the report has a table of ratios for each. */
    List<KeyFigure> keyFigures();

    /** What else the figures say, in a line each. */
    default List<String> remarks(List<Sample> samples) {
        return List.of();
    }

    /** One turn of one variant: a sample for each setting. */
    List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException;

    /**
     * The same, and a tool's own result beside.
     *
     * @param kept a file that the question may create, and that the run keeps
     */
    default List<Sample> measure(Variant variant, RunPlan plan, int round, Path kept)
            throws IOException, InterruptedException {
        return measure(variant, plan, round);
    }
}
