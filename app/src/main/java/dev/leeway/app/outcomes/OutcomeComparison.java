package dev.leeway.app.outcomes;

import dev.leeway.app.compare.Chunking;
import dev.leeway.app.compare.ComparisonException;
import dev.leeway.app.compare.PerformanceByChunk;
import dev.leeway.app.compare.Table;
import dev.leeway.appraisal.PastPerformance;
import dev.leeway.performance.Cell;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.Task;
import dev.leeway.reference.ReferencePerformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures how well a model did in a table, beside how well it did in its reference. Each table is
 * read twice: for the scores that make the grid, and to be counted on it.
 */
public final class OutcomeComparison {

  private final OutcomeColumns columns;
  private final Demands demands;
  private final Sources sources;
  private final Views views;
  private final List<String> notes = new ArrayList<>();

  /**
   * What is read.
   *
   * @param current the table that is compared
   * @param reference the rows of the reference, where they are at hand
   * @param made how the model did in a reference that was made before, where that is known
   * @param labels outcomes of the table that is compared, in a file of their own
   * @param idColumn tells rows apart
   */
  public record Sources(
      Table current,
      Optional<Table> reference,
      Optional<ReferencePerformance> made,
      Optional<Table> labels,
      Optional<String> idColumn) {}

  public OutcomeComparison(OutcomeColumns columns, Demands demands, Sources sources, Views views) {
    this.columns = columns;
    this.demands = views.losses().isEmpty() ? demands : demands.withTask(Task.REGRESSION);
    this.sources = sources;
    this.views = views;
  }

  /**
   * Reads all.
   *
   * @param timeColumn says when a row happened, where chunks are spans of time
   * @throws ComparisonException if a column is not there, or the task cannot be told
   */
  public PerformanceByChunk read(Chunking chunking, Optional<String> timeColumn) {
    OutcomeTable current =
        new OutcomeTable(sources.current(), columns, labels(), times(chunking, timeColumn));
    if (sources.made().isPresent()) {
      return against(sources.made().get(), current, ChunkKeys.of(chunking));
    }
    Optional<OutcomeTable> reference =
        sources
            .reference()
            .map(table -> new OutcomeTable(table, columns, Optional.empty(), timed(table, current)))
            .filter(OutcomeTable::isLabelled);
    // Without labels it can be estimated, by a reference that has them.
    if (reference.isEmpty() && views.losses().isEmpty()) current.requireLabels();
    LayoutFinder finder = new LayoutFinder(columns, demands, Integer.MAX_VALUE);
    long[] referenceRows = {0};
    reference.ifPresent(
        table ->
            table.forEach(
                row -> {
                  referenceRows[0]++;
                  finder.row(row);
                }));
    current.forEach(finder);
    PerformanceLayout layout = finder.layout();
    TableCount counted = TableCount.of(current, layout, ChunkKeys.of(chunking), views);
    tell(current, counted);
    SortedMap<Long, PerformanceProfile> before = new TreeMap<>();
    SortedMap<String, PerformanceProfile> bySegment = new TreeMap<>();
    if (reference.isPresent()) {
      boolean timed = reference.get().timeColumn().isPresent();
      ChunkKeys keys = ChunkKeys.ofReference(chunking, referenceRows[0], timed);
      TableCount count =
          TableCount.of(reference.get(), layout, keys, views.ofReference(reference.get()));
      tell(reference.get(), count);
      before.putAll(count.outcomes().profiles());
      count.segments().ifPresent(segments -> bySegment.putAll(segments.whole()));
      if (before.size() < PastPerformance.LEAST_CHUNKS) {
        notes.add(
            before.size()
                + " chunks in the reference are too few for thresholds, which need "
                + PastPerformance.LEAST_CHUNKS);
      }
    } else {
      notes.add("the reference has no labels: performance is held against fixed limits only");
    }
    PastPerformance ofReference = PastPerformance.of(layout, before.values());
    return new MeasuredChunks(
        ofReference, demands, counted, new MeasuredChunks.Aside(bySegment, notes));
  }

  /** On the grid of a reference that was made before, beside what it keeps of itself. */
  private PerformanceByChunk against(
      ReferencePerformance made, OutcomeTable current, ChunkKeys keys) {
    if (columns.label().isPresent()) current.requireLabels();
    TableCount counted = TableCount.of(current, made.layout(), keys, views);
    tell(current, counted);
    MeasuredChunks.Aside aside = new MeasuredChunks.Aside(new TreeMap<>(), notes);
    return new MeasuredChunks(PastPerformance.of(made), demands, counted, aside);
  }

  private Optional<OutcomeTable.LabelsById> labels() {
    if (sources.labels().isEmpty()) return Optional.empty();
    Table table = sources.labels().get();
    String id =
        sources
            .idColumn()
            .orElseThrow(
                () -> new ComparisonException("labels go by an id: which column? --id-column"));
    Map<String, Cell> labels =
        LabelFile.read(table, id, LabelFile.labelColumn(table, id, columns.label()));
    return Optional.of(new OutcomeTable.LabelsById(id, labels));
  }

  /** The column of times, where they matter. */
  private Optional<String> times(Chunking chunking, Optional<String> timeColumn) {
    boolean matter = chunking instanceof Chunking.Span || views.detectors();
    return timeColumn.filter(column -> matter);
  }

  private static Optional<String> timed(Table table, OutcomeTable current) {
    return current.timeColumn().filter(table.names()::contains);
  }

  private void tell(OutcomeTable table, TableCount count) {
    String file = table.table().file().toString();
    long unlabelled = count.outcomes().unlabelled();
    if (unlabelled > 0 && table.isLabelled()) note(file, unlabelled, "without a label");
    count.outcomes().bad().forEach((why, rows) -> note(file, rows, "not counted: " + why));
    count.losses().refused().forEach((why, rows) -> note(file, rows, "without an expected " + why));
    long untimed = count.errors().map(ErrorStream::untimed).orElse(0L);
    if (untimed > 0) note(file, untimed, "without a time: not watched by detectors");
  }

  private void note(String file, long rows, String what) {
    String number = String.format(Locale.ROOT, "%,d row%s", rows, rows == 1 ? "" : "s");
    notes.add(file + ": " + number + " " + what);
  }
}
