/** What the comparison of a window with its reference concluded, as values. */
@NullMarked
package dev.leeway.verdict;

import org.jspecify.annotations.NullMarked;
