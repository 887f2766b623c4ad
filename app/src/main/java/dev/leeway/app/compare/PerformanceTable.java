package dev.leeway.app.compare;

import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How well a model did as a table; over chunks, as a line of marks for each measure. */
final class PerformanceTable {

  private static final int NARROWEST_MAP = 20;

  private final Ink ink;
  private final Map<String, List<MeasuredPerformance>> realised = new LinkedHashMap<>();
  private final Map<String, List<MeasuredPerformance>> estimated = new LinkedHashMap<>();
  private boolean labelled;

  PerformanceTable(Ink ink) {
    this.ink = ink;
  }

  void add(ChunkPerformance chunk) {
    labelled |= chunk.labelled() > 0;
    add("", chunk.realised(), realised);
    add("estimated ", chunk.estimated(), estimated);
  }

  private static void add(
      String basis,
      List<MeasuredPerformance> measured,
      Map<String, List<MeasuredPerformance>> byMeasure) {
    for (MeasuredPerformance measure : measured) {
      if (!measure.decides()) continue;
      byMeasure
          .computeIfAbsent(basis + measure.result().key(), key -> new ArrayList<>())
          .add(measure);
    }
  }

  /** All by their names; without any label, estimates alone if there are some. */
  private Map<String, List<MeasuredPerformance>> told() {
    Map<String, List<MeasuredPerformance>> told = new LinkedHashMap<>();
    if (labelled || estimated.isEmpty()) told.putAll(realised);
    told.putAll(estimated);
    return told;
  }

  /** One chunk: a line for each deciding measure. */
  List<String> lines(int width) {
    TextGrid grid =
        new TextGrid(
            List.of(
                Column.left("STATE"),
                Column.left("PERFORMANCE"),
                Column.right("VALUE"),
                Column.right("ERROR"),
                Column.right("REFERENCE"),
                Column.right("THRESHOLD"),
                Column.left("")));
    told()
        .forEach(
            (name, all) -> {
              MeasuredPerformance measure = all.get(0);
              State state = measure.state();
              grid.add(
                  List.of(
                      new Cell(state.name(), text -> coloured(state, text)),
                      Cell.plain(Words.name(name)),
                      Cell.plain(value(measure.result())),
                      Cell.plain(error(measure.result())),
                      Cell.plain(number(measure.reference())),
                      Cell.plain(number(measure.threshold())),
                      Cell.plain(why(measure.result()))));
            });
    return grid.lines(width, ink::faint);
  }

  /** Several chunks: a mark for each. */
  List<String> map(int width) {
    Map<String, List<MeasuredPerformance>> told = told();
    int chunks = told.values().stream().mapToInt(List::size).max().orElse(0);
    if (chunks < 2) return List.of();
    int widest = told.keySet().stream().mapToInt(String::length).max().orElse(0);
    int most = Math.max(NARROWEST_MAP, (width == 0 ? 120 : width) - widest - 2);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        ink.faint(
            "Performance by chunk: "
                + mark(State.OK)
                + " as in the reference, "
                + mark(State.FAILED)
                + " worse, ? unknown"));
    for (int from = 0; from < chunks; from += most) {
      if (chunks > most) lines.add(ink.faint(" ".repeat(widest + 2) + "from chunk " + (from + 1)));
      for (Map.Entry<String, List<MeasuredPerformance>> entry : told.entrySet()) {
        StringBuilder line = new StringBuilder(entry.getKey());
        line.append(" ".repeat(widest - entry.getKey().length() + 2));
        List<MeasuredPerformance> all = entry.getValue();
        for (MeasuredPerformance one : all.subList(from, Math.min(all.size(), from + most))) {
          line.append(inked(one.state()));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private String inked(State state) {
    String mark = mark(state);
    return state == State.OK ? ink.faint(mark) : coloured(state, mark);
  }

  private String mark(State state) {
    if (state == State.UNKNOWN) return "?";
    if (state == State.OK) return ink.blocks() ? "\u00b7" : ".";
    return ink.blocks() ? "\u2588" : "#";
  }

  private static String value(PerformanceResult result) {
    return result.found().map(found -> Words.number(found.value())).orElse("-");
  }

  /** What the grid may have done and, of a sample of rows, chance. */
  private static String error(PerformanceResult result) {
    return result
        .found()
        .map(found -> found.error() + found.standardError().orElse(0))
        .filter(error -> error > 0)
        .map(Words::number)
        .orElse("-");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Words.number(value.getAsDouble()) : "-";
  }

  static String why(PerformanceResult result) {
    return result.finding() instanceof Undefined undefined
        ? undefined.code().replace('_', ' ')
        : "";
  }

  /** A measure that is worse than allowed. */
  static String sentence(MeasuredPerformance measure) {
    double value = measure.result().found().map(Found::value).orElseThrow();
    double threshold = measure.threshold().orElseThrow();
    boolean alike = Words.number(value).equals(Words.number(threshold));
    return measure.result().key()
        + " is "
        + (alike ? String.valueOf(value) : Words.number(value))
        + (value < threshold ? ", below " : ", above ")
        + (alike ? String.valueOf(threshold) : Words.number(threshold));
  }

  private String coloured(State state, String text) {
    return switch (state) {
      case DRIFTED, FAILED -> ink.bad(text);
      case OK -> ink.good(text);
      case UNKNOWN -> ink.doubtful(text);
    };
  }
}
