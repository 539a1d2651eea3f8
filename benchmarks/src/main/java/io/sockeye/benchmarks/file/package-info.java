/** Question 7: a file sent and received over TCP; in C native/src/main/c/bench_file.c. */
@NullMarked
package io.sockeye.benchmarks.file;

import org.jspecify.annotations.NullMarked;
