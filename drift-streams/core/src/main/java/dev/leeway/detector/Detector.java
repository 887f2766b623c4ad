package dev.leeway.detector;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;

/**
 * Watches a stream of numbers for a change of their level; for one thread. After it has told of a
 * drift it begins anew with the next value. The defaults are those of river.
 */
public interface Detector {

  /**
   * Takes the next value.
   *
   * @param value an error as 1 and a hit as 0, or a loss
   * @throws IllegalArgumentException if it is not what the detector watches
   */
  Signal update(double value);

  /** Writes what it remembers of the stream; settings are not among it. */
  void writeTo(PayloadWriter out);

  /**
   * Goes on where one of the same settings stood that wrote this.
   *
   * @throws dev.leeway.sketch.CorruptStateException if it cannot have been written
   */
  void readFrom(PayloadReader in);
}
