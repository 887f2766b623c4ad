/**
 * Calling others over HTTP: only where it is allowed, within a bounded time, and reading no more
 * than is needed. Imports nothing of Leeway; knows nothing of alerts.
 */
@NullMarked
package dev.leeway.call;

import org.jspecify.annotations.NullMarked;
