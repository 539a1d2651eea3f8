package io.sockeye.benchmarks;

import io.sockeye.benchmarks.measure.Prerequisites;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that is asked of several variants in turn. One that fails ends the run: a report has every variant or says why not. */
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

    /** What is quoted. The first is the one of the ratio line; each has a table of ratios in the report. */
    List<KeyFigure> keyFigures();

    /** What else the figures say, in a line each. */
    default List<String> remarks(List<Sample> samples) {
        return List.of();
    }

    /** One turn of one variant: a point for each setting. */
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
