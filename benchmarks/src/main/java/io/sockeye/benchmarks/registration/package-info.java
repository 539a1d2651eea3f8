/** Question 3: what epoll_ctl and a connection cost; in C native/src/main/c/bench_registration.c. */
@NullMarked
package io.sockeye.benchmarks.registration;

import org.jspecify.annotations.NullMarked;
