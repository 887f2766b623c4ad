package dev.leeway.app.compare;

import dev.leeway.app.rows.ReadRows;
import dev.leeway.app.rows.RowVisitor;
import dev.leeway.mode.Mode;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.ProfileBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Compares tables, whole or chunk by chunk, with a reference. A table is read once, in memory that
 * does not depend on the number of its rows unless values are kept row by row.
 */
public final class Comparison {

  /** Chunks of time counted at a time: rows come nearly in order, or each opens a chunk again. */
  private static final int OPEN_SPANS = 32;

  private final ReferenceSide reference;
  private final Layout layout;
  private final Monitor monitor;
  private final Manner manner;
  private final Optional<ExactRows> exact;

  /**
   * @param monitor which columns are compared, the rule, and the constraints
   * @throws ComparisonException if values are wanted row by row where that cannot be, or the time
   *     column is not known
   */
  public Comparison(ReferenceSide reference, Monitor monitor, Manner manner) {
    this.reference = reference;
    layout = reference.reference().layout();
    this.manner = TimeColumn.settled(manner, layout);
    this.monitor = TimeColumn.without(this.manner, monitor);
    if (manner.exact() && !reference.hasRows()) {
      throw new ComparisonException(
          reference.side().file()
              + " is a profile, which has no rows: row-exact comparison needs the data");
    }
    exact = manner.exact() || manner.mode().isPresent() ? reference.exact() : Optional.empty();
    if (manner.exact() && exact.isEmpty()) throw tooLarge(reference.side().file());
  }

  /** How the table is compared, with its time column. */
  public Manner manner() {
    return manner;
  }

  /**
   * Reads a table.
   *
   * @param now for which freshness is asked
   * @param performance of the same table, chunk by chunk
   * @throws ComparisonException if the table has no rows, is too large to be compared row by row,
   *     or has no time column where one is needed
   */
  public Verdicts read(Table current, Instant now, PerformanceByChunk performance) {
    Optional<ExactLimit> limit = exact.map(known -> new ExactLimit(layout.columns().size()));
    boolean spans = manner.chunking() instanceof Chunking.Span;
    ChunkStore chunks =
        new ChunkStore(
            new ChunkStore.Columns(
                current.names(),
                new ProfileBuilder.Counting(layout, monitor.quality().patterns()),
                place(current, manner.idColumn())),
            limit,
            ChunkStore.Limits.ofThisProcess(spans ? OPEN_SPANS : 1));
    List<String> notes = new ArrayList<>(columnNotes(current));
    notes.addAll(performance.notes());
    long rows = count(current, chunks, notes);
    boolean rowExact = limit.isPresent() && limit.get().isKept();
    if (manner.exact() && !rowExact) throw tooLarge(current.file().toString());
    if (manner.mode().isPresent() && !rowExact) {
      notes.add("values are counted on the reference's bins, with an error: " + ExactLimit.WORDS);
    }
    Side side = new Side(current.file().toString(), rows, Optional.empty());
    Heading heading =
        new Heading(
            reference.side(),
            side,
            reference.model(),
            manner,
            rowExact,
            notes,
            performance.detections());
    ChunkQuality quality = new ChunkQuality(monitor.quality(), layout, now);
    Verdicts.Judges judges = new Verdicts.Judges(columns(), quality, monitor);
    return new Verdicts(heading, chunks, judges, performance);
  }

  private long count(Table current, ChunkStore chunks, List<String> notes) {
    OptionalInt time = place(current, manner.timeColumn());
    if (!(manner.chunking() instanceof Chunking.Span span)) {
      long each = manner.chunking() instanceof Chunking.Rows some ? some.each() : Long.MAX_VALUE;
      return rows(current, new RowsByNumber(chunks, each, time));
    }
    RowsByTime timed = new RowsByTime(chunks, time.orElseThrow(), span.length());
    long rows = rows(current, timed);
    String name = manner.timeColumn().orElseThrow();
    if (timed.untimed() == rows) {
      throw new ComparisonException(
          current.file()
              + ": \""
              + name
              + "\" holds no time: it is"
              + " written as ISO 8601 has it, or a number since 1970");
    }
    if (timed.untimed() > 0) {
      notes.add(
          String.format(
              Locale.ROOT, "%,d rows have no time in %s: in no chunk", timed.untimed(), name));
    }
    return rows;
  }

  private static OptionalInt place(Table table, Optional<String> column) {
    if (column.isEmpty()) return OptionalInt.empty();
    int place = table.names().indexOf(column.get());
    if (place >= 0) return OptionalInt.of(place);
    throw new ComparisonException(table.file() + " has no column \"" + column.get() + "\"");
  }

  private static long rows(Table current, RowVisitor visitor) {
    ReadRows read = current.rows().forEach(visitor);
    if (read.rows() == 0) throw new ComparisonException(current.file() + " has no rows");
    return read.rows();
  }

  private ColumnComparison columns() {
    Optional<Mode> mode = manner.mode();
    return mode.isPresent()
        ? new ModeComparison(mode.get(), reference.reference(), exact, monitor)
        : new DriftComparison(reference.reference(), monitor, exact);
  }

  private List<String> columnNotes(Table current) {
    List<String> notes = new ArrayList<>();
    List<String> known = layout.columns().stream().map(ColumnLayout::column).distinct().toList();
    Set<String> there = new HashSet<>(current.names());
    List<String> absent =
        known.stream()
            .filter(name -> !there.contains(name) && !monitor.column(name).ignored())
            .toList();
    if (!absent.isEmpty()) {
      boolean none =
          known.stream().allMatch(n -> absent.contains(n) || monitor.column(n).ignored());
      if (none) throw foreign(current, absent);
      notes.add("missing in all rows, for the file has no such column: " + listed(absent));
    }
    List<String> more =
        current.names().stream()
            .filter(name -> !known.contains(name) && !monitor.column(name).ignored())
            .toList();
    if (!more.isEmpty()) {
      notes.add("not compared, for the reference has no such column: " + listed(more));
    }
    List<String> unknown =
        monitor.columns().keySet().stream()
            .filter(name -> !isCompared(name) && !monitor.column(name).ignored())
            .toList();
    if (!unknown.isEmpty()) {
      notes.add("in the monitor, but the reference has no such column: " + listed(unknown));
    }
    return notes;
  }

  /** Whether it is a column of the reference, or a facet of one. */
  private boolean isCompared(String name) {
    return layout.columns().stream()
        .anyMatch(column -> column.name().equals(name) || column.column().equals(name));
  }

  /** A wrong file, or one with another separator, has not drifted. */
  private static ComparisonException foreign(Table current, List<String> absent) {
    return new ComparisonException(
        current.file()
            + " has none of the columns to compare: "
            + listed(absent)
            + (current.names().isEmpty() ? "" : "; it has " + listed(current.names())));
  }

  private static String listed(List<String> names) {
    int most = 10;
    String some = String.join(", ", names.stream().limit(most).map(Words::name).toList());
    return names.size() > most ? some + ", and " + (names.size() - most) + " more" : some;
  }

  private static ComparisonException tooLarge(String file) {
    return new ComparisonException(file + ": " + ExactLimit.WORDS);
  }
}
