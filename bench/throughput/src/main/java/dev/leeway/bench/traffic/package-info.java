/** Made-up predictions, always the same, for whatever measures how fast something is. */
@NullMarked
package dev.leeway.bench.traffic;

import org.jspecify.annotations.NullMarked;
