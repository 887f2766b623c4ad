/**
 * Telling targets: what a target may be, retries in order, dead letters, and signed webhooks. Other
 * kinds of targets are in packages of their own. Imports the outbox and calls; knows nothing of
 * alerts.
 */
@NullMarked
package dev.leeway.delivery;

import org.jspecify.annotations.NullMarked;
