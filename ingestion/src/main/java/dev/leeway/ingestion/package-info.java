/** The HTTP gateway: checks predictions and labels and puts them on their topics. */
@NullMarked
package dev.leeway.ingestion;

import org.jspecify.annotations.NullMarked;
