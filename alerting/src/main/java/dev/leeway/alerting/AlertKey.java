package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.Verdict;
import java.time.Duration;

/**
 * What makes one alert and not another.
 *
 * @param segment empty for all rows, else {@code column=value}
 * @param rule name of the rule it is by
 * @param cause what the rule is on
 * @param window length of the windows it looks at; a model watched by the hour and by the day has
 *     an alert for each
 */
public record AlertKey(ModelRef model, String segment, String rule, Cause cause, Duration window) {

  public AlertKey {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(rule, "rule");
    requireNonNull(cause, "cause");
    requireNonNull(window, "window");
  }

  /** The alert by the rule that a verdict speaks to. */
  public static AlertKey of(AlertRule rule, Verdict verdict) {
    return new AlertKey(
        verdict.model(),
        verdict.segment(),
        rule.name(),
        rule.on().cause(),
        verdict.window().length());
  }

  /** Model, version and segment, in words. */
  public String about() {
    return model.name() + " version " + model.version() + (segment.isEmpty() ? "" : ", " + segment);
  }

  /** Stable name of the alert; the same after every restart. */
  public String fingerprint() {
    // The segment goes last: it alone may hold the separator.
    return StableId.of(model.name(), model.version(), rule, window.toString(), segment);
  }
}
