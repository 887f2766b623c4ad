/** The process: wiring of all parts, and the command leeway. */
@NullMarked
package dev.leeway.app;

import org.jspecify.annotations.NullMarked;
