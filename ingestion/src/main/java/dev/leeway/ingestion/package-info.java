/**
 * The HTTP gateway: checks predictions and labels and puts them on their topics. Knows Javalin and
 * Jackson; what becomes of an event afterwards is the event log's.
 */
@NullMarked
package dev.leeway.ingestion;

import org.jspecify.annotations.NullMarked;
