/** Question 6: datagrams; in C native/src/main/c/bench_udp.c. */
@NullMarked
package io.sockeye.benchmarks.udp;

import org.jspecify.annotations.NullMarked;
