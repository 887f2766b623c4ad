/**
 * Where people hear of alerts: how each is told, in words that are safe there, and what its answers
 * mean. Each target is a record of its settings that makes requests and reads answers. Imports
 * delivery and calls.
 */
@NullMarked
package dev.leeway.inboxes;

import org.jspecify.annotations.NullMarked;
