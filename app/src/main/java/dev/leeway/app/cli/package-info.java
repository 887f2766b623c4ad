/**
 * The command {@code leeway}: one class per command, what they print, and their exit codes. Holds
 * no logic of its own beyond reading arguments and showing results.
 */
@NullMarked
package dev.leeway.app.cli;

import org.jspecify.annotations.NullMarked;
