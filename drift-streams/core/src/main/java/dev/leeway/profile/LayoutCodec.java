package dev.leeway.profile;

import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.List;

/** Layouts to and from sealed bytes. Equal layouts give equal bytes. */
public final class LayoutCodec {

  private static final int VERSION = 1;

  private LayoutCodec() {}

  public static byte[] encode(Layout layout) {
    PayloadWriter out = new PayloadWriter();
    out.count(layout.columns().size());
    for (ColumnLayout column : layout.columns()) {
      out.text(column.name()).count(column.kind().code());
      if (column instanceof ColumnLayout.Numeric numeric) {
        out.count(numeric.edges().size());
        for (double edge : numeric.edges().toArray()) {
          out.number(edge);
        }
      } else if (column instanceof ColumnLayout.Categorical categorical) {
        out.count(categorical.categories().size());
        categorical.categories().forEach(out::text);
      }
    }
    return Envelope.seal(Envelope.Kind.LAYOUT, VERSION, out.toBytes());
  }

  /**
   * @throws CorruptStateException if the bytes are not a layout
   */
  public static Layout decode(byte[] sealed) {
    PayloadReader in = new PayloadReader(Envelope.open(Envelope.Kind.LAYOUT, VERSION, sealed));
    int size = in.size();
    List<ColumnLayout> columns = new ArrayList<>(size);
    try {
      for (int i = 0; i < size; i++) {
        columns.add(column(in));
      }
      in.end();
      return new Layout(columns);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no layout: " + e.getMessage(), e);
    }
  }

  private static ColumnLayout column(PayloadReader in) {
    String name = in.text();
    ColumnKind kind = kind(in);
    int size = in.size();
    if (kind == ColumnKind.NUMERIC || kind == ColumnKind.EMBEDDING) {
      double[] edges = new double[size];
      for (int i = 0; i < size; i++) {
        edges[i] = in.number();
      }
      return new ColumnLayout.Numeric(name, kind, new Edges(edges));
    }
    List<String> categories = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      categories.add(in.text());
    }
    return new ColumnLayout.Categorical(name, kind, categories);
  }

  private static ColumnKind kind(PayloadReader in) {
    long code = in.count();
    return ColumnKind.ofCode(code)
        .orElseThrow(() -> new CorruptStateException("column kind " + code));
  }
}
