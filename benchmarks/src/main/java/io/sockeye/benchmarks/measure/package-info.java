/** How a question is measured: in rounds, by child processes, JMH and perf. */
@NullMarked
package io.sockeye.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
