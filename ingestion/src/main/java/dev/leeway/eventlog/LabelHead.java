package dev.leeway.eventlog;

import dev.leeway.event.Names;
import java.time.Instant;

/**
 * A label without its outcome.
 *
 * @param predictionId as {@link EventIds#isId}
 * @param model the model's name
 * @param labelTime when the outcome became known; kept to the millisecond
 */
public record LabelHead(String predictionId, String model, Instant labelTime) {

  /**
   * @throws IllegalArgumentException if id or model is not such, or the time is beyond the range of
   *     epoch milliseconds
   */
  public LabelHead {
    if (!EventIds.isId(predictionId)) throw new IllegalArgumentException("not a prediction id");
    if (!Names.isName(model)) throw new IllegalArgumentException("not a model name: " + model);
    EventTimes.millis(labelTime);
  }
}
