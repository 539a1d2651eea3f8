/** The results of a run, and how they are read: ratios, verdicts, report.html and docs/benchmarks.md. */
@NullMarked
package io.sockeye.benchmarks.report;

import org.jspecify.annotations.NullMarked;
