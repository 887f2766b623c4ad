/** Apache DataSketches as this project uses them, in a checked envelope. */
@NullMarked
package dev.leeway.sketch;

import org.jspecify.annotations.NullMarked;
