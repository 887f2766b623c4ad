package dev.leeway.rule;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** A verdict as a rule sees it. */
public record Judgement(AlertRule rule, Verdict verdict) {

  /** Of such a window no number may be held against anything. */
  private static final Set<UnknownReason> NOTHING_TO_MEASURE =
      Set.of(UnknownReason.TOO_FEW_ROWS, UnknownReason.TOO_FEW_LABELS, UnknownReason.INCOMPLETE);

  public Judgement {
    requireNonNull(rule, "rule");
    requireNonNull(verdict, "verdict");
  }

  /**
   * A number that the rule has levels for.
   *
   * @param of the column it is of; empty where it is of the window as a whole
   * @param error how far the true number may be from it
   */
  public record Reading(String of, double value, double error) {}

  /** What the window says. */
  public Level level() {
    if (rule.on().cause() == Cause.NO_DATA) return isSilent() ? Level.BAD : Level.GOOD;
    if (verdict.rows() < rule.demands().minRows() || !hasLabels()) return Level.UNKNOWN;
    if (rule.threshold().isEmpty()) return byState();
    if (NOTHING_TO_MEASURE.contains(verdict.reason())) return Level.UNKNOWN;
    Threshold threshold = rule.threshold().get();
    List<Level> levels =
        numbers().map(number -> threshold.level(number.value(), number.error())).toList();
    if (levels.isEmpty()) return Level.UNKNOWN;
    return Stream.of(Level.BAD, Level.BETWEEN)
        .filter(levels::contains)
        .findFirst()
        .orElse(Level.GOOD);
  }

  /** The bad numbers of a rule with levels, the worst first. */
  public List<Reading> bad() {
    Optional<Threshold> threshold = rule.threshold();
    if (threshold.isEmpty()) return List.of();
    Threshold levels = threshold.get();
    return numbers()
        .filter(number -> levels.level(number.value(), number.error()) == Level.BAD)
        .sorted((a, b) -> levels.worse(a.value(), b.value()) ? -1 : a.value() == b.value() ? 0 : 1)
        .toList();
  }

  /** Rows that the rule needs, or the monitor. */
  private boolean isSilent() {
    long needed = rule.demands().minRows();
    return needed > 0
        ? verdict.rows() < needed
        : verdict.reason() == UnknownReason.TOO_FEW_ROWS || verdict.rows() == 0;
  }

  private boolean hasLabels() {
    double needed = rule.demands().minCoverage();
    if (needed == 0) return true;
    OptionalDouble coverage =
        verdict.performance().map(of -> of.coverage()).orElseGet(OptionalDouble::empty);
    return coverage.orElse(0) >= needed;
  }

  private Level byState() {
    boolean whole = rule.scope().columns().isEmpty();
    if (whole || verdict.state() == State.UNKNOWN) return level(verdict.state());
    List<State> states = states().toList();
    if (states.contains(State.DRIFTED) || states.contains(State.FAILED)) return Level.BAD;
    return states.contains(State.OK) ? Level.GOOD : Level.UNKNOWN;
  }

  private Stream<State> states() {
    return rule.on().cause() == Cause.QUALITY
        ? verdict.constraints().stream()
            .filter(constraint -> rule.scope().watches(constraint.column()))
            .map(ConstraintResult::state)
        : rule.scope().watched(verdict.columns()).stream().map(ColumnVerdict::state);
  }

  private static Level level(State state) {
    return switch (state) {
      case OK -> Level.GOOD;
      case DRIFTED, FAILED -> Level.BAD;
      case UNKNOWN -> Level.UNKNOWN;
    };
  }

  private Stream<Reading> numbers() {
    return switch (rule.on().cause()) {
      case DRIFT, PREDICTION_DRIFT ->
          rule.on().measure().equals(Subject.SHARE) ? share().stream() : columnNumbers();
      case PERFORMANCE, ESTIMATED_PERFORMANCE -> measured().flatMap(Judgement::found).stream();
      case QUALITY -> constraintNumbers();
      case NO_DATA -> Stream.empty();
    };
  }

  /** Of the columns that could be judged; columns taken together are none of them. */
  private Optional<Reading> share() {
    List<ColumnVerdict> judged =
        rule.scope().watched(verdict.columns()).stream()
            .filter(column -> column.kind() != ColumnKind.JOINT)
            .filter(column -> column.state() != State.UNKNOWN)
            .toList();
    if (judged.isEmpty()) return Optional.empty();
    long drifted = judged.stream().filter(column -> column.state() == State.DRIFTED).count();
    return Optional.of(new Reading("", (double) drifted / judged.size(), 0));
  }

  private Stream<Reading> columnNumbers() {
    Measure measure = Measure.of(rule.on().measure()).orElseThrow();
    return rule.scope().watched(verdict.columns()).stream()
        .flatMap(
            column ->
                column.measure(measure).stream()
                    .map(found -> new Reading(column.column(), found.value(), 0)));
  }

  /** The measure of performance that the rule has levels for, held against the rule's. */
  public Optional<MeasuredPerformance> heldAgainst() {
    Optional<Threshold> levels = rule.threshold();
    return measured()
        .map(
            measure ->
                new MeasuredPerformance(
                    measure.result(), measure.reference(), levels.map(Threshold::range), true));
  }

  private Optional<MeasuredPerformance> measured() {
    Optional<PerformanceKey> key = PerformanceKey.parse(rule.on().measure());
    return verdict.performance().stream()
        .flatMap(all -> all.of(verdict.kind()).stream())
        .filter(measure -> key.isPresent() && measure.result().key().equals(key.get()))
        .findFirst();
  }

  private static Optional<Reading> found(MeasuredPerformance measure) {
    Optional<Found> found = measure.result().found();
    return found.map(value -> new Reading("", value.value(), value.error()));
  }

  private Stream<Reading> constraintNumbers() {
    return verdict.constraints().stream()
        .filter(constraint -> constraint.constraint().equals(rule.on().measure()))
        .filter(constraint -> rule.scope().watches(constraint.column()))
        .filter(constraint -> constraint.observed().isPresent())
        .map(
            constraint ->
                new Reading(
                    constraint.column(),
                    constraint.observed().getAsDouble(),
                    constraint.error().orElse(0)));
  }
}
