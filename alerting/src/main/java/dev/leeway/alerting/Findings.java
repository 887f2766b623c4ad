package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Judgement;
import dev.leeway.rule.Subject;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.Part;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an alert has to say.
 *
 * @param columns the columns of the last bad window that moved, the most moved first, at most
 *     {@value #MOST_COLUMNS}
 * @param total how many columns moved in it
 * @param measures of an alert on performance or quality, the numbers of the last bad window that
 *     are worse than allowed, at most as many
 * @param summary in words a person reads
 * @param verdictKey key of the verdict that caused the last change; empty before the first
 * @param referenceId the reference that verdict was made by; empty where there was none
 */
public record Findings(
    List<DriftedColumn> columns,
    int total,
    List<WorseMeasure> measures,
    String summary,
    String verdictKey,
    String referenceId) {

  /** More than a person reads; the verdict has them all. */
  public static final int MOST_COLUMNS = 20;

  /** Nothing yet. */
  public static final Findings NONE = new Findings(List.of(), 0, List.of(), "", "", "");

  public Findings {
    columns = List.copyOf(columns);
    measures = List.copyOf(measures);
    requireNonNull(summary, "summary");
    requireNonNull(verdictKey, "verdictKey");
    requireNonNull(referenceId, "referenceId");
    if (total < columns.size()) throw new IllegalArgumentException("total: " + total);
  }

  /**
   * What a bad window shows.
   *
   * @param revised whether it had been judged before, and otherwise
   */
  static Findings of(Judgement judgement, boolean revised) {
    Findings found =
        switch (judgement.rule().on().cause()) {
          case DRIFT, PREDICTION_DRIFT -> moved(judgement);
          case PERFORMANCE, ESTIMATED_PERFORMANCE -> measured(performance(judgement));
          case QUALITY -> measured(constraints(judgement));
          case NO_DATA -> NONE;
        };
    return found.under(Wording.bad(judgement, found, revised), judgement.verdict());
  }

  /** Where in event time the first of the columns began to drift, as far as the evidence tells. */
  public Optional<Instant> since() {
    return columns.stream()
        .map(DriftedColumn::since)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** The same under other news. */
  Findings under(String news, Verdict verdict) {
    return new Findings(columns, total, measures, news, verdict.key(), verdict.referenceId());
  }

  /** The same under news that no verdict brings. */
  Findings under(String news) {
    return new Findings(columns, total, measures, news, verdictKey, referenceId);
  }

  private static Findings moved(Judgement judgement) {
    Subject on = judgement.rule().on();
    boolean byState = !on.isMeasured() || on.measure().equals(Subject.SHARE);
    List<DriftedColumn> moved = byState ? drifted(judgement) : beyond(judgement);
    List<DriftedColumn> most = moved.stream().limit(MOST_COLUMNS).toList();
    return new Findings(most, moved.size(), List.of(), "", "", "");
  }

  private static List<DriftedColumn> drifted(Judgement judgement) {
    return Part.of(judgement.verdict().columns()).stream()
        .filter(part -> judgement.rule().scope().watches(part.column().column()))
        .map(DriftedColumn::of)
        .toList();
  }

  private static List<DriftedColumn> beyond(Judgement judgement) {
    Measure measure = Measure.of(judgement.rule().on().measure()).orElseThrow();
    double open = judgement.rule().threshold().orElseThrow().open();
    return judgement.bad().stream()
        .map(number -> DriftedColumn.beyond(number.of(), measure, number.value(), open))
        .toList();
  }

  private static Findings measured(List<WorseMeasure> worse) {
    return new Findings(List.of(), 0, worse.stream().limit(MOST_COLUMNS).toList(), "", "", "");
  }

  private static List<WorseMeasure> performance(Judgement judgement) {
    Verdict verdict = judgement.verdict();
    WindowPerformance all = verdict.performance().orElseThrow();
    if (judgement.rule().on().isMeasured()) {
      return judgement.heldAgainst().stream()
          .map(measure -> WorseMeasure.of(measure, all, verdict.kind()))
          .toList();
    }
    return all.failed(verdict.kind()).stream()
        .map(measure -> WorseMeasure.of(measure, all, verdict.kind()))
        .toList();
  }

  private static List<WorseMeasure> constraints(Judgement judgement) {
    AlertRule rule = judgement.rule();
    if (rule.on().isMeasured()) {
      return judgement.bad().stream().map(number -> WorseMeasure.beyond(number, rule)).toList();
    }
    return judgement.verdict().constraints().stream()
        .filter(constraint -> constraint.state() == State.FAILED)
        .filter(constraint -> rule.scope().watches(constraint.column()))
        .map(WorseMeasure::of)
        .toList();
  }
}
