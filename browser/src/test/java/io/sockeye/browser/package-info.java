/** A browser for tests; benchmarks and examples compile it with theirs. */
@NullMarked
package io.sockeye.browser;

import org.jspecify.annotations.NullMarked;
