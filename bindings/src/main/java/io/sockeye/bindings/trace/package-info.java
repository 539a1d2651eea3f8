/**
 * Traces of the system calls that this process makes through {@code io.sockeye.bindings}: a {@link Trace} passes each call
 * to a listener. {@link StraceFormat}, {@link JsonFormat}, {@link ChromeFormat} and {@link Summary} are such
 * listeners.
 *
 * <p>Tracing costs nothing while no trace is open.
 */
@NullMarked
package io.sockeye.bindings.trace;

import org.jspecify.annotations.NullMarked;
