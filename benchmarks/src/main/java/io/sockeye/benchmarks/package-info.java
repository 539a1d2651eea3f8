/** What Sockeye costs beside java.nio, other libraries and C: ten questions, asked in rounds, and a report. */
@NullMarked
package io.sockeye.benchmarks;

import org.jspecify.annotations.NullMarked;
