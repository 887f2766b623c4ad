/**
 * The schema registry as a port, and an in-memory one; servers and clients implement it elsewhere.
 */
@NullMarked
package dev.leeway.registry;

import org.jspecify.annotations.NullMarked;
