/**
 * For tests only: what must hold of the drift job on every engine, and what the tests need for it.
 * A broker, traffic, and a recount of the log that shares no code with the job's windows.
 */
@NullMarked
package dev.leeway.testkit;

import org.jspecify.annotations.NullMarked;
