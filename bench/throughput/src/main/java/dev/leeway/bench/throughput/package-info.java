/**
 * How fast the drift job is beside a bare reader of the same topic: fills the topic, starts the
 * stages by turns, measures each process from outside and says what came of it.
 */
@NullMarked
package dev.leeway.bench.throughput;

import org.jspecify.annotations.NullMarked;
