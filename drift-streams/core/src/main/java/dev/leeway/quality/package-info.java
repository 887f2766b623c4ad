/**
 * What must hold of the rows of a window or file: constraints, judged from a profile alone, and
 * constraints that a reference suggests. Imports profiles and verdicts, nothing else.
 */
@NullMarked
package dev.leeway.quality;

import org.jspecify.annotations.NullMarked;
