package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Which verdicts of a model; what is empty does not filter.
 *
 * @param model name
 * @param segment {@code Optional.of("")} for the verdicts on all rows
 * @param state of the newest revision
 * @param length of the window
 */
public record VerdictFilter(
    String model,
    Span span,
    Optional<String> version,
    Optional<String> segment,
    Optional<Verdict.Kind> kind,
    Optional<State> state,
    Optional<Duration> length) {

  public VerdictFilter {
    requireNonNull(model, "model");
    requireNonNull(span, "span");
    requireNonNull(version, "version");
    requireNonNull(segment, "segment");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
    requireNonNull(length, "length");
  }

  /** Everything known of the model. */
  public static VerdictFilter of(String model) {
    return new VerdictFilter(
        model,
        Span.ALL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
