/** Results on disk: verdicts and window profiles, written once whatever happens, and read by model and time. */
@NullMarked
package dev.leeway.store;

import org.jspecify.annotations.NullMarked;
