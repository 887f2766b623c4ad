package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.window.Window;
import java.util.Optional;

/**
 * One step of one alert.
 *
 * @param window that made it, of another version where that one took over; where a person made it
 *     or time went by, the window that counted last
 */
public record AlertChange(Alert before, Alert after, Window window) {

  public AlertChange {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    requireNonNull(window, "window");
  }

  /** What somebody must be told of. */
  public enum News {
    /** An incident nobody has been told of yet. */
    FIRED,
    /** It is still under way. */
    REPEATED,
    /** What was told of is over. */
    RESOLVED
  }

  /** What to tell; empty if the step is nobody's business. */
  public Optional<News> news() {
    if (before.open() && after.state() instanceof Resolved) {
      return before.told().times() > 0 ? Optional.of(News.RESOLVED) : Optional.empty();
    }
    boolean same = before.open() && before.episode() == after.episode();
    int earlier = same ? before.told().times() : 0;
    if (!(after.state() instanceof Firing) || after.told().times() <= earlier) {
      return Optional.empty();
    }
    return Optional.of(earlier == 0 ? News.FIRED : News.REPEATED);
  }

  /** Whether it fires now and nobody had been told before. */
  public boolean fired() {
    return news().filter(News.FIRED::equals).isPresent();
  }

  /** Whether what was told of is over now. */
  public boolean resolved() {
    return news().filter(News.RESOLVED::equals).isPresent();
  }

  /** Whether it is in another state than before; otherwise only its memory went on. */
  public boolean moved() {
    return !before.state().key().equals(after.state().key());
  }
}
