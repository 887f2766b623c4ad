/**
 * What comes from Kafka: the writer that brings verdicts and profiles into the results store, and
 * the board of alerts as they stand. Each reads whole topics on a thread of its own and says how it
 * fares. Imports the port, schemas and kafka-clients.
 */
@NullMarked
package dev.leeway.store.feed;

import org.jspecify.annotations.NullMarked;
