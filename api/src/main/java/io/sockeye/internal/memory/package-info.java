/** Native memory for system calls: the scratch memory of one call, and buffers as the kernel sees them. Not exported. */
@NullMarked
package io.sockeye.internal.memory;

import org.jspecify.annotations.NullMarked;
