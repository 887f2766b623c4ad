package dev.leeway.detector;

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
}
