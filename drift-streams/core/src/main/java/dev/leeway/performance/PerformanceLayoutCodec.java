package dev.leeway.performance;

import dev.leeway.profile.Envelope;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Performance layouts to and from sealed bytes. Equal layouts give equal bytes. */
public final class PerformanceLayoutCodec {

  private static final int VERSION = 1;
  private static final int BINARY = 0;
  private static final int MULTICLASS = 1;
  private static final int REGRESSION = 2;
  private static final int RANKING = 3;

  private PerformanceLayoutCodec() {}

  public static byte[] encode(PerformanceLayout layout) {
    PayloadWriter out = new PayloadWriter();
    if (layout instanceof BinaryLayout binary) {
      write(binary, out);
    } else if (layout instanceof MulticlassLayout multiclass) {
      out.count(MULTICLASS);
      list(multiclass.classes(), out::text, out);
      optional(multiclass.predictionColumn(), out::text, out);
      list(multiclass.scoreColumns(), out::text, out);
      list(multiclass.grids(), grid -> grid.writeTo(out), out);
    } else if (layout instanceof RegressionLayout regression) {
      out.count(REGRESSION).text(regression.predictionColumn());
      list(
          regression.quantiles(),
          quantile -> out.number(quantile.level()).text(quantile.column()),
          out);
      regression.errors().writeTo(out);
    } else if (layout instanceof RankingLayout ranking) {
      out.count(RANKING)
          .text(ranking.groupColumn())
          .text(ranking.scoreColumn())
          .count(ranking.depth());
    }
    return Envelope.seal(Envelope.Kind.PERFORMANCE_LAYOUT, VERSION, out.toBytes());
  }

  /** A name for exactly this layout: 16 hexadecimal digits of the SHA-256 of its bytes. */
  public static String id(PerformanceLayout layout) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encode(layout));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /**
   * @throws CorruptStateException if the bytes are not a performance layout
   */
  public static PerformanceLayout decode(byte[] sealed) {
    PayloadReader in =
        new PayloadReader(Envelope.open(Envelope.Kind.PERFORMANCE_LAYOUT, VERSION, sealed));
    try {
      PerformanceLayout layout = read(in);
      in.end();
      return layout;
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no performance layout: " + e.getMessage(), e);
    }
  }

  private static void write(BinaryLayout layout, PayloadWriter out) {
    out.count(BINARY).text(layout.classes().negative()).text(layout.classes().positive());
    optional(layout.predictionColumn(), out::text, out);
    optional(layout.scoreColumn(), out::text, out);
    out.count(layout.probability() ? 1 : 0);
    layout.grid().writeTo(out);
    list(layout.thresholds(), out::number, out);
    optional(
        layout.costs(),
        costs ->
            out.number(costs.truePositive())
                .number(costs.falsePositive())
                .number(costs.trueNegative())
                .number(costs.falseNegative()),
        out);
  }

  private static PerformanceLayout read(PayloadReader in) {
    int task = (int) Math.min(in.count(), Integer.MAX_VALUE);
    if (task == BINARY) {
      return new BinaryLayout(
          new BinaryLayout.Classes(in.text(), in.text()),
          optional(in, PayloadReader::text),
          optional(in, PayloadReader::text),
          flag(in),
          ScoreGrid.readFrom(in),
          list(in, PayloadReader::number),
          optional(
              in, from -> new Costs(from.number(), from.number(), from.number(), from.number())));
    }
    if (task == MULTICLASS) {
      return new MulticlassLayout(
          list(in, PayloadReader::text),
          optional(in, PayloadReader::text),
          list(in, PayloadReader::text),
          list(in, ScoreGrid::readFrom));
    }
    if (task == REGRESSION) {
      return new RegressionLayout(
          in.text(),
          list(in, from -> new RegressionLayout.QuantileColumn(from.number(), from.text())),
          ScoreGrid.readFrom(in));
    }
    if (task != RANKING) throw new CorruptStateException("task " + task);
    String group = in.text();
    return new RankingLayout(group, in.text(), (int) Math.min(in.count(), Integer.MAX_VALUE));
  }

  private static <T> void list(List<T> values, Consumer<T> write, PayloadWriter out) {
    out.count(values.size());
    values.forEach(write);
  }

  private static <T> List<T> list(PayloadReader in, Function<PayloadReader, T> read) {
    List<T> values = new ArrayList<>();
    for (int rest = in.size(); rest > 0; rest--) {
      values.add(read.apply(in));
    }
    return values;
  }

  private static <T> void optional(Optional<T> value, Consumer<T> write, PayloadWriter out) {
    out.count(value.isPresent() ? 1 : 0);
    value.ifPresent(write);
  }

  private static <T> Optional<T> optional(PayloadReader in, Function<PayloadReader, T> read) {
    return flag(in) ? Optional.of(read.apply(in)) : Optional.empty();
  }

  private static boolean flag(PayloadReader in) {
    long value = in.count();
    if (value > 1) throw new CorruptStateException("flag " + value);
    return value == 1;
  }
}
