/**
 * Labels joined to predictions by id: what is remembered of a prediction until its label can no
 * longer count, and which outcomes to add or take back as either arrives. Any order, repetition and
 * redelivery end alike. Knows no engine, store or clock; times are arguments, in milliseconds since
 * the epoch. May import {@code dev.leeway.performance}, {@code profile} for bytes, and {@code
 * event}.
 */
@NullMarked
package dev.leeway.labels;

import org.jspecify.annotations.NullMarked;
