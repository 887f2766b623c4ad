/**
 * What runs in a JVM of its own and is measured from outside: reading a topic, decoding it, the
 * drift job, and the same job as a textbook would have it.
 */
@NullMarked
package dev.leeway.bench.stage;

import org.jspecify.annotations.NullMarked;
