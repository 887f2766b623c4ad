package dev.leeway.app.replay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of the files are. Those of the predictions that are nothing else are features.
 *
 * @param id names a prediction; without one, predictions are numbered {@code row-1} and so on
 * @param time when a prediction was made
 * @param outputs what the model answered
 * @param tags text for segments only
 * @param entity what the prediction is about
 * @param renamed what columns are called in predictions where it is not as in the file
 * @param label the true outcome, in the labels' file, or in the predictions' where there is none
 * @param labelTime when the outcome became known
 * @param labelDelay how long after its prediction it became known, without a {@code labelTime}
 */
public record ReplayColumns(
    Optional<String> id,
    Optional<String> time,
    Set<String> outputs,
    Set<String> tags,
    Optional<String> entity,
    Map<String, String> renamed,
    Optional<String> label,
    Optional<String> labelTime,
    Duration labelDelay) {

  /**
   * @throws IllegalArgumentException if the delay is negative
   */
  public ReplayColumns {
    requireNonNull(id, "id");
    requireNonNull(time, "time");
    outputs = Set.copyOf(outputs);
    tags = Set.copyOf(tags);
    requireNonNull(entity, "entity");
    renamed = Map.copyOf(renamed);
    requireNonNull(label, "label");
    requireNonNull(labelTime, "labelTime");
    if (labelDelay.isNegative()) throw new IllegalArgumentException("label delay " + labelDelay);
  }
}
