/**
 * Pipelines that train: how each is asked for a run, and what its answers mean. Each target is a
 * record of its settings that makes requests and reads answers. Imports delivery and calls.
 */
@NullMarked
package dev.leeway.pipelines;

import org.jspecify.annotations.NullMarked;
