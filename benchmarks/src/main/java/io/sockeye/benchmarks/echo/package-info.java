/**
 * Questions 4, 5, 8 and 9: what an echo costs; in C native/src/main/c/bench_echo.c. Each server runs in a process of its own. The
 * servers of Sockeye are those of io.sockeye.examples, except the two on descriptor numbers; the others are here. All receive up to
 * 64 KiB and send that back, with TCP_NODELAY and a backlog of 4,096. What a client does not take at once is kept, and until it is
 * taken nothing more is read from that client. An error of one connection ends no other.
 */
@NullMarked
package io.sockeye.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
