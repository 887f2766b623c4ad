/**
 * What the drift job knows of its models, on every engine: monitors, and the references as the
 * topic tells them. Needs Kafka's client and no engine.
 */
@NullMarked
package dev.leeway.directory;

import org.jspecify.annotations.NullMarked;
