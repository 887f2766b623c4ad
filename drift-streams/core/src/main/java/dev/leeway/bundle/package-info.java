/** Partial profiles held by one task between two commits. */
@NullMarked
package dev.leeway.bundle;

import org.jspecify.annotations.NullMarked;
