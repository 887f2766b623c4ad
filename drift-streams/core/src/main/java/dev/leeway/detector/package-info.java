/**
 * Sequential detectors: a stream of errors or losses, one after the other, and the moment from
 * which they are no longer what they were. It sees payloads of state.
 */
@NullMarked
package dev.leeway.detector;

import org.jspecify.annotations.NullMarked;
