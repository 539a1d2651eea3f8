/**
 * The syscalls floor: one static method for one C call.
 *
 * <ul>
 * <li>A method returns what the call returned, or {@code -errno}. It throws only for an invalid argument: a segment
 * that is too small, closed, read-only or of another thread, a negative length. The message names the argument.
 * <li>It makes one call, allocates nothing and retries nothing: {@code EINTR} and {@code EAGAIN} are returned as values.
 * <li>Memory belongs to the caller. A length is checked against its segment before the call. Memory that a struct points
 * to ({@code msghdr}, {@code iovec}) is not checked.
 * <li>Every method may be called from any thread. A blocking call on a virtual thread pins its
 * carrier thread: make it there only where it cannot block.
 * <li>Where no call can be made (another system or CPU, native access denied, a function that the C library does not have)
 * each call throws the same {@link java.lang.UnsatisfiedLinkError}.
 * </ul>
 */
@NullMarked
package io.sockeye.bindings;

import org.jspecify.annotations.NullMarked;
