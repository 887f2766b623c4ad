/**
 * How long it takes from the moment a window can be closed until a webhook is told, and whether all
 * that must be told is, however often alerting is killed: traffic that drifts now and then goes
 * through the drift job and through alerting, each in a process of its own.
 */
@NullMarked
package dev.leeway.bench.alerts;

import org.jspecify.annotations.NullMarked;
