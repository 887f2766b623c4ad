/** Verdicts as Prometheus series, read from their topic so that every engine is shown alike. */
@NullMarked
package dev.leeway.app.meters;

import org.jspecify.annotations.NullMarked;
