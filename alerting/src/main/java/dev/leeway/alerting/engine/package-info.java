/**
 * The service that turns the verdicts topic into alerts, messages and retraining requests, exactly
 * once, and the settings of all that. Imports every other package of this module.
 */
@NullMarked
package dev.leeway.alerting.engine;

import org.jspecify.annotations.NullMarked;
