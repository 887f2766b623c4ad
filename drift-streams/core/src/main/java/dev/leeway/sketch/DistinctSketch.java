package dev.leeway.sketch;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * How many different values there were: an HLL sketch with 2^12 registers, relative standard error
 * 1.6 %. The order of values does not matter. In memory a register takes half a byte, in bytes a
 * whole one.
 */
public final class DistinctSketch {

  private static final int LOG_REGISTERS = 12;

  private final HllSketch sketch;

  public DistinctSketch() {
    this(new HllSketch(LOG_REGISTERS, TgtHllType.HLL_4));
  }

  private DistinctSketch(HllSketch sketch) {
    this.sketch = sketch;
  }

  /** Takes the 64-bit hash of one value. */
  public void add(long hash) {
    sketch.update(hash);
  }

  public double estimate() {
    return sketch.getEstimate();
  }

  /** Not exceeded by the true number with 99.7 % confidence: three standard errors. */
  public double upperBound() {
    return sketch.getUpperBound(3);
  }

  public boolean isEmpty() {
    return sketch.isEmpty();
  }

  public DistinctSketch merge(DistinctSketch other) {
    if (other.isEmpty()) return this;
    if (isEmpty()) return other;
    Union union = new Union(LOG_REGISTERS);
    union.update(sketch);
    union.update(other.sketch);
    return new DistinctSketch(union.getResult(TgtHllType.HLL_8));
  }

  public byte[] toBytes() {
    return sketch.copyAs(TgtHllType.HLL_8).toCompactByteArray();
  }

  /**
   * @throws CorruptStateException if the bytes are not such a sketch
   */
  public static DistinctSketch fromBytes(byte[] bytes) {
    HllBytes.check(bytes, LOG_REGISTERS);
    return new DistinctSketch(Heapify.read("HLL", bytes, HllSketch::heapify));
  }
}
