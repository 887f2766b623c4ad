package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A prediction without its columns.
 *
 * @param id as {@link EventIds#isId}
 * @param eventTime when the model answered; kept to the millisecond
 * @param entity what the prediction is about, for example a customer id
 */
public record PredictionHead(
    String id, ModelRef model, Instant eventTime, Optional<String> entity) {

  /**
   * @throws IllegalArgumentException if the id is none, or the time is beyond the range of epoch
   *     milliseconds
   */
  public PredictionHead {
    requireNonNull(model, "model");
    requireNonNull(entity, "entity");
    if (!EventIds.isId(id)) throw new IllegalArgumentException("not a prediction id");
    EventTimes.millis(eventTime);
  }
}
