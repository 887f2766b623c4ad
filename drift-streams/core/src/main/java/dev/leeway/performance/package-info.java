/**
 * How well a model does by its labels: outcomes counted in whole numbers and exact sums, so that
 * they merge, subtract and are corrected in any order, and the measures that are read from them.
 */
@NullMarked
package dev.leeway.performance;

import org.jspecify.annotations.NullMarked;
