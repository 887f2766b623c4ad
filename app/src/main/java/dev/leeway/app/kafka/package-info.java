/**
 * Kafka as this process needs it: a broker inside the process where nobody runs one, and the topics
 * on any cluster. Knows topic names and settings, not what the records mean.
 */
@NullMarked
package dev.leeway.app.kafka;

import org.jspecify.annotations.NullMarked;
