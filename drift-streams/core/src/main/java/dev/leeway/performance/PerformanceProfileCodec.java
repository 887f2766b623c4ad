package dev.leeway.performance;

import dev.leeway.profile.Envelope;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.List;

/** Performance profiles to and from sealed bytes. Equal profiles give equal bytes. */
public final class PerformanceProfileCodec {

  private static final int VERSION = 1;

  private PerformanceProfileCodec() {}

  /**
   * @throws IllegalArgumentException if it is larger than {@link Envelope#MAX_PAYLOAD}
   */
  public static byte[] encode(PerformanceProfile profile) {
    PayloadWriter out = new PayloadWriter();
    out.integer(profile.predicted()).integer(profile.realised());
    profile.predictedCounts().writeTo(out);
    profile.realisedCounts().writeTo(out);
    out.count(profile.sums().size());
    for (ExactSum sum : profile.sums()) {
      sum.writeTo(out);
    }
    profile.groups().writeTo(out);
    return Envelope.seal(Envelope.Kind.PERFORMANCE, VERSION, out.toBytes());
  }

  /**
   * @throws CorruptStateException if the bytes are not a performance profile
   */
  public static PerformanceProfile decode(byte[] sealed) {
    PayloadReader in = new PayloadReader(Envelope.open(Envelope.Kind.PERFORMANCE, VERSION, sealed));
    try {
      long predicted = in.integer();
      long realised = in.integer();
      SparseCounts predictedCounts = SparseCounts.readFrom(in, Integer.MAX_VALUE);
      SparseCounts realisedCounts = SparseCounts.readFrom(in, Integer.MAX_VALUE);
      List<ExactSum> sums = new ArrayList<>();
      for (int rest = in.size(); rest > 0; rest--) {
        sums.add(ExactSum.readFrom(in));
      }
      RankedGroups groups = RankedGroups.readFrom(in);
      in.end();
      return new PerformanceProfile(
          predicted, realised, predictedCounts, realisedCounts, sums, groups);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no performance profile: " + e.getMessage(), e);
    }
  }
}
