/**
 * Columns looked at together: what a frozen transform makes of a row, its exact sums, and the
 * comparison of two such sums. Finds what no column shows by itself, such as two that no longer go
 * together. Knows nothing of layouts, profiles or verdicts.
 */
@NullMarked
package dev.leeway.joint;

import org.jspecify.annotations.NullMarked;
