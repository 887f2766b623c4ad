/**
 * How well a model probably does before its labels come: scores calibrated on the reference, and
 * what counts of them then say of confusion matrices and curves. May import {@code
 * dev.leeway.performance} and {@code profile} for bytes.
 *
 * <p>Everything here rests on one assumption, {@link dev.leeway.estimate.Estimator#ASSUMPTION}.
 */
@NullMarked
package dev.leeway.estimate;

import org.jspecify.annotations.NullMarked;
