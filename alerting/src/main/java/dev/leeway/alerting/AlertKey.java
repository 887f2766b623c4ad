package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.Verdict;
import java.time.Duration;

/**
 * What makes one alert and not another.
 *
 * @param segment empty for all rows, else {@code column=value}
 * @param window length of the windows it looks at; a model watched by the hour and by the day has
 *     an alert for each
 */
public record AlertKey(ModelRef model, String segment, Cause cause, Duration window) {

  public AlertKey {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(cause, "cause");
    requireNonNull(window, "window");
  }

  /**
   * The alert that a verdict speaks to.
   *
   * @throws IllegalArgumentException if verdicts of its kind raise no alert
   */
  public static AlertKey of(Verdict verdict) {
    Cause cause =
        Cause.of(verdict.kind())
            .orElseThrow(() -> new IllegalArgumentException("no alert on " + verdict.kind()));
    return new AlertKey(verdict.model(), verdict.segment(), cause, verdict.window().length());
  }

  /** Stable name of the alert; the same after every restart. */
  public String fingerprint() {
    // The segment goes last: it alone may hold the separator.
    return StableId.of(model.name(), model.version(), cause.key(), window.toString(), segment);
  }
}
