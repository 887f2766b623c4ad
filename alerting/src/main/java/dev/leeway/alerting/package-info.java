/**
 * When verdicts become an alert and when it ends: rules, states and the book of all alerts. Pure:
 * no clock, no I/O, no log. Imports the core only.
 */
@NullMarked
package dev.leeway.alerting;

import org.jspecify.annotations.NullMarked;
