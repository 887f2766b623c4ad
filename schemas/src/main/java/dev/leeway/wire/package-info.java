/** Core values to and from bytes: Confluent framing round Avro, in both directions. */
@NullMarked
package dev.leeway.wire;

import org.jspecify.annotations.NullMarked;
