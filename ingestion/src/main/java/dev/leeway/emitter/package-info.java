/**
 * The client a JVM service uses to send predictions and labels straight to Kafka: never in the way
 * of the service, whatever state Kafka is in. Imports the event log.
 */
@NullMarked
package dev.leeway.emitter;

import org.jspecify.annotations.NullMarked;
