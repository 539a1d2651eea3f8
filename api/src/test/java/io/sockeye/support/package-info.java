/** What the tests share: threads and programs to run a call in, kinds of memory, and what the kernel says of this process. */
@NullMarked
package io.sockeye.support;

import org.jspecify.annotations.NullMarked;
