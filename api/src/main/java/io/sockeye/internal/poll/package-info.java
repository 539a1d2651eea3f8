/**
 * Descriptors that are reference-counted, and how a thread waits for them: deadlines, one retry rule, one poller, one loop for sets.
 *
 * <p>Not exported. {@link io.sockeye.internal.poll.IoWaiter} decides about EINTR, EAGAIN and the deadline of every call on one
 * descriptor, {@link io.sockeye.internal.poll.WaitLoop} of every call on a set.
 */
@NullMarked
package io.sockeye.internal.poll;

import org.jspecify.annotations.NullMarked;
