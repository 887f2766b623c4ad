/**
 * What was concluded, kept and read back: the port to the results store, the values that cross it,
 * and the JSON form of a verdict. Imports core and Jackson; {@code sql} keeps them on disk and
 * {@code feed} brings them from Kafka.
 */
@NullMarked
package dev.leeway.store;

import org.jspecify.annotations.NullMarked;
