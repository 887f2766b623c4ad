package dev.leeway.app.outcomes;

import dev.leeway.performance.Cell;
import dev.leeway.performance.Outputs;
import java.util.OptionalLong;

/**
 * What a row of a table says of a prediction; valid until the next row is read.
 *
 * @param number of the row in its file, from 0
 * @param millis when it happened, in milliseconds of the epoch, where that is asked for and told
 */
record OutcomeRow(long number, OptionalLong millis, Outputs outputs, Cell label) {

  /** Takes rows one after the other. */
  interface Sink {
    void row(OutcomeRow row);
  }
}
