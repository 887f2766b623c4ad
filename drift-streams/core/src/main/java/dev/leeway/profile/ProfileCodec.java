package dev.leeway.profile;

import dev.leeway.sketch.CorruptStateException;
import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.QuantileSketch;
import dev.leeway.sketch.TopItems;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles to and from sealed bytes: first what decides (counts, extremes), then what describes
 * (moments, sketches). Version 2 added the rows that do not match a pattern.
 */
public final class ProfileCodec {

  private static final int VERSION = 2;
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
    List<ColumnProfile> decided = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      decided.add(readDecision(in, Envelope.version(sealed)));
    }
    List<ColumnProfile> columns = new ArrayList<>(size);
    for (ColumnProfile column : decided) {
      columns.add(readDescription(column, in));
    }
    in.end();
    try {
      return new Profile(rows, unexpected, columns);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no profile: " + e.getMessage(), e);
    }
  }

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
            .count(categorical.wrongType())
            .count(categorical.mismatched());
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

  /** The column with its counts, and nothing yet that describes. */
  private static ColumnProfile readDecision(PayloadReader in, int version) {
    long kind = in.count();
    if (kind == NUMERIC) {
      return new NumericProfile(
          in.counts(),
          new NumericProfile.Outside(in.count(), in.count(), in.count(), in.count()),
          new NumericProfile.Range(in.number(), in.number()),
          Moments.NONE,
          new QuantileSketch());
    }
    if (kind != CATEGORICAL) throw new CorruptStateException("column kind " + kind);
    return new CategoricalProfile(
        in.counts(),
        new CategoricalProfile.Outside(in.count(), in.count(), version == 1 ? 0 : in.count()),
        new TopItems(),
        new DistinctSketch());
  }

  private static ColumnProfile readDescription(ColumnProfile column, PayloadReader in) {
    if (column instanceof NumericProfile numeric) {
      return numeric.describedBy(
          new Moments(in.count(), in.number(), in.number(), in.number(), in.number()),
          QuantileSketch.fromBytes(in.bytes()));
    }
    return ((CategoricalProfile) column)
        .describedBy(TopItems.fromBytes(in.bytes()), DistinctSketch.fromBytes(in.bytes()));
  }
}
