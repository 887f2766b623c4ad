package dev.leeway.app.api;

import dev.leeway.store.Series;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a model stands, by what its newest windows came to.
 *
 * @param series of all its versions
 * @param knownVersions configured or published, with or without verdicts
 */
record Standing(String model, List<Series> series, List<String> knownVersions) {

  Standing {
    series = List.copyOf(series);
    knownVersions = List.copyOf(knownVersions);
  }

  /**
   * DRIFTED if a current series is, of whatever segment. Otherwise UNKNOWN if a current drift
   * series on all rows is: a small segment with too few rows says nothing of the model. A model
   * without verdicts is UNKNOWN.
   */
  State state() {
    if (!drifted().isEmpty()) return State.DRIFTED;
    return unknown().isPresent() || current().isEmpty() ? State.UNKNOWN : State.OK;
  }

  /** Why the state is UNKNOWN, {@code NO_VERDICTS} if there are none, else {@code NONE}. */
  String reason() {
    if (state() != State.UNKNOWN) return Verdict.UnknownReason.NONE.name();
    return unknown().map(series -> series.newest().reason().name()).orElse("NO_VERDICTS");
  }

  /**
   * The series that reach the newest window of their kind and length. A version that gets no more
   * traffic falls behind and no longer counts; two versions that share the traffic both count.
   */
  List<Series> current() {
    Map<Cut, Instant> newest = new HashMap<>();
    for (Series one : series) {
      newest.merge(Cut.of(one), one.newest().window().end(), Standing::later);
    }
    return series.stream()
        .filter(one -> one.newest().window().end().equals(newest.get(Cut.of(one))))
        .toList();
  }

  /** The current series that are drifted. */
  List<Series> drifted() {
    return current().stream().filter(one -> one.newest().state() == State.DRIFTED).toList();
  }

  /** The current series whose constraints do not all hold. */
  List<Series> failed() {
    return current(Verdict.Kind.QUALITY).stream()
        .filter(one -> one.newest().state() == State.FAILED)
        .toList();
  }

  /** The current series of that kind. */
  List<Series> current(Verdict.Kind kind) {
    return current().stream().filter(one -> one.kind() == kind).toList();
  }

  /**
   * FAILED if a current series is, else UNKNOWN if one on all rows is, else OK; empty if the model
   * has no quality constraints.
   */
  Optional<State> quality() {
    List<Series> judged = current(Verdict.Kind.QUALITY);
    if (judged.isEmpty()) return Optional.empty();
    if (!failed().isEmpty()) return Optional.of(State.FAILED);
    boolean unknown =
        judged.stream()
            .filter(one -> one.segment().isEmpty())
            .anyMatch(one -> one.newest().state() == State.UNKNOWN);
    return Optional.of(unknown ? State.UNKNOWN : State.OK);
  }

  /** Oldest first; those without verdicts last. */
  List<String> versions() {
    Set<String> versions = new LinkedHashSet<>();
    series.stream()
        .sorted(Comparator.comparing(Series::first))
        .forEach(one -> versions.add(one.model().version()));
    versions.addAll(knownVersions);
    return List.copyOf(versions);
  }

  /** The versions of the current series, in the order of {@link #versions}. */
  List<String> currentVersions() {
    List<String> current = current().stream().map(one -> one.model().version()).distinct().toList();
    return versions().stream().filter(current::contains).toList();
  }

  private Optional<Series> unknown() {
    return current().stream()
        .filter(one -> one.kind() == Verdict.Kind.DRIFT && one.segment().isEmpty())
        .filter(one -> one.newest().state() == State.UNKNOWN)
        .findFirst();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** What must agree for two newest windows to be comparable. */
  private record Cut(Verdict.Kind kind, Duration length) {
    static Cut of(Series series) {
      return new Cut(series.kind(), series.length());
    }
  }
}
