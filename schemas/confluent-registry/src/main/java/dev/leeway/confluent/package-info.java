/** Confluent's own registry client behind our port; one class knows it. */
@NullMarked
package dev.leeway.confluent;

import org.jspecify.annotations.NullMarked;
