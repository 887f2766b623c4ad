package dev.leeway.bench.decisions;

import java.util.List;

/**
 * How much is simulated.
 *
 * @param seed equal seeds give equal results, whatever the number of threads
 * @param repetitions of a stream with one column; wider ones are repeated less often
 * @param reference rows of every reference; each repetition draws its own
 * @param windows windows of a stream without drift
 * @param rows rows per window of streams without drift, ascending
 * @param columns columns of streams without drift
 * @param goodEvents events before the onset of a drift that comes late
 * @param patience events after the onset within which a drift must be found
 */
public record Plan(
    long seed,
    int repetitions,
    int reference,
    int windows,
    List<Integer> rows,
    List<Integer> columns,
    int goodEvents,
    int patience) {

  /**
   * Values that a rule which looks at rows may be shown per cell of the table. Large windows are
   * slow then, and their outcome is plain after a few streams.
   */
  private static final long MOST_VALUES = 40_000_000;

  private static final int FEWEST = 1;

  /**
   * @throws IllegalArgumentException if there is nothing to simulate
   */
  public Plan {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (repetitions < 1 || reference < 1 || windows < 1) {
      throw new IllegalArgumentException("nothing to simulate");
    }
  }

  /** What is promised: windows of 50 to 20,000 rows, 1 to 50 columns, 200 windows. */
  public static Plan standard(long seed, int repetitions) {
    return new Plan(
        seed,
        repetitions,
        20_000,
        200,
        List.of(50, 100, 200, 500, 1_000, 5_000, 20_000),
        List.of(1, 10, 50),
        20_000,
        40_000);
  }

  /** How many streams without drift of so many columns are shown to a rule. */
  int repetitions(Rule rule, int rows, int columns) {
    // A stream of fifty columns is as much work as fifty streams, and says as much about columns.
    long wanted = (long) Math.ceil(repetitions / Math.sqrt(columns));
    if (!rule.looksAtRows()) return (int) wanted;
    long affordable = MOST_VALUES / ((long) rows * columns * windows);
    return (int) Math.min(wanted, Math.max(FEWEST, affordable));
  }
}
