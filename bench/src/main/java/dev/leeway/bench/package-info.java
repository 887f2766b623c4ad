/** What the hot path costs, by JMH; docs/performance.md says how to run it and what came out. */
@NullMarked
package dev.leeway.bench;

import org.jspecify.annotations.NullMarked;
