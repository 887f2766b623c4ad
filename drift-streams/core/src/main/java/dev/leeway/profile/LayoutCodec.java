package dev.leeway.profile;

import dev.leeway.joint.JointTransform;
import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Layouts to and from sealed bytes. Equal layouts give equal bytes. Version 2 added the cuts of
 * numeric columns and how columns are looked at together.
 */
public final class LayoutCodec {

  private static final int VERSION = 2;
  private static final int NOTHING = 0;
  private static final int VOCABULARY = 1;
  private static final int VECTOR_GRID = 2;

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
        writeCuts(numeric.cuts(), out);
        out.count(numeric.facet().code());
        writeFrozen(numeric.frozen(), out);
      } else if (column instanceof ColumnLayout.Categorical categorical) {
        out.count(categorical.categories().size());
        categorical.categories().forEach(out::text);
      }
    }
    out.bytes(layout.joint().map(JointTransform::toBytes).orElse(new byte[0]));
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
        columns.add(column(in, Envelope.version(sealed)));
      }
      byte[] joint = Envelope.version(sealed) == 1 ? new byte[0] : in.bytes();
      in.end();
      return joint.length == 0
          ? new Layout(columns)
          : new Layout(columns).with(JointTransform.fromBytes(joint));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CorruptStateException("no layout: " + e.getMessage(), e);
    }
  }

  private static ColumnLayout column(PayloadReader in, int version) {
    String name = in.text();
    ColumnKind kind = kind(in);
    int size = in.size();
    if (kind != ColumnKind.CATEGORICAL && kind != ColumnKind.BOOLEAN) {
      double[] edges = new double[size];
      for (int i = 0; i < size; i++) {
        edges[i] = in.number();
      }
      if (version == 1) return new ColumnLayout.Numeric(name, kind, new Edges(edges));
      return new ColumnLayout.Numeric(
          name, kind, new Edges(edges), cuts(in), facet(in), frozen(in));
    }
    List<String> categories = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      categories.add(in.text());
    }
    return new ColumnLayout.Categorical(name, kind, categories);
  }

  private static void writeCuts(Cuts cuts, PayloadWriter out) {
    out.count(cuts.all().size());
    for (Cut cut : cuts.all()) {
      int[] places = cuts.places(cut);
      out.count(cut.code()).count(places.length);
      int before = -1;
      for (int place : places) {
        out.count(place - before);
        before = place;
      }
    }
  }

  private static Cuts cuts(PayloadReader in) {
    Map<Cut, int[]> cuts = new EnumMap<>(Cut.class);
    for (int rest = in.size(); rest > 0; rest--) {
      long code = in.count();
      Cut cut = Cut.ofCode(code).orElseThrow(() -> new CorruptStateException("cut " + code));
      int[] places = new int[in.size()];
      long before = -1;
      for (int i = 0; i < places.length; i++) {
        before = Math.addExact(before, in.count());
        places[i] = (int) Math.min(before, Integer.MAX_VALUE);
      }
      if (cuts.put(cut, places) != null) throw new CorruptStateException(cut + " twice");
    }
    return new Cuts(cuts);
  }

  private static Facet facet(PayloadReader in) {
    long code = in.count();
    return Facet.ofCode(code).orElseThrow(() -> new CorruptStateException("facet " + code));
  }

  private static void writeFrozen(Frozen frozen, PayloadWriter out) {
    if (frozen instanceof Vocabulary vocabulary) {
      out.count(VOCABULARY).hashes(vocabulary.common()).hashes(vocabulary.barely());
    } else if (frozen instanceof VectorGrid grid) {
      out.count(VECTOR_GRID).integer(grid.exponent()).count(grid.dimension());
      for (int i = 0; i < grid.dimension(); i++) {
        out.number(grid.direction(i));
      }
    } else {
      out.count(NOTHING);
    }
  }

  private static Frozen frozen(PayloadReader in) {
    long code = in.count();
    if (code == NOTHING) return Frozen.Nothing.NOTHING;
    if (code == VOCABULARY) return new Vocabulary(in.hashes(), in.hashes());
    if (code != VECTOR_GRID) throw new CorruptStateException("frozen " + code);
    int exponent = Math.toIntExact(in.integer());
    double[] direction = new double[in.size()];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = in.number();
    }
    return new VectorGrid(exponent, direction);
  }

  private static ColumnKind kind(PayloadReader in) {
    long code = in.count();
    return ColumnKind.ofCode(code)
        .orElseThrow(() -> new CorruptStateException("column kind " + code));
  }
}
