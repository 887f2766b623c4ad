/** The names and settings of every topic: the only thing the modules share at run time. */
@NullMarked
package dev.leeway.topics;

import org.jspecify.annotations.NullMarked;
