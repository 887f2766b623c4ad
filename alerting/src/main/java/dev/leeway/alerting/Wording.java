package dev.leeway.alerting;

import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Judgement;
import dev.leeway.rule.Subject;
import dev.leeway.verdict.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The one sentence an alert says; without the clock, so a replay says the same. */
final class Wording {

  /** How many columns a sentence can carry. */
  private static final int NAMED = 3;

  /** What a verdict calls several columns that are looked at together. */
  private static final String JOINT = "__joint__";

  private static final DateTimeFormatter MINUTE = inUtc("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter MILLISECOND = inUtc("uuuu-MM-dd HH:mm:ss.SSS");

  private Wording() {}

  /** What is the matter in a bad window. */
  static String bad(Judgement judgement, Findings findings, boolean revised) {
    Verdict verdict = judgement.verdict();
    AlertKey key = AlertKey.of(judgement.rule(), verdict);
    String details = key.cause().isDrift() ? named(findings) : named(findings.measures());
    return key.about()
        + ": "
        + (revised ? "as of revision " + verdict.revision() + ", " : "")
        + matter(judgement, findings)
        + " between "
        + time(verdict.window().start())
        + " and "
        + time(verdict.window().end())
        + " UTC"
        + findings.since().map(since -> ", since " + time(since)).orElse("")
        + (details.isEmpty() ? "" : ": " + details);
  }

  private static String matter(Judgement judgement, Findings findings) {
    return switch (judgement.rule().on().cause()) {
      case DRIFT -> moved(judgement, findings, "column");
      case PREDICTION_DRIFT -> moved(judgement, findings, "column of the predictions");
      case PERFORMANCE -> "performance worse than allowed";
      case ESTIMATED_PERFORMANCE -> "estimated performance worse than allowed";
      case QUALITY -> {
        int failed = findings.measures().size();
        String atLeast = failed == Findings.MOST_COLUMNS ? "at least " : "";
        yield failed == 1
            ? "1 constraint does not hold"
            : atLeast + failed + " constraints do not hold";
      }
      case NO_DATA -> {
        long rows = judgement.verdict().rows();
        long wanted = judgement.rule().demands().minRows();
        String found = rows == 1 ? "only 1 row" : "only " + Numbers.count(rows) + " rows";
        String few = wanted > 0 ? found + " of at least " + Numbers.count(wanted) : found;
        yield rows == 0 ? "no rows" : few;
      }
    };
  }

  private static String moved(Judgement judgement, Findings findings, String what) {
    AlertRule rule = judgement.rule();
    String measure = rule.on().measure();
    if (measure.equals(Subject.SHARE)) {
      double share = judgement.bad().get(0).value();
      return Math.round(100 * share) + " % of the columns drifted";
    }
    int total = findings.total();
    String columns =
        total == 1 ? "1 " + what : total + " " + what.replaceFirst("column", "columns");
    return measure.isEmpty() ? columns + " drifted" : columns + " moved by " + measure;
  }

  static String recovered(AlertKey key, Verdict verdict) {
    return key.about()
        + ": "
        + wellAgain(key.cause())
        + " since "
        + time(verdict.window().start())
        + " UTC";
  }

  private static String wellAgain(Cause cause) {
    return switch (cause) {
      case DRIFT -> "no drift any more";
      case PREDICTION_DRIFT -> "no drift of the predictions any more";
      case PERFORMANCE -> "performance as allowed again";
      case ESTIMATED_PERFORMANCE -> "estimated performance as allowed again";
      case QUALITY -> "the constraints hold again";
      case NO_DATA -> "enough rows again";
    };
  }

  private static String well(Cause cause) {
    return switch (cause) {
      case DRIFT -> "shows no drift";
      case PREDICTION_DRIFT -> "shows no drift of the predictions";
      case PERFORMANCE -> "performs as allowed";
      case ESTIMATED_PERFORMANCE -> "is expected to perform as allowed";
      case QUALITY -> "keeps the constraints";
      case NO_DATA -> "has enough rows";
    };
  }

  static String revised(AlertKey key, Verdict verdict) {
    return key.about()
        + ": the window from "
        + time(verdict.window().start())
        + " UTC was corrected by revision "
        + verdict.revision()
        + " and "
        + well(key.cause());
  }

  static String reopened(AlertKey key, Verdict verdict) {
    return key.about()
        + ": the window from "
        + time(verdict.window().start())
        + " UTC was corrected by revision "
        + verdict.revision()
        + " and does not end the alert any more";
  }

  static String superseded(AlertKey older, String successor, Verdict verdict) {
    return older.about()
        + ": version "
        + successor
        + " has taken over and "
        + well(older.cause())
        + ", window from "
        + time(verdict.window().start())
        + " UTC";
  }

  static String retired(AlertKey key) {
    return key.about() + ": the rule " + key.rule() + " was removed, nobody looks any more";
  }

  private static String named(Findings findings) {
    String names =
        findings.columns().stream()
            .limit(NAMED)
            .map(column -> told(column, findings.total()))
            .collect(Collectors.joining(", "));
    int left = findings.total() - NAMED;
    return left > 0 ? names + " and " + left + " more" : names;
  }

  private static String named(List<WorseMeasure> measures) {
    String told =
        measures.stream().limit(NAMED).map(WorseMeasure::why).collect(Collectors.joining(". "));
    int left = measures.size() - NAMED;
    return left > 0 ? told + ". And " + left + " more" : told;
  }

  /** Its part is told where there is another one, and where it is more than nothing. */
  private static String told(DriftedColumn column, int total) {
    StringJoiner words = new StringJoiner("; ", " (", ")").setEmptyValue("");
    long percent = Math.round(100 * column.part().orElse(0));
    if (total > 1 && percent > 0) words.add(percent + " % of the drift");
    if (!column.why().isEmpty()) words.add(column.why());
    return (column.column().equals(JOINT) ? "columns together" : column.column()) + words;
  }

  private static DateTimeFormatter inUtc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** To the minute, unless that would not be the truth. */
  private static String time(Instant instant) {
    boolean whole = instant.truncatedTo(ChronoUnit.MINUTES).equals(instant);
    return (whole ? MINUTE : MILLISECOND).format(instant);
  }
}
