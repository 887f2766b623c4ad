/**
 * When an alert asks for a new model: policies, the ledger of what was asked, and the request
 * itself. Pure: time is event time. Imports the alerting package.
 */
@NullMarked
package dev.leeway.retraining;

import org.jspecify.annotations.NullMarked;
