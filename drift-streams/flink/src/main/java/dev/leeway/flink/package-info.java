/** The drift job on Flink: a thin shell round the core. */
@NullMarked
package dev.leeway.flink;

import org.jspecify.annotations.NullMarked;
