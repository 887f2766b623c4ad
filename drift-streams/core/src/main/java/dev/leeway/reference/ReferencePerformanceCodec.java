package dev.leeway.reference;

import dev.leeway.estimate.Calibrator;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.profile.Envelope;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Performance of references to and from sealed bytes. What is equal has equal bytes. */
public final class ReferencePerformanceCodec {

  private static final int VERSION = 1;

  private ReferencePerformanceCodec() {}

  /**
   * @throws IllegalArgumentException if it is larger than {@link Envelope#MAX_PAYLOAD}
   */
  public static byte[] encode(ReferencePerformance performance) {
    PayloadWriter out = new PayloadWriter();
    out.bytes(PerformanceLayoutCodec.encode(performance.layout()));
    out.bytes(PerformanceProfileCodec.encode(performance.profile()));
    out.count(performance.calibrators().size());
    performance.calibrators().forEach(calibrator -> calibrator.writeTo(out));
    out.count(performance.bands().size());
    performance
        .bands()
        .forEach(
            (key, band) ->
                out.text(key.toString())
                    .number(band.mean())
                    .number(band.deviation())
                    .count(band.chunks()));
    return Envelope.seal(Envelope.Kind.REFERENCE_PERFORMANCE, VERSION, out.toBytes());
  }

  /**
   * @throws CorruptStateException if the bytes are not the performance of a reference
   */
  public static ReferencePerformance decode(byte[] sealed) {
    PayloadReader in =
        new PayloadReader(Envelope.open(Envelope.Kind.REFERENCE_PERFORMANCE, VERSION, sealed));
    try {
      PerformanceLayout layout = PerformanceLayoutCodec.decode(in.bytes());
      PerformanceProfile profile = PerformanceProfileCodec.decode(in.bytes());
      List<Calibrator> calibrators = new ArrayList<>();
      for (int rest = in.size(); rest > 0; rest--) {
        calibrators.add(Calibrator.readFrom(in));
      }
      SortedMap<PerformanceKey, Band> bands = new TreeMap<>();
      for (int rest = in.size(); rest > 0; rest--) {
        bands.put(key(in.text()), new Band(in.number(), in.number(), chunks(in)));
      }
      in.end();
      return new ReferencePerformance(layout, profile, calibrators, bands);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no performance of a reference: " + e.getMessage(), e);
    }
  }

  private static int chunks(PayloadReader in) {
    return (int) Math.min(in.count(), Integer.MAX_VALUE);
  }

  private static PerformanceKey key(String text) {
    return PerformanceKey.parse(text)
        .orElseThrow(() -> new CorruptStateException("a measure that is not known"));
  }
}
