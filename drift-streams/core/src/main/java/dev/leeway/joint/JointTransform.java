package dev.leeway.joint;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is made of a row to look at its columns together; frozen with a reference, so that sums over
 * rows can be added, taken apart and compared.
 *
 * <p>Each column becomes a {@linkplain JointInput standardised number}. Of the point they make are
 * taken: how far it lies from the subspace of the principal components that carry 65 % of the
 * variance (the reconstruction error); cosine and sine along random frequencies (random Fourier
 * features of a Gaussian kernel, Rahimi and Recht 2007); and of each pair of columns, whether both
 * lie on the same side of their middle. Immutable.
 */
public final class JointTransform {

  /** Most columns that are looked at together. */
  public static final int MOST_COLUMNS = 128;

  /** Most columns of which every pair is looked at. */
  static final int MOST_PAIRED = 32;

  /** Sums before those of the frequencies: error and error share, each with its square. */
  static final int ERROR = 0;

  static final int ERROR_SHARE = 2;
  static final int WAVES = 4;

  /** Sums of a frequency: cosine and sine, from [-1, 1] moved to [0, 1], and squared cosine. */
  static final int PER_WAVE = 3;

  private static final int LAST_PLACE = 1 << 20;

  /** Errors are summed up to so many times the cap of their share. */
  private static final double LARGEST_ERROR = 64;

  private final List<JointInput> inputs;
  private final double[][] dropped;
  private final double[][] frequencies;
  private final double errorCap;
  private final byte[] bytes;

  /**
   * @param dropped principal components that are not kept, of length 1: what lies along them is the
   *     reconstruction error
   * @param frequencies in turns per standard deviation
   * @param errorCap reconstruction error that is as large as can be; positive
   */
  JointTransform(
      List<JointInput> inputs, double[][] dropped, double[][] frequencies, double errorCap) {
    this.inputs = List.copyOf(inputs);
    this.dropped = copy(dropped);
    this.frequencies = copy(frequencies);
    this.errorCap = errorCap;
    if (inputs.size() < 2 || inputs.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(inputs.size() + " columns together");
    }
    if (dropped.length < 1 || frequencies.length < 1) {
      throw new IllegalArgumentException("nothing to look at");
    }
    if (!(errorCap > 0) || !Double.isFinite(errorCap)) {
      throw new IllegalArgumentException("error cap " + errorCap);
    }
    Set<Integer> places = new HashSet<>();
    for (JointInput input : inputs) {
      if (input.column() < 0 || input.column() > LAST_PLACE || !places.add(input.column())) {
        throw new IllegalArgumentException("column " + input.column() + " twice or nowhere");
      }
    }
    bytes = JointTransformBytes.write(this);
  }

  private double[][] copy(double[][] vectors) {
    double[][] copy = new double[vectors.length][];
    for (int i = 0; i < vectors.length; i++) {
      copy[i] = vectors[i].clone();
      if (copy[i].length != inputs.size() || !Arrays.stream(copy[i]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("vector " + i + " is not of these columns");
      }
    }
    return copy;
  }

  /** Places in the layout of the columns that are looked at together. */
  public List<Integer> columns() {
    return inputs.stream().map(JointInput::column).toList();
  }

  /** Number of categories the column of the given place is fitted to; 0 for numbers. */
  public int categories(int column) {
    for (JointInput input : inputs) {
      if (input.column() == column && input instanceof JointInput.Category category) {
        return category.codes().size();
      }
    }
    return 0;
  }

  /** Principal components that carry 65 % of the variance. */
  public int keptComponents() {
    return inputs.size() - dropped.length;
  }

  /** Number of sums that a profile of this transform has. */
  public int sums() {
    return pairs() + paired() * (paired() - 1) / 2;
  }

  /** The profile of no rows. */
  public JointProfile noRows() {
    return new JointProfile(0, new long[sums()]);
  }

  /** Its bytes; equal transforms give equal bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /**
   * @throws CorruptStateException if the bytes are not a transform
   */
  public static JointTransform fromBytes(byte[] bytes) {
    return JointTransformBytes.read(requireNonNull(bytes, "bytes"));
  }

  List<JointInput> inputs() {
    return inputs;
  }

  double[][] dropped() {
    return dropped;
  }

  double[][] frequencies() {
    return frequencies;
  }

  /** Error from which on its share is 1. */
  double errorCap() {
    return errorCap;
  }

  /** Largest error that is told apart from larger ones. */
  double largestError() {
    return LARGEST_ERROR * errorCap;
  }

  /** Columns of which every pair is looked at: the first ones. */
  int paired() {
    return Math.min(MOST_PAIRED, inputs.size());
  }

  /** Where the sums of the pairs begin: (0, 1), (0, 2), ..., (1, 2), ... */
  int pairs() {
    return WAVES + PER_WAVE * frequencies.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JointTransform that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "JointTransform of columns " + columns();
  }
}
