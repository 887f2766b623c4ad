/**
 * Telling targets: signed webhooks, retries in order, and what a target may be. Imports the outbox;
 * knows nothing of alerts.
 */
@NullMarked
package dev.leeway.delivery;

import org.jspecify.annotations.NullMarked;
