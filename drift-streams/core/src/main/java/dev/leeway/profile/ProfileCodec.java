package dev.leeway.profile;

import dev.leeway.joint.JointProfile;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.QuantileSketch;
import dev.leeway.sketch.TopItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Profiles to and from sealed bytes: first what decides (counts, sums), then what describes
 * (extremes, moments, sketches). Version 2 added rows that do not match a pattern, sums of vectors
 * and of columns looked at together, and ids, and moved the extremes, because they outlive rows
 * that are subtracted.
 */
public final class ProfileCodec {

  private static final int VERSION = 2;
  private static final int NUMERIC = 0;
  private static final int CATEGORICAL = 1;

  /** Most rows that are read, so that no sum of a column's counts overflows. */
  private static final long MOST_ROWS = 1L << 53;

  /** Most bytes with sketches: what a record may have, less what else is in it. */
  private static final int MOST_DESCRIBED = 12 * 1024 * 1024;

  /** Fewest bytes of a column, with all that describes it: of a categorical one. */
  private static final int SMALLEST_COLUMN = 23;

  /** What describes no rows, until it is read: never changed. */
  private static final QuantileSketch NO_QUANTILES = new QuantileSketch();

  private static final TopItems NO_NAMES = new TopItems();
  private static final DistinctSketch NO_DISTINCT = new DistinctSketch();

  private ProfileCodec() {}

  /**
   * The sealed bytes. Those of very many columns are without sketches: a record has room for what
   * decides, and what cannot be sent would end a job again and again.
   */
  public static byte[] encode(Profile profile) {
    byte[] whole = payload(profile, true);
    byte[] fitting = whole.length <= MOST_DESCRIBED ? whole : payload(profile, false);
    return Envelope.seal(Envelope.Kind.PROFILE, VERSION, fitting);
  }

  private static byte[] payload(Profile profile, boolean sketches) {
    PayloadWriter out = new PayloadWriter();
    writeDecision(profile, out);
    for (ColumnProfile column : profile.columns()) {
      writeDescription(sketches ? column : undescribed(column), out);
    }
    out.count(profile.ids().complete() ? 1 : 0).bytes(profile.ids().sketch().toBytes());
    return out.toBytes();
  }

  private static ColumnProfile undescribed(ColumnProfile column) {
    if (column instanceof NumericProfile numeric) {
      NumericProfile.Range range = new NumericProfile.Range(numeric.min(), numeric.max());
      return numeric.describedBy(range, numeric.moments(), NO_QUANTILES);
    }
    return ((CategoricalProfile) column).describedBy(NO_NAMES, NO_DISTINCT);
  }

