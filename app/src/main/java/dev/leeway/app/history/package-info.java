/**
 * What lies in topics, read again to make references of it: predictions as a table, and the
 * profiles of closed windows.
 */
@NullMarked
package dev.leeway.app.history;

import org.jspecify.annotations.NullMarked;
