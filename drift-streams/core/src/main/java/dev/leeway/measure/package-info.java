/**
 * The measures: pure functions of two samples that are counted on one support, the same for samples
 * known value by value and for counts on a grid, where they state how far the grid may have moved
 * the value. docs/measures.md has formula, range and source of each. Sees profiles and verdicts.
 */
@NullMarked
package dev.leeway.measure;

import org.jspecify.annotations.NullMarked;
