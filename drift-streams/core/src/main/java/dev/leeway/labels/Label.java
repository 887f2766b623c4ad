package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.Cell;

/**
 * What came true of a prediction, as it was sent.
 *
 * @param labelTime when the outcome became known, in milliseconds since the epoch
 * @param value the outcome: class, number or flag
 */
public record Label(String predictionId, String model, long labelTime, Cell value) {

  /**
   * @throws IllegalArgumentException if there is no value, or its text is too long
   */
  public Label {
    requireNonNull(predictionId, "predictionId");
    requireNonNull(model, "model");
    LabelVersion.requireValue(value);
  }

  /** What it is joined by. */
  public PredictionKey key() {
    return new PredictionKey(model, predictionId);
  }

  /**
   * @param received when its record was received, by its log
   */
  public LabelVersion version(long received) {
    return new LabelVersion(labelTime, received, value);
  }
}
