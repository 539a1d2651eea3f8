/**
 * The calls of one socket with timeout, EINTR and close: sending, receiving, connecting, accepting, transferring files, options by
 * number.
 *
 * <p>Not exported. Each call that may have to wait is a loop around {@link io.sockeye.internal.poll.IoWaiter#retryOrThrow}.
 */
@NullMarked
package io.sockeye.internal.socket;

import org.jspecify.annotations.NullMarked;
