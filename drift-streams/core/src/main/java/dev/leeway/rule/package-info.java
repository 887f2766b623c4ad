/**
 * When a window's verdict matters to somebody: the rules that make alerts, as configured, and what
 * one says of one verdict. Pure, as everything here; how alerts go on from there is not its
 * business. Imports verdicts, performance and quality.
 */
@NullMarked
package dev.leeway.rule;

import org.jspecify.annotations.NullMarked;
