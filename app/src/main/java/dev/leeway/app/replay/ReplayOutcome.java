package dev.leeway.app.replay;

import java.util.List;

/**
 * What became of a replay.
 *
 * @param predictions of the predictions
 * @param labels of the labels
 * @param errors the first of the events that were refused, in words
 * @param seconds how long it took
 */
public record ReplayOutcome(Sent predictions, Sent labels, List<String> errors, double seconds) {

  public ReplayOutcome {
    errors = List.copyOf(errors);
  }

  /** How many events the gateway took and refused. */
  public record Sent(long accepted, long refused) {}

  /** Whether the gateway took every event. */
  public boolean isWhole() {
    return predictions.refused() == 0 && labels.refused() == 0;
  }
}
