package dev.leeway.bench.decisions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results as tables of fixed width. */
final class ReportText {

  private static final int LABEL = 36;
  private static final int CELL = 19;

  private final StringBuilder text = new StringBuilder();
  private final int windows;

  ReportText(int windows) {
    this.windows = windows;
  }

  ReportText falseAlarms(List<FalseAlarm> cells) {
    title("False alarms: streams of " + windows + " windows without drift in which the rule cried");
    table(
        cells,
        cell -> cell.scenario() + ", " + columns(cell.columns()) + ", " + cell.rows() + " rows",
        FalseAlarm::rule,
        cell -> percent(cell.everAlarm()) + " of " + cell.repetitions());
    return this;
  }

  ReportText delays(String title, List<Delay> cells) {
    title(title + ": median events until the alarm");
    table(cells, Delay::shift, Delay::rule, ReportText::delay);
    return this;
  }

  ReportText dependent(List<Dependent> cells) {
    title("False alarms where rows resemble the one before (AR(1), no drift)");
    table(
        cells,
        cell -> String.format(Locale.ROOT, "rho %s, %s", cell.rho(), block(cell)),
        Dependent::rule,
        cell -> percent(cell.everAlarm()) + " of " + cell.repetitions());
    return this;
  }

  private static String block(Dependent cell) {
    return cell.rowsPerBlock() == 1
        ? "every row counts"
        : String.format(Locale.ROOT, "%.0f count as one", cell.rowsPerBlock());
  }

  private static String columns(int columns) {
    return columns == 1 ? "1 column" : columns + " columns";
  }

  private static String delay(Delay delay) {
    if (delay.alarmedBefore() > 0.5) {
      return "(" + percent(delay.alarmedBefore()) + " before)";
    }
    String median =
        delay.medianEvents().isPresent()
            ? String.valueOf(delay.medianEvents().getAsLong())
            : "not found";
    return delay.rows() == Delays.SMALL_WINDOW ? median : median + " by " + delay.rows();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void title(String title) {
    if (text.length() > 0) text.append('\n');
    text.append(title).append("\n\n");
  }

  private <T> void table(
      List<T> cells,
      Function<T, String> row,
      Function<T, String> column,
      Function<T, String> value) {
    List<String> heads = cells.stream().map(column).distinct().toList();
    Map<String, Map<String, String>> rows =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    row, LinkedHashMap::new, Collectors.toMap(column, value, (a, b) -> a)));
    line("", heads);
    rows.forEach(
        (label, values) ->
            line(label, heads.stream().map(head -> values.getOrDefault(head, "")).toList()));
  }

  private void line(String label, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL + "s", label));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%" + CELL + "s", cell)));
    text.append(line.toString().stripTrailing()).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
