/**
 * One loop over select, poll or epoll, chosen by one word; Python's {@code selectors}.
 *
 * <p>A {@link io.sockeye.selectors.Selector} reports the same readiness whichever mechanism is beneath. What differs between them is to be had
 * from {@link io.sockeye.Select}, {@link io.sockeye.Poll} and {@link io.sockeye.Epoll}.
 */
@NullMarked
package io.sockeye.selectors;

import org.jspecify.annotations.NullMarked;
