/**
 * Sockets and what waits for them.
 *
 * <p>A method that is one system call has the call's name. It throws {@link io.sockeye.ErrnoException} where C returns -1, and
 * goes on after {@code EINTR}, unless a signal mask was given with the call. A {@link java.time.Duration} that is null waits for ever, zero looks once, and
 * anything else is rounded up, so no wait ends early.
 */
@NullMarked
package io.sockeye;

import org.jspecify.annotations.NullMarked;
