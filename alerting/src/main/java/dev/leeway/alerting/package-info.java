/** From verdicts to alerts: rules and the state of each alert, as pure values. */
@NullMarked
package dev.leeway.alerting;

import org.jspecify.annotations.NullMarked;
