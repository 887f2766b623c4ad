package dev.leeway.profile;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.Row;
import dev.leeway.joint.JointFit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the golden files hold, and the files. */
final class GoldenRows {

  private GoldenRows() {}

  /** The rows of all golden profiles; those of version 1 know the first four columns only. */
  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Row row = new Row().id("p-" + i % 500);
      if (i < 300) row.with("amount", -2 + i / 64.0);
      else if (i < 350) row.with("amount", Double.NaN);
      else if (i < 390) row.with("amount", Double.POSITIVE_INFINITY);
      else if (i < 420) row.with("amount", Double.NEGATIVE_INFINITY);
      else if (i < 440) row.with("amount", "n/a");
      if (i < 200) row.with("country", "DE");
      else if (i < 300) row.with("country", "é");
      else if (i < 350) row.with("country", 7.0);
      else if (i < 425) row.with("country", i % 3 == 0 ? "NEW" : "new-" + i);
      row.with("member", i % 4 != 0);
      row.with("vector", new Row.Vector(i % 2 == 0 ? 0.5 : 40, 3));
      if (i < 100) row.with("unexpected", 1.0);
      if (i < 150) row.with("note", "Hello, world no. " + i);
      else if (i < 160) row.with("note", true);
      if (i < 240) row.with("when", "2001-03-05T" + (i % 24 < 10 ? "0" : "") + i % 24 + ":30Z");
      else if (i < 250) row.with("when", "soon");
      if (i < 100) row.with("embedding", new Row.Vector(i / 32.0, i % 10 == 0 ? 4 : 3));
      rows.add(row);
    }
    return rows;
  }

  /** The layout of version 2: every facet, cuts, and two columns looked at together. */
  static Layout layout() {
    List<ColumnLayout> columns = new ArrayList<>(FacetRows.LAYOUT.columns());
    ColumnLayout.Numeric amount = (ColumnLayout.Numeric) columns.get(0);
    Cuts cuts =
        new Cuts(Map.of(Cut.PERCENTILES, new int[] {0, 1, 2, 3, 4}, Cut.DOANE, new int[] {1, 3}));
    columns.set(0, new ColumnLayout.Numeric("amount", amount.kind(), amount.edges(), cuts));
    List<double[]> cells = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double category = i % 10 < 6 ? 0 : 1 + i % 4;
      cells.add(new double[] {Math.min(1, category) + i % 7 / 10.0, category});
    }
    return new Layout(columns)
        .with(
            JointFit.fit(List.of(new JointFit.Column(0, 0), new JointFit.Column(1, 5)), cells)
                .orElseThrow());
  }

  static Profile profile(Layout layout) {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(layout));
    rows().forEach(row -> builder.add(row.event()));
    return builder.build();
  }

  static byte[] file(String name) {
    try (InputStream in = GoldenRows.class.getResourceAsStream("/golden/" + name)) {
      if (in == null) throw new AssertionError("no golden file " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
