package dev.leeway.sketch;

import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of many numbers in a few kilobytes: a KLL sketch. Describes, never decides: two
 * sketches of the same numbers differ, because KLL draws lots. Rank error with 99 % confidence:
 * 1.33 % at k = 200 (DataSketches' {@code getNormalizedRankError}).
 *
 * <p>{@link #merge} changes neither side. {@link #add} is for the one thread that builds it.
 */
public final class QuantileSketch {

  /** DataSketches' default; bytes of another are refused. */
  private static final int K = 200;

  /** Null until it is asked for: what was sampled is mostly handed on as bytes. */
  private @Nullable KllDoublesSketch sketch;

  private final byte[] sample;

  public QuantileSketch() {
    this(KllDoublesSketch.newHeapInstance(K));
  }

  private QuantileSketch(KllDoublesSketch sketch) {
    this.sketch = sketch;
    sample = new byte[0];
  }

  private QuantileSketch(byte[] sample) {
    this.sample = sample;
  }

  private synchronized KllDoublesSketch sketch() {
    KllDoublesSketch known = sketch;
    if (known != null) return known;
    KllDoublesSketch read = KllDoublesSketch.heapify(Memory.wrap(sample));
    sketch = read;
    return read;
  }

  /**
   * Takes one finite number.
   *
   * @throws IllegalStateException if this is a sample's, which is complete
   */
  public void add(double value) {
    if (sample.length > 0) throw new IllegalStateException("a sample takes no more");
    sketch().update(value);
  }

  public long count() {
    return sketch().getN();
  }

  /**
   * The number at the given rank, in [0, 1].
   *
   * @throws IllegalStateException if the sketch is empty
   */
  public double quantile(double rank) {
    KllDoublesSketch read = sketch();
    if (read.isEmpty()) throw new IllegalStateException("no quantile of nothing");
    return read.getQuantile(rank);
  }

  /**
   * The bound on the rank error of one quantile, with 99 % confidence; of a sketch that a {@link
   * NumberSample} is in, that of the sample.
   */
  public double rankError() {
    return sketch().getNormalizedRankError(false);
  }

  public QuantileSketch merge(QuantileSketch other) {
    KllDoublesSketch union = KllDoublesSketch.newHeapInstance(K);
    union.merge(sketch());
    union.merge(other.sketch());
    return new QuantileSketch(union);
  }

  /**
   * Of a sample.
   *
   * @param sorted some of the numbers, ascending, each for two to the power of the level
   * @param min the smallest of all numbers, max the largest
   */
  static QuantileSketch ofSample(double[] sorted, int level, double min, double max) {
    return new QuantileSketch(KllBytes.ofLevel(K, sorted, level, new double[] {min, max}));
  }

  public byte[] toBytes() {
    return sample.length > 0 ? sample.clone() : sketch().toByteArray();
  }

  /**
   * @throws CorruptStateException if the bytes are not such a sketch
   */
  public static QuantileSketch fromBytes(byte[] bytes) {
    KllBytes.check(bytes, K);
    return new QuantileSketch(Heapify.read("KLL", bytes, KllDoublesSketch::heapify));
  }
}
