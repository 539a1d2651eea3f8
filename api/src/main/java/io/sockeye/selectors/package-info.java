/**
 * One interface to select, poll and epoll; Python's {@code selectors}.
 *
 * <p>A {@link io.sockeye.selectors.Selector} reports the same readiness with each of the three system calls. Features of a single one, such
 * as {@code EPOLLET}, are in {@link io.sockeye.Select}, {@link io.sockeye.Poll} and {@link io.sockeye.Epoll}.
 */
@NullMarked
package io.sockeye.selectors;

import org.jspecify.annotations.NullMarked;