  /**
   * What decisions are made from, in canonical bytes: the same for the same rows, however they were
   * ordered, split, merged and subtracted, on every engine.
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
    int version = Envelope.version(sealed);
    long rows = in.countUpTo(MOST_ROWS);
    long unexpected = in.countUpTo(MOST_ROWS);
    long identified = version == 1 ? 0 : in.countUpTo(rows);
    int size = in.sizeOf(SMALLEST_COLUMN);
    try {
      List<ColumnProfile> decided = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        decided.add(version == 1 ? FirstProfiles.decision(in, rows) : readDecision(in, rows));
      }
      Optional<JointProfile> joint = version == 1 ? Optional.empty() : readJoint(in);
      List<ColumnProfile> columns = new ArrayList<>(size);
      for (ColumnProfile column : decided) {
        columns.add(
            version == 1 ? FirstProfiles.description(column, in) : readDescription(column, in));
      }
      RowIds ids =
          version == 1
              ? RowIds.NONE
              : new RowIds(identified, flag(in), DistinctSketch.fromBytes(in.bytes()));
      in.end();
      return new Profile(rows, unexpected, columns, ids, joint);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no profile: " + e.getMessage(), e);
    }
  }

  private static void writeDecision(Profile profile, PayloadWriter out) {
    out.count(profile.rows())
        .count(profile.unexpected())
        .count(profile.ids().rows())
        .count(profile.columns().size());
    for (ColumnProfile column : profile.columns()) {
      if (column instanceof NumericProfile numeric) {
        NumericProfile.Outside outside = numeric.outside();
        out.count(NUMERIC)
            .counts(numeric.ownCounts())
            .count(outside.nan())
            .count(outside.positiveInfinity())
            .count(outside.negativeInfinity())
            .count(outside.wrongType())
            .count(numeric.mismatched());
        writeVectors(numeric.vectors(), out);
      } else if (column instanceof CategoricalProfile categorical) {
        out.count(CATEGORICAL)
            .counts(categorical.ownCounts())
            .count(categorical.special(SpecialBin.NEW_CATEGORY))
            .count(categorical.wrongType())
            .count(categorical.mismatched());
      }
    }
    out.bytes(profile.joint().map(JointProfile::toBytes).orElse(new byte[0]));
  }

  private static void writeDescription(ColumnProfile column, PayloadWriter out) {
    if (column instanceof NumericProfile numeric) {
      Moments moments = numeric.moments();
      out.number(numeric.min())
          .number(numeric.max())
          .count(moments.count())
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
  private static ColumnProfile readDecision(PayloadReader in, long rows) {
    long kind = in.count();
    if (kind == NUMERIC) {
      return new NumericProfile(
              in.countsUpTo(rows),
              outside(in, rows),
              NumericProfile.Range.NONE,
              Moments.NONE,
              NO_QUANTILES)
          .with(new NumericProfile.Extra(in.countUpTo(rows), readVectors(in, rows)));
    }
    if (kind != CATEGORICAL) throw new CorruptStateException("column kind " + kind);
    return new CategoricalProfile(
        in.countsUpTo(rows),
        new CategoricalProfile.Outside(in.countUpTo(rows), in.countUpTo(rows), in.countUpTo(rows)),
        NO_NAMES,
        NO_DISTINCT);
  }

  static NumericProfile.Outside outside(PayloadReader in, long rows) {
    return new NumericProfile.Outside(
        in.countUpTo(rows), in.countUpTo(rows), in.countUpTo(rows), in.countUpTo(rows));
  }

  private static ColumnProfile readDescription(ColumnProfile column, PayloadReader in) {
    if (column instanceof NumericProfile numeric) {
      return numeric.describedBy(
          new NumericProfile.Range(in.number(), in.number()),
          new Moments(in.count(), in.number(), in.number(), in.number(), in.number()),
          QuantileSketch.fromBytes(in.bytes()));
    }
    return ((CategoricalProfile) column)
        .describedBy(TopItems.fromBytes(in.bytes()), DistinctSketch.fromBytes(in.bytes()));
  }

  private static void writeVectors(VectorSums vectors, PayloadWriter out) {
    out.count(vectors.dimension());
    if (vectors.dimension() == 0) return;
    out.count(vectors.rows());
    for (long sum : vectors.sums()) {
      out.integer(sum);
    }
    for (long square : vectors.squares()) {
      out.count(square);
    }
  }

  private static VectorSums readVectors(PayloadReader in, long most) {
    int dimension = in.size();
    if (dimension == 0) return VectorSums.NONE;
    long rows = in.countUpTo(most);
    long[] sums = new long[dimension];
    long[] squares = new long[dimension];
    for (int i = 0; i < dimension; i++) {
      sums[i] = in.integer();
    }
    for (int i = 0; i < dimension; i++) {
      squares[i] = in.count();
    }
    return new VectorSums(rows, sums, squares);
  }

  private static Optional<JointProfile> readJoint(PayloadReader in) {
    byte[] joint = in.bytes();
    return joint.length == 0 ? Optional.empty() : Optional.of(JointProfile.fromBytes(joint));
  }

  private static boolean flag(PayloadReader in) {
    long value = in.count();
    if (value > 1) throw new CorruptStateException("flag " + value);
    return value == 1;
  }
}
