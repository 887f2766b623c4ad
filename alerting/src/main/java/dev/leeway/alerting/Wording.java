package dev.leeway.alerting;

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

  static String drifted(Verdict verdict, Findings findings) {
    return subject(verdict)
        + ": "
        + (findings.total() == 1 ? "1 column" : findings.total() + " columns")
        + " drifted between "
        + time(verdict.window().start())
        + " and "
        + time(verdict.window().end())
        + " UTC"
        + findings.since().map(since -> ", since " + time(since)).orElse("")
        + (findings.columns().isEmpty() ? "" : ": " + named(findings));
  }

  static String worse(Verdict verdict, List<WorseMeasure> measures) {
    String basis =
        verdict.kind() == Verdict.Kind.PERFORMANCE ? "performance" : "estimated performance";
    return subject(verdict)
        + ": "
        + basis
        + " worse than allowed between "
        + time(verdict.window().start())
        + " and "
        + time(verdict.window().end())
        + " UTC"
        + (measures.isEmpty() ? "" : ": " + named(measures));
  }

  static String recovered(Verdict verdict) {
    return subject(verdict)
        + ": "
        + wellAgain(verdict)
        + " since "
        + time(verdict.window().start())
        + " UTC";
  }

  private static String wellAgain(Verdict verdict) {
    return switch (verdict.kind()) {
      case PERFORMANCE -> "performance as allowed again";
      case ESTIMATED_PERFORMANCE -> "estimated performance as allowed again";
      default -> "no drift any more";
    };
  }

  private static String well(Verdict verdict) {
    return switch (verdict.kind()) {
      case PERFORMANCE -> "performs as allowed";
      case ESTIMATED_PERFORMANCE -> "is expected to perform as allowed";
      default -> "shows no drift";
    };
  }

  static String revised(Verdict verdict) {
    return subject(verdict)
        + ": the window from "
        + time(verdict.window().start())
        + " UTC was corrected by revision "
        + verdict.revision()
        + " and "
        + well(verdict);
  }

  static String superseded(AlertKey older, String successor, Verdict verdict) {
    return subject(verdict, older)
        + ": version "
        + successor
        + " has taken over and "
        + well(verdict)
        + ", window from "
        + time(verdict.window().start())
        + " UTC";
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
