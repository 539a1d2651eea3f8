/** Machinery and tables that this module shares with {@code io.sockeye} only. */
@NullMarked
package io.sockeye.bindings.internal;

import org.jspecify.annotations.NullMarked;
