/**
 * Confluent's own registry client behind our port. One class knows it; it is unpacked, relocated,
 * into this module's classes.
 */
@NullMarked
package dev.leeway.confluent;

import org.jspecify.annotations.NullMarked;
