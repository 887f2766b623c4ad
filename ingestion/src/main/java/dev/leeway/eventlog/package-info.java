/**
 * Predictions and labels as Kafka records: how they are encoded, and the log that keeps them. The
 * gateway and the emitter both write through it. Imports the wire format, topics and registry of
 * {@code schemas} and the Kafka producer.
 */
@NullMarked
package dev.leeway.eventlog;

import org.jspecify.annotations.NullMarked;
