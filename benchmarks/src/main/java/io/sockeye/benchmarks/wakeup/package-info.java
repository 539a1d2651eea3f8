/** Question 10: what it costs to wake a waiting thread; in C native/src/main/c/bench_wakeup.c. */
@NullMarked
package io.sockeye.benchmarks.wakeup;

import org.jspecify.annotations.NullMarked;
