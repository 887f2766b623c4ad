package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.Part;
import dev.leeway.verdict.Verdict;
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
 * @param summary in words a person reads
 * @param verdictKey key of the verdict that caused the last change
 */
public record Findings(List<DriftedColumn> columns, int total, String summary, String verdictKey) {

  /** More than a person reads; the verdict has them all. */
  public static final int MOST_COLUMNS = 20;

  /** Nothing yet. */
  public static final Findings NONE = new Findings(List.of(), 0, "", "");

  public Findings {
    columns = List.copyOf(columns);
    requireNonNull(summary, "summary");
    requireNonNull(verdictKey, "verdictKey");
    if (total < columns.size()) throw new IllegalArgumentException("total: " + total);
  }

  /** What a window that drifted shows, of the columns the rule looks at. */
  static Findings of(Verdict verdict, AlertScope scope) {
    List<Part> drifted =
        Part.of(verdict.columns()).stream()
            .filter(part -> scope.watches(part.column().column()))
            .toList();
    List<DriftedColumn> columns =
        drifted.stream().limit(MOST_COLUMNS).map(DriftedColumn::of).toList();
    Findings found = new Findings(columns, drifted.size(), "", verdict.key());
    return new Findings(
        columns, found.total(), Wording.drifted(verdict, found), found.verdictKey());
  }

  /** Where in event time the first of the columns began to drift, as far as the evidence tells. */
  public Optional<Instant> since() {
    return columns.stream()
        .map(DriftedColumn::since)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** The same columns under the news that it is over. */
  Findings ended(String news, Verdict verdict) {
    return new Findings(columns, total, news, verdict.key());
  }
}
