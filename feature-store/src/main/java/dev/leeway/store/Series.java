package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * The verdicts of one model version, segment, kind and window length, as they follow each other in
 * event time.
 *
 * @param first start of the oldest window
 * @param newest what the newest window came to
 */
public record Series(
    ModelRef model,
    String segment,
    Verdict.Kind kind,
    Duration length,
    Instant first,
    Newest newest) {

  public Series {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(kind, "kind");
    requireNonNull(length, "length");
    requireNonNull(first, "first");
    requireNonNull(newest, "newest");
  }

  /** The key of the newest window's verdict. */
  public VerdictKey newestKey() {
    return new VerdictKey(model, segment, newest.window(), kind);
  }

  /** The series as it stood when that verdict was its newest. */
  public Series upTo(Verdict verdict) {
    return new Series(
        model,
        segment,
        kind,
        length,
        first,
        new Newest(
            verdict.window(),
            verdict.revision(),
            verdict.state(),
            verdict.reason(),
            verdict.rows(),
            verdict.referenceId()));
  }

  /** The newest revision of the newest window's verdict, without its columns. */
  public record Newest(
      Window window,
      int revision,
      State state,
      Verdict.UnknownReason reason,
      long rows,
      String referenceId) {

    public Newest {
      requireNonNull(window, "window");
      requireNonNull(state, "state");
      requireNonNull(reason, "reason");
      requireNonNull(referenceId, "referenceId");
    }
  }
}
