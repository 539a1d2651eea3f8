/** Clients that load a server: as fast as it answers, or at a rate that does not wait for it. */
@NullMarked
package io.sockeye.benchmarks.load;

import org.jspecify.annotations.NullMarked;
