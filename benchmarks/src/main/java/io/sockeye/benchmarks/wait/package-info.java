/** Question 2: what waiting costs as n grows, by libevent's workload; in C native/src/main/c/bench_wait.c. */
@NullMarked
package io.sockeye.benchmarks.wait;

import org.jspecify.annotations.NullMarked;
