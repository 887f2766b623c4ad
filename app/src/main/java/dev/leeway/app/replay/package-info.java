/** Sends tables in files as live events: predictions in the order of their times, then labels. */
@NullMarked
package dev.leeway.app.replay;

import org.jspecify.annotations.NullMarked;
