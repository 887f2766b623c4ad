package dev.leeway.joint;

import dev.leeway.sketch.CorruptStateException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Transforms to and from bytes: big-endian, without a checksum of their own, for they are part of a
 * sealed layout. What is read is never larger than the bytes at hand can fill.
 */
final class JointTransformBytes {

  private static final int NUMBER = 0;
  private static final int CATEGORY = 1;

  private JointTransformBytes() {}

  static byte[] write(JointTransform transform) {
    Output out = new Output();
    out.whole(transform.inputs().size());
    for (JointInput input : transform.inputs()) {
      out.whole(input.column());
      if (input instanceof JointInput.Amount number) {
        out.whole(NUMBER);
        out.numbers(number.mean(), number.deviation());
      } else if (input instanceof JointInput.Category category) {
        out.whole(CATEGORY);
        out.whole(category.codes().size());
        category.codes().forEach(code -> out.numbers(code));
        out.numbers(category.unseen(), category.missing());
      }
      out.numbers(input.split());
    }
    out.vectors(transform.dropped());
    out.vectors(transform.frequencies());
    out.numbers(transform.errorCap());
    return out.bytes.toByteArray();
  }

  static JointTransform read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int size = size(in, Double.BYTES);
      List<JointInput> inputs = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        inputs.add(input(in));
      }
      JointTransform transform =
          new JointTransform(inputs, vectors(in, size), vectors(in, size), in.getDouble());
      if (in.hasRemaining()) throw new CorruptStateException(in.remaining() + " bytes too many");
      return transform;
    } catch (BufferUnderflowException e) {
      throw new CorruptStateException("ends early", e);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no transform: " + e.getMessage(), e);
    }
  }

  private static JointInput input(ByteBuffer in) {
    int column = in.getInt();
    int kind = in.getInt();
    if (kind == NUMBER) {
      return new JointInput.Amount(column, in.getDouble(), in.getDouble(), in.getDouble());
    }
    if (kind != CATEGORY) throw new CorruptStateException("input of kind " + kind);
    int size = size(in, Double.BYTES);
    List<Double> codes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      codes.add(in.getDouble());
    }
    return new JointInput.Category(column, codes, in.getDouble(), in.getDouble(), in.getDouble());
  }

  private static double[][] vectors(ByteBuffer in, int length) {
    double[][] vectors = new double[size(in, length * Double.BYTES)][length];
    for (double[] vector : vectors) {
      for (int i = 0; i < length; i++) {
        vector[i] = in.getDouble();
      }
    }
    return vectors;
  }

  /** A number of things that each take at least so many bytes. */
  private static int size(ByteBuffer in, int each) {
    int size = in.getInt();
    if (size < 0 || (long) size * each > in.remaining()) {
      throw new CorruptStateException("size " + size + " past the end");
    }
    return size;
  }

  private static final class Output {

    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);

    void whole(int value) {
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    void numbers(double... values) {
      for (double value : values) {
        bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
      }
    }

    void vectors(double[][] vectors) {
      whole(vectors.length);
      for (double[] vector : vectors) {
        numbers(vector);
      }
    }
  }
}
