/**
 * The in-process schema registry: Confluent's REST subset over a ledger that is kept in a compacted
 * topic. Imports the ledger from schemas, Kafka's clients and the web server.
 */
@NullMarked
package dev.leeway.app.registry;

import org.jspecify.annotations.NullMarked;
