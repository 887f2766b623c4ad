/** How one model is watched: windows, lateness, segments, columns, caps and decision settings. */
@NullMarked
package dev.leeway.monitor;

import org.jspecify.annotations.NullMarked;
