/**
 * What services tell us: the model that answered, and one row of its columns as it passes by.
 * Imports the JDK only.
 */
@NullMarked
package dev.leeway.event;

import org.jspecify.annotations.NullMarked;
