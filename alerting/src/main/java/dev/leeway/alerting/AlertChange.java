package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.verdict.Verdict;

/**
 * One step of one alert.
 *
 * @param verdict what made it; of another version where that one took over
 */
public record AlertChange(Alert before, Alert after, Verdict verdict) {

  public AlertChange {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    requireNonNull(verdict, "verdict");
  }

  /** Whether it fires now and did not before. */
  public boolean fired() {
    return after.firing() && !before.firing();
  }

  /** Whether it fired before and is over now. */
  public boolean resolved() {
    return before.firing() && after.state() instanceof Resolved;
  }

  /** Whether it is in another state than before; otherwise only its memory went on. */
  public boolean moved() {
    return !before.state().key().equals(after.state().key());
  }
}
