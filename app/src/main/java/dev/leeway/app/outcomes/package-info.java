/**
 * Labels in files: which columns hold a model's answers and their outcomes, and how well it did,
 * chunk by chunk, beside what its reference did.
 */
@NullMarked
package dev.leeway.app.outcomes;

import org.jspecify.annotations.NullMarked;
