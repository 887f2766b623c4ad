/**
 * The offline face: tables in files compared with a reference, whole or in chunks, by the same core
 * that judges windows of a stream; and how the outcome is told to people, programs and build
 * servers. Knows files, not Kafka.
 */
@NullMarked
package dev.leeway.app.compare;

import org.jspecify.annotations.NullMarked;
