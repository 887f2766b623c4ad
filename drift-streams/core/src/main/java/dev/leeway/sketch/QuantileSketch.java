package dev.leeway.sketch;

import java.util.List;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of many numbers in a few kilobytes: a KLL sketch. Describes, never decides: two
 * sketches of the same numbers differ, because KLL draws lots. Rank error with 99 % confidence:
 * 1.33 % at k = 200 (DataSketches' {@code getNormalizedRankError}).
 *
 * <p>{@link #merge} changes neither side, but nothing may be added to either any more. {@link #add}
 * is for the one thread that builds it.
 */
public final class QuantileSketch {

  /** DataSketches' default; bytes of another are refused. */
  private static final int K = 200;

  /** What {@link #add} adds to; null of what is complete. */
  private final @Nullable KllDoublesSketch own;

  /** Null until it is asked for: what was sampled is mostly handed on as bytes. */
  private @Nullable Parts<KllDoublesSketch> parts;

  private final byte[] sample;

  public QuantileSketch() {
    this(KllDoublesSketch.newHeapInstance(K));
  }

  private QuantileSketch(KllDoublesSketch own) {
    this.own = own;
    parts = Parts.of(own, QuantileSketch::union);
    sample = new byte[0];
  }

  private QuantileSketch(Parts<KllDoublesSketch> parts) {
    own = null;
    this.parts = parts;
    sample = new byte[0];
  }

  private QuantileSketch(byte[] sample) {
    own = null;
    this.sample = sample;
  }

  private synchronized Parts<KllDoublesSketch> parts() {
    Parts<KllDoublesSketch> known = parts;
    if (known != null) return known;
    Parts<KllDoublesSketch> read =
        Parts.of(KllDoublesSketch.heapify(Memory.wrap(sample)), QuantileSketch::union);
    parts = read;
    return read;
  }

  private static KllDoublesSketch union(List<KllDoublesSketch> parts) {
    KllDoublesSketch union = KllDoublesSketch.newHeapInstance(K);
    parts.forEach(union::merge);
    return union;
  }

  private KllDoublesSketch sketch() {
    return parts().whole();
  }

  /**
   * Takes one finite number.
   *
   * @throws IllegalStateException if this is a sample's or was merged of others, and is complete
   */
  public void add(double value) {
    if (own == null) throw new IllegalStateException("what is complete takes no more");
    own.update(value);
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
    return new QuantileSketch(parts().and(other.parts()));
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
    KllDoublesSketch read = Heapify.read("KLL", bytes, KllDoublesSketch::heapify);
    return new QuantileSketch(read);
  }
}
