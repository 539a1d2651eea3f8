/**
 * The calls as they happen: a {@link Trace} tells a listener of each one that this process makes through
 * {@code io.sockeye.bindings}. {@link StraceFormat}, {@link JsonFormat}, {@link ChromeFormat} and {@link Summary} are such
 * listeners.
 *
 * <p>Without a trace nothing is in the way of a call.
 */
@NullMarked
package io.sockeye.bindings.trace;

import org.jspecify.annotations.NullMarked;
