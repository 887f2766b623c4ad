package dev.leeway.alerting;

import dev.leeway.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** The one sentence an alert says; without the clock, so a replay says the same. */
final class Wording {

  /** How many columns a sentence can carry. */
  private static final int NAMED = 3;

  private Wording() {}

  static String drifted(Verdict verdict, List<DriftedColumn> columns, int total) {
    return subject(verdict)
        + ": "
        + (total == 1 ? "1 column" : total + " columns")
        + " drifted between "
        + verdict.window().start()
        + " and "
        + verdict.window().end()
        + (columns.isEmpty() ? "" : ": " + named(columns, total));
  }

  static String recovered(Verdict verdict) {
    return subject(verdict) + ": no drift any more since " + verdict.window().start();
  }

  static String revised(Verdict verdict) {
    return subject(verdict)
        + ": the window from "
        + verdict.window().start()
        + " was corrected by revision "
        + verdict.revision()
        + " and shows no drift";
  }

  static String superseded(AlertKey older, String successor, Verdict verdict) {
    return subject(verdict, older)
        + ": version "
        + successor
        + " has taken over and shows no drift, window from "
        + verdict.window().start();
  }

  private static String subject(Verdict verdict) {
    return subject(verdict, AlertKey.of(verdict));
  }

  private static String subject(Verdict verdict, AlertKey key) {
    return verdict.model().name()
        + " version "
        + key.model().version()
        + (key.segment().isEmpty() ? "" : ", " + key.segment());
  }

  private static String named(List<DriftedColumn> columns, int total) {
    String names =
        columns.stream()
            .limit(NAMED)
            .map(
                column ->
                    column.column() + (column.why().isEmpty() ? "" : " (" + column.why() + ")"))
            .collect(Collectors.joining(", "));
    return total > NAMED ? names + " and " + (total - NAMED) + " more" : names;
  }
}
