package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.app.compare.Table;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.ScoreGrid;
import dev.leeway.reference.ReferencePerformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures how well a model did in the table that its reference is made of: once over the rows for
 * the grid, once to count on it, whole and in ten chunks.
 */
public final class ReferenceOutcomes {

  private ReferenceOutcomes() {}

  /**
   * What was found.
   *
   * @param notes what a careful eye would stop at
   */
  public record Measured(ReferencePerformance performance, List<String> notes) {

    public Measured {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Reads the table twice.
   *
   * @throws ComparisonException if a column is not there, no row has a label that could be counted,
   *     or the task cannot be told
   */
  public static Measured read(Table table, OutcomeColumns columns, Demands demands) {
    OutcomeTable rows = new OutcomeTable(table, columns, Optional.empty(), Optional.empty());
    rows.requireLabels();
    LayoutFinder finder = new LayoutFinder(columns, demands, ScoreGrid.MAX_EDGES);
    long[] number = {0};
    rows.forEach(
        row -> {
          number[0]++;
          finder.row(row);
        });
    PerformanceLayout layout = finder.layout();
    ChunkOutcomes outcomes = new ChunkOutcomes(layout, ChunkKeys.ofReference(number[0]), List.of());
    rows.forEach(outcomes);
    ReferencePerformance performance =
        ReferencePerformance.of(layout, new ArrayList<>(outcomes.profiles().values()));
    if (performance.profile().realised() == 0) {
      throw new ComparisonException(table.file() + ": no row has an outcome that can be counted");
    }
    return new Measured(performance, notes(outcomes));
  }

  private static List<String> notes(ChunkOutcomes outcomes) {
    List<String> notes = new ArrayList<>();
    if (outcomes.unlabelled() > 0) notes.add(rows(outcomes.unlabelled()) + " without a label");
    outcomes.bad().forEach((why, rows) -> notes.add(rows(rows) + " not counted: " + why));
    return notes;
  }

  private static String rows(long number) {
    return String.format(Locale.ROOT, "%,d row%s", number, number == 1 ? "" : "s");
  }
}
