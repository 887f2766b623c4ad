/**
 * The outbox: what is to be told to whom, on Kafka, written before the first attempt; and how
 * alerting reaches Kafka at all. Imports core and schemas, no other package of this module.
 */
@NullMarked
package dev.leeway.outbox;

import org.jspecify.annotations.NullMarked;
