package dev.leeway.sketch;

import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/**
 * How many different values there were: an HLL sketch with 2^12 registers, relative standard error
 * 1.6 %. The order of values does not matter. In memory a register takes half a byte, in bytes a
 * whole one. Nothing may be added any more to what was {@linkplain #merge merged}.
 */
public final class DistinctSketch {

  private static final int LOG_REGISTERS = 12;

  /** What {@link #add} adds to; null of what was merged, which is complete. */
  private final @Nullable HllSketch own;

  private final Parts<HllSketch> parts;

  public DistinctSketch() {
    this(new HllSketch(LOG_REGISTERS, TgtHllType.HLL_4));
  }

  private DistinctSketch(HllSketch own) {
    this.own = own;
    parts = Parts.of(own, DistinctSketch::union);
  }

  private DistinctSketch(Parts<HllSketch> parts) {
    own = null;
    this.parts = parts;
  }

  private static HllSketch union(List<HllSketch> parts) {
    Union union = new Union(LOG_REGISTERS);
    parts.forEach(union::update);
    return union.getResult(TgtHllType.HLL_8);
  }

  /**
   * Takes the 64-bit hash of one value.
   *
   * @throws IllegalStateException if this was merged of others, and is complete
   */
  public void add(long hash) {
    if (own == null) throw new IllegalStateException("what was merged takes no more");
    own.update(hash);
  }

  public double estimate() {
    return parts.whole().getEstimate();
  }

  /** Not exceeded by the true number with 99.7 % confidence: three standard errors. */
  public double upperBound() {
    return parts.whole().getUpperBound(3);
  }

  public boolean isEmpty() {
    return parts.allAre(HllSketch::isEmpty);
  }

  public DistinctSketch merge(DistinctSketch other) {
    if (other.isEmpty()) return this;
    if (isEmpty()) return other;
    return new DistinctSketch(parts.and(other.parts));
  }

  public byte[] toBytes() {
    HllSketch whole = parts.whole();
    HllSketch wide =
        whole.getTgtHllType() == TgtHllType.HLL_8 ? whole : whole.copyAs(TgtHllType.HLL_8);
    return wide.toCompactByteArray();
  }

  /**
   * @throws CorruptStateException if the bytes are not such a sketch
   */
  public static DistinctSketch fromBytes(byte[] bytes) {
    HllBytes.check(bytes, LOG_REGISTERS);
    HllSketch read = Heapify.read("HLL", bytes, HllSketch::heapify);
    return new DistinctSketch(read);
  }
}
