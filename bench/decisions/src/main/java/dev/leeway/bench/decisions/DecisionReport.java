package dev.leeway.bench.decisions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What came out of a {@link Simulation}. */
public final class DecisionReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Plan plan;
  private final List<FalseAlarm> falseAlarms;
  private final List<Delay> delays;
  private final List<Delay> later;
  private final List<Delay> quiet;
  private final List<Dependent> dependent;

  DecisionReport(
      Plan plan,
      List<FalseAlarm> falseAlarms,
      List<Delay> delays,
      List<Delay> later,
      List<Delay> quiet,
      List<Dependent> dependent) {
    this.plan = plan;
    this.falseAlarms = falseAlarms;
    this.delays = delays;
    this.later = later;
    this.quiet = quiet;
    this.dependent = dependent;
  }

  List<FalseAlarm> falseAlarms() {
    return falseAlarms;
  }

  List<Delay> delays() {
    return delays;
  }

  /** As tables for people. */
  public String toText() {
    return new ReportText(plan.windows())
        .falseAlarms(falseAlarms)
        .delays("Drift from the first event on", delays)
        .delays("Drift after " + plan.goodEvents() + " good events", later)
        .delays("Drift from the first event on, in windows in which the rule is quiet", quiet)
        .dependent(dependent)
        .toString();
  }

  /** As one JSON object. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode settings = root.putObject("settings");
    settings.put("seed", plan.seed());
    settings.put("referenceRows", plan.reference());
    settings.put("windows", plan.windows());
    ArrayNode nulls = root.putArray("falseAlarms");
    for (FalseAlarm cell : falseAlarms) {
      ObjectNode node = nulls.addObject();
      node.put("rule", cell.rule());
      node.put("scenario", cell.scenario());
      node.put("rows", cell.rows());
      node.put("columns", cell.columns());
      node.put("everAlarm", cell.everAlarm());
      node.put("repetitions", cell.repetitions());
    }
    add(root.putArray("delays"), delays);
    add(root.putArray("delaysAfterGoodEvents"), later);
    add(root.putArray("delaysInQuietWindows"), quiet);
    ArrayNode dependents = root.putArray("autocorrelated");
    for (Dependent cell : dependent) {
      ObjectNode node = dependents.addObject();
      node.put("rule", cell.rule());
      node.put("rho", cell.rho());
      node.put("rowsPerBlock", cell.rowsPerBlock());
      node.put("rows", cell.rows());
      node.put("columns", cell.columns());
      node.put("everAlarm", cell.everAlarm());
      node.put("repetitions", cell.repetitions());
    }
    return root.toPrettyString();
  }

  private static void add(ArrayNode array, List<Delay> delays) {
    for (Delay delay : delays) {
      ObjectNode node = array.addObject();
      node.put("rule", delay.rule());
      node.put("shift", delay.shift());
      if (delay.medianEvents().isPresent()) {
        node.put("medianEvents", delay.medianEvents().getAsLong());
      } else {
        node.putNull("medianEvents");
      }
      node.put("rows", delay.rows());
      node.put("goodEvents", delay.goodEvents());
      node.put("found", delay.found());
      node.put("alarmedBefore", delay.alarmedBefore());
      node.put("repetitions", delay.repetitions());
    }
  }
}
