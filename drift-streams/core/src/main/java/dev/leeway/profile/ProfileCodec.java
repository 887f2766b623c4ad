package dev.leeway.profile;

import dev.leeway.sketch.CorruptStateException;
import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.QuantileSketch;
import dev.leeway.sketch.TopItems;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles to and from sealed bytes: first what decides (counts, extremes), then what describes
 * (moments, sketches).
 */
public final class ProfileCodec {

  private static final int VERSION = 1;
  private static final int NUMERIC = 0;
  private static final int CATEGORICAL = 1;

  private ProfileCodec() {}

  public static byte[] encode(Profile profile) {
    PayloadWriter out = new PayloadWriter();
    writeDecision(profile, out);
    for (ColumnProfile column : profile.columns()) {
      writeDescription(column, out);
    }
    return Envelope.seal(Envelope.Kind.PROFILE, VERSION, out.toBytes());
  }

  /**
   * What decisions are made from, in canonical bytes: the same for the same rows, however they were
   * ordered, split and merged, on every engine.
   */
  public static byte[] decisionBytes(Profile profile) {
    PayloadWriter out = new PayloadWriter();
    writeDecision(profile, out);
    return out.toBytes();
  }

  /**
   * @throws CorruptStateException if the bytes are not a profile
   */
  public static Profile decode(byte[] sealed) {
    PayloadReader in = new PayloadReader(Envelope.open(Envelope.Kind.PROFILE, VERSION, sealed));
    long rows = in.count();
    long unexpected = in.count();
    int size = in.size();
    List<Decided> decided = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      decided.add(readDecision(in));
    }
    List<ColumnProfile> columns = new ArrayList<>(size);
    for (Decided column : decided) {
      columns.add(column.numeric ? readNumeric(column, in) : readCategorical(column, in));
    }
    in.end();
    return new Profile(rows, unexpected, columns);
  }

  /** The part of a column that was read before its description. */
  private record Decided(boolean numeric, long[] counts, long[] special, double min, double max) {}

  private static void writeDecision(Profile profile, PayloadWriter out) {
    out.count(profile.rows()).count(profile.unexpected()).count(profile.columns().size());
    for (ColumnProfile column : profile.columns()) {
      if (column instanceof NumericProfile numeric) {
        NumericProfile.Outside outside = numeric.outside();
        out.count(NUMERIC)
            .counts(numeric.counts())
            .count(outside.nan())
            .count(outside.positiveInfinity())
            .count(outside.negativeInfinity())
            .count(outside.wrongType())
            .number(numeric.min())
            .number(numeric.max());
      } else if (column instanceof CategoricalProfile categorical) {
        out.count(CATEGORICAL)
            .counts(categorical.counts())
            .count(categorical.special(SpecialBin.NEW_CATEGORY))
            .count(categorical.wrongType());
      }
    }
  }

  private static void writeDescription(ColumnProfile column, PayloadWriter out) {
    if (column instanceof NumericProfile numeric) {
      Moments moments = numeric.moments();
      out.count(moments.count())
          .number(moments.mean())
          .number(moments.m2())
          .number(moments.m3())
          .number(moments.m4())
          .bytes(numeric.quantiles().toBytes());
    } else if (column instanceof CategoricalProfile categorical) {
      out.bytes(categorical.newNames().toBytes()).bytes(categorical.newDistinct().toBytes());
    }
  }

  private static Decided readDecision(PayloadReader in) {
    long kind = in.count();
    if (kind == NUMERIC) {
      long[] counts = in.counts();
      long[] special = {in.count(), in.count(), in.count(), in.count()};
      return new Decided(true, counts, special, in.number(), in.number());
    }
    if (kind != CATEGORICAL) throw new CorruptStateException("column kind " + kind);
    long[] counts = in.counts();
    long[] special = {in.count(), in.count()};
    return new Decided(false, counts, special, Double.NaN, Double.NaN);
  }

  private static NumericProfile readNumeric(Decided column, PayloadReader in) {
    Moments moments = new Moments(in.count(), in.number(), in.number(), in.number(), in.number());
    long[] special = column.special;
    return new NumericProfile(
        column.counts,
        new NumericProfile.Outside(special[0], special[1], special[2], special[3]),
        new NumericProfile.Range(column.min, column.max),
        moments,
        QuantileSketch.fromBytes(in.bytes()));
  }

  private static CategoricalProfile readCategorical(Decided column, PayloadReader in) {
    return new CategoricalProfile(
        column.counts,
        column.special[0],
        column.special[1],
        TopItems.fromBytes(in.bytes()),
        DistinctSketch.fromBytes(in.bytes()));
  }
}
