/**
 * Partial profiles become windows, windows become verdicts: which partials belong together, when a
 * window may close, and when it must be told again. No engine, no clock, no storage: an engine
 * keeps what the journal is told.
 */
@NullMarked
package dev.leeway.merge;

import org.jspecify.annotations.NullMarked;
