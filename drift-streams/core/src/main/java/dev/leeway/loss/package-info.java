/**
 * How large errors are expected to be, row by row, by models that users trained for it: direct loss
 * estimation. What runs such a model is found elsewhere; here are the port to it and the sums.
 */
@NullMarked
package dev.leeway.loss;

import org.jspecify.annotations.NullMarked;
