/** The drift job on Kafka Streams: a thin shell round the core. */
@NullMarked
package dev.leeway.streams;

import org.jspecify.annotations.NullMarked;
