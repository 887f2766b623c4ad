/**
 * The frozen profile a window is compared with, how it is built, and which one holds at a given
 * event time.
 */
@NullMarked
package dev.leeway.reference;

import org.jspecify.annotations.NullMarked;
