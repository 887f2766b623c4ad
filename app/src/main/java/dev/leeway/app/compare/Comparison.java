package dev.leeway.app.compare;

import dev.leeway.app.rows.ReadRows;
import dev.leeway.app.rows.RowVisitor;
import dev.leeway.mode.Mode;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a table, whole or chunk by chunk, with a baseline. The table is read once, in memory
 * that does not depend on the number of its rows unless values are kept row by row.
 */
public final class Comparison {

  /** Chunks of time counted at a time: rows come nearly in order, or each opens a chunk again. */
  private static final int OPEN_SPANS = 32;

  private final Baseline baseline;
  private final Monitor monitor;
  private final Manner manner;
  private final Optional<ExactRows> exact;

  /**
   * @param monitor which columns are compared, and the rule
   * @throws ComparisonException if values are wanted row by row where that cannot be, or the time
   *     column is not known
   */
  public Comparison(Baseline baseline, Monitor monitor, Manner manner) {
    this.baseline = baseline;
    this.manner = TimeColumn.settled(manner, baseline.reference().layout());
    this.monitor =
        this.manner
            .timeColumn()
            .map(time -> monitor.with(time, monitor.column(time).ignoring()))
            .orElse(monitor);
    if (manner.exact() && !baseline.hasRows()) {
      throw new ComparisonException(
          baseline.side().file()
              + " is a profile, which has no rows: row-exact comparison needs the data");
    }
    exact = manner.exact() || manner.mode().isPresent() ? baseline.exact() : Optional.empty();
    if (manner.exact() && exact.isEmpty()) throw tooLarge(baseline.side().file());
  }

  /**
   * Reads a table.
   *
   * @throws ComparisonException if the table has no rows, is too large to be compared row by row,
   *     or has no time column where one is needed
   */
  public Verdicts read(Table current) {
    Optional<ExactLimit> limit =
        exact.map(known -> new ExactLimit(baseline.reference().layout().columns().size()));
    boolean spans = manner.chunking() instanceof Chunking.Span;
    ChunkStore chunks =
        new ChunkStore(
            current.names(),
            baseline.reference(),
            limit,
            ChunkStore.Limits.ofThisProcess(spans ? OPEN_SPANS : 1));
    List<String> notes = new ArrayList<>(columnNotes(current));
    long rows = count(current, chunks, notes);
    boolean rowExact = limit.isPresent() && limit.get().isKept();
    if (manner.exact() && !rowExact) throw tooLarge(current.file().toString());
    if (manner.mode().isPresent() && !rowExact) {
      notes.add("values are counted on the reference's bins, with an error: " + ExactLimit.WORDS);
    }
    Side side = new Side(current.file().toString(), rows, Optional.empty());
    Heading heading = new Heading(baseline.side(), side, baseline.model(), manner, rowExact, notes);
    return new Verdicts(heading, chunks, monitor, columns());
  }

  private long count(Table current, ChunkStore chunks, List<String> notes) {
    if (manner.chunking() instanceof Chunking.Span span) {
      String time = manner.timeColumn().orElseThrow();
      int place = current.names().indexOf(time);
      if (place < 0) {
        throw new ComparisonException(current.file() + " has no column \"" + time + "\"");
      }
      RowsByTime timed = new RowsByTime(chunks, place, span.length());
      long rows = rows(current, timed);
      if (timed.untimed() == rows) {
        throw new ComparisonException(current.file() + ": \"" + time + "\" holds no time");
      }
      if (timed.untimed() > 0) {
        notes.add(
            String.format(
                Locale.ROOT, "%,d rows have no time in %s: in no chunk", timed.untimed(), time));
      }
      return rows;
    }
    long each = manner.chunking() instanceof Chunking.Rows some ? some.each() : Long.MAX_VALUE;
    return rows(current, new RowsByNumber(chunks, each));
  }

  private static long rows(Table current, RowVisitor visitor) {
    ReadRows read = current.rows().forEach(visitor);
    if (read.rows() == 0) throw new ComparisonException(current.file() + " has no rows");
    return read.rows();
  }

  private ColumnComparison columns() {
    Optional<Mode> mode = manner.mode();
    if (mode.isPresent()) {
      return new ModeComparison(mode.get(), baseline.reference(), exact, monitor);
    }
    return new DriftComparison(baseline.reference(), monitor, exact);
  }

  private List<String> columnNotes(Table current) {
    List<String> notes = new ArrayList<>();
    List<String> known =
        baseline.reference().layout().columns().stream().map(ColumnLayout::name).toList();
    Set<String> there = new HashSet<>(current.names());
    List<String> absent =
        known.stream()
            .filter(name -> !there.contains(name) && !monitor.column(name).ignored())
            .toList();
    if (!absent.isEmpty()) {
      notes.add("missing in all rows, for the file has no such column: " + listed(absent));
    }
    List<String> more =
        current.names().stream()
            .filter(name -> !known.contains(name) && !manner.timeColumn().equals(Optional.of(name)))
            .toList();
    if (!more.isEmpty())
      notes.add("not compared, for the reference has no such column: " + listed(more));
    return notes;
  }

  private static String listed(List<String> names) {
    int most = 10;
    String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? some + ", and " + (names.size() - most) + " more" : some;
  }

  private static ComparisonException tooLarge(String file) {
    return new ComparisonException(file + ": " + ExactLimit.WORDS);
  }
}
