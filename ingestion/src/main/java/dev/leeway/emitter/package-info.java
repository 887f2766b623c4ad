/** The client a JVM service uses to send predictions and labels straight to Kafka. */
@NullMarked
package dev.leeway.emitter;

import org.jspecify.annotations.NullMarked;
