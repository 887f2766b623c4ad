package dev.leeway.app.meters;

import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Verdict;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** The gauges of one quality verdict. */
final class QualityGauges {

  private QualityGauges() {}

  /** All of them; a number or limit that is not there has none. */
  static List<Reading> of(Verdict verdict, Tags series) {
    List<Reading> readings = new ArrayList<>();
    readings.add(
        new Reading(
            "leeway.quality.window.state",
            "0 OK, 1 FAILED, -1 UNKNOWN",
            series,
            VerdictMeters.number(verdict.state())));
    for (ConstraintResult result : verdict.constraints()) {
      Tags tags = series.and("column", result.column(), "constraint", result.constraint());
      readings.add(
          new Reading(
              "leeway.quality.state",
              "0 OK, 1 FAILED, -1 UNKNOWN",
              tags,
              VerdictMeters.number(result.state())));
      Reading.add(
          readings, "leeway.quality.value", "What the constraint is on", tags, result.observed());
      Reading.add(readings, "leeway.quality.at.least", "Lower limit", tags, result.atLeast());
      Reading.add(readings, "leeway.quality.at.most", "Upper limit", tags, result.atMost());
    }
    return readings;
  }
}
