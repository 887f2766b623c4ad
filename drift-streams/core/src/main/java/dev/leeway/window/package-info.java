/**
 * Panes, windows, watermarks, lateness and revisions: when to conclude and on what. No engine, no
 * clock.
 */
@NullMarked
package dev.leeway.window;

import org.jspecify.annotations.NullMarked;
