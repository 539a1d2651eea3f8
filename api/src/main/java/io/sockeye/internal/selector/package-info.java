/**
 * select, poll and epoll behind one interface, for {@link io.sockeye.selectors} and for selectors of other modules.
 *
 * <p>Not exported.
 */
@NullMarked
package io.sockeye.internal.selector;

import org.jspecify.annotations.NullMarked;
