/** Question 1: what one system call costs; in C native/src/main/c/call_baseline.c. */
@NullMarked
package io.sockeye.benchmarks.call;

import org.jspecify.annotations.NullMarked;
