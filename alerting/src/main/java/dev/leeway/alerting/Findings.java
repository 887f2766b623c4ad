package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.Part;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an alert has to say.
 *
 * @param columns the columns of the last window that drifted, the largest part in the drift first,
 *     at most {@value #MOST_COLUMNS}
 * @param total how many columns drifted in it
 * @param measures of an alert on performance, those of the last bad window that are worse than
 *     allowed, at most as many
 * @param summary in words a person reads
 * @param verdictKey key of the verdict that caused the last change
 */
public record Findings(
    List<DriftedColumn> columns,
    int total,
    List<WorseMeasure> measures,
    String summary,
    String verdictKey) {

  /** More than a person reads; the verdict has them all. */
  public static final int MOST_COLUMNS = 20;

  /** Nothing yet. */
  public static final Findings NONE = new Findings(List.of(), 0, List.of(), "", "");

  public Findings {
    columns = List.copyOf(columns);
    measures = List.copyOf(measures);
    requireNonNull(summary, "summary");
    requireNonNull(verdictKey, "verdictKey");
    if (total < columns.size()) throw new IllegalArgumentException("total: " + total);
  }

  /** What a bad window shows, of the columns the rule looks at. */
  static Findings of(Verdict verdict, AlertScope scope) {
    if (verdict.performance().isPresent()) return of(verdict, verdict.performance().get());
    List<Part> drifted =
        Part.of(verdict.columns()).stream()
            .filter(part -> scope.watches(part.column().column()))
            .toList();
    List<DriftedColumn> columns =
        drifted.stream().limit(MOST_COLUMNS).map(DriftedColumn::of).toList();
    Findings found = new Findings(columns, drifted.size(), List.of(), "", verdict.key());
    return found.under(Wording.drifted(verdict, found), verdict);
  }

  private static Findings of(Verdict verdict, WindowPerformance performance) {
    List<WorseMeasure> worse =
        performance.failed(verdict.kind()).stream()
            .limit(MOST_COLUMNS)
            .map(measure -> WorseMeasure.of(measure, performance, verdict.kind()))
            .toList();
    String summary = Wording.worse(verdict, worse);
    return new Findings(List.of(), 0, worse, summary, verdict.key());
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
    return new Findings(columns, total, measures, news, verdict.key());
  }
}
