/**
 * Strict reading of YAML settings: every problem of a document has a place, and all are told at
 * once. Knows nothing of what the settings mean.
 */
@NullMarked
package dev.leeway.config.yaml;

import org.jspecify.annotations.NullMarked;
