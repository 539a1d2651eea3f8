/** What {@code io.sockeye} shares with this module and with nobody else. */
@NullMarked
package io.sockeye.bindings.internal;

import org.jspecify.annotations.NullMarked;
