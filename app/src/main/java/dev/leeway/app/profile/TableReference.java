package dev.leeway.app.profile;

import dev.leeway.app.rows.ReadRows;
import dev.leeway.app.rows.RowSource;
import dev.leeway.app.rows.RowVisitor;
import dev.leeway.drift.ReferenceBands;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.JointSample;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes references from tables, in two passes: one for the grid, one to count on it; in three where
 * columns are looked at together.
 */
public final class TableReference {

  private TableReference() {}

  /**
   * The reference of all rows of a table. Its provenance gets {@code rows}, {@code bytes} and
   * {@code sha256} of the file.
   *
   * @param names what the columns are called in predictions, in the table's order
   * @param monitor kinds of columns, and caps
   * @param provenance where the table comes from
   */
  public static Reference build(
      RowSource table, List<String> names, Monitor monitor, Origin provenance) {
    LayoutBuilder first = new LayoutBuilder(names, monitor);
    long rows = table.forEach(new Cells(first)).rows();
    Layout layout = first.build();
    if (monitor.multivariate()) {
      JointSample sample = new JointSample(names, layout, monitor, rows);
      table.forEach(new Cells(sample));
      layout = sample.fit(layout);
    }
    ChunkedCounter counter = new ChunkedCounter(names, layout, rows);
    ReadRows read = table.forEach(new Cells(counter));
    SortedMap<String, String> all = new TreeMap<>(provenance.attributes());
    all.put("rows", String.valueOf(read.rows()));
    all.put("bytes", String.valueOf(read.bytes()));
    all.put("sha256", read.sha256());
    return ReferenceBands.measured(counter.build(provenance.model(), provenance.createdAt(), all));
  }

  /** Hands the cells of a table's rows to a sink, integers as doubles and vectors by their norm. */
  public static RowVisitor cells(CellSink sink) {
    return new Cells(sink);
  }

  /**
   * Whose reference it is and where it comes from.
   *
   * @param attributes free pairs for the reference's provenance
   */
  public record Origin(ModelRef model, Instant createdAt, SortedMap<String, String> attributes) {}

  private record Cells(CellSink sink) implements RowVisitor {

    @Override
    public void startRow() {
      sink.startRow();
    }

    @Override
    public void flag(int column, boolean value) {
      sink.flag(column, value);
    }

    @Override
    public void integer(int column, long value) {
      sink.number(column, (double) value);
    }

    @Override
    public void decimal(int column, double value) {
      sink.number(column, value);
    }

    @Override
    public void text(int column, String value) {
      sink.text(column, value);
    }

    @Override
    public void vector(int column, double[] values) {
      sink.vector(column, values);
    }

    @Override
    public void endRow() {}
  }
}
