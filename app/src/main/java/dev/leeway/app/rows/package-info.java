/**
 * Tables in files, read row by row in constant memory: CSV, JSON lines and Parquet. Every value
 * comes typed and unboxed; every fault of a file comes with its line.
 */
@NullMarked
package dev.leeway.app.rows;

import org.jspecify.annotations.NullMarked;
