/**
 * The calls as they happen: a {@link Trace} tells a listener of each one that this process makes through
 * {@code io.sockeye.bindings}, and {@link StraceFormat} is such a listener.
 *
 * <p>Without a trace nothing is in the way of a call.
 */
@NullMarked
package io.sockeye.bindings.trace;

import org.jspecify.annotations.NullMarked;
