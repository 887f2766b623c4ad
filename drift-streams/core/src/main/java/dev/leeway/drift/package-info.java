/** Measures of how far counts have moved, the evidence that they did, and the decision. */
@NullMarked
package dev.leeway.drift;

import org.jspecify.annotations.NullMarked;
