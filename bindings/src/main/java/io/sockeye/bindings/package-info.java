/**
 * The syscalls floor: one static method for one C call.
 *
 * <ul>
 * <li>A method returns what the call returned, or {@code -errno}. It throws for a caller's mistake only: a segment that
 * is too small, closed, or of another thread.
 * <li>It makes one call, allocates nothing, retries nothing and hides nothing: {@code EINTR} and {@code EAGAIN} come back
 * as values.
 * <li>Memory belongs to the caller. A length is checked against the segment before the kernel sees it. What a struct
 * points to ({@code msghdr}, {@code iovec}) is the caller's duty.
 * <li>Every method may be called from any thread. One that can block holds a platform thread as C does; on a virtual
 * thread it would hold the carrier, so call it there only where it cannot block.
 * <li>Where no call can be made (another system or CPU, native access denied, a function that the C library does not have)
 * each call throws the same {@link java.lang.UnsatisfiedLinkError}.
 * </ul>
 */
@NullMarked
package io.sockeye.bindings;

import org.jspecify.annotations.NullMarked;
