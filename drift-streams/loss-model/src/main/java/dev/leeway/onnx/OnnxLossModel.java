package dev.leeway.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.leeway.loss.LossModel;
import dev.leeway.performance.Cell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model in ONNX Runtime, which may be asked by several threads. */
final class OnnxLossModel implements LossModel {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxInputs inputs;
  private final List<Input> columns;

  /**
   * @throws IllegalArgumentException if the model does not give one number for each row
   */
  OnnxLossModel(OrtEnvironment environment, OrtSession session, OnnxInputs inputs) {
    this.environment = environment;
    this.session = session;
    this.inputs = inputs;
    columns = inputs.columns();
  }

  @Override
  public List<Input> inputs() {
    return columns;
  }

  @Override
  public double[] losses(List<Cell[]> rows) {
    try {
      return run(rows);
    } catch (OrtException e) {
      if (rows.size() == 1) return new double[] {Double.NaN};
      // One row that the model cannot take, such as a class it has never seen, fails all.
      return rows.stream().mapToDouble(row -> losses(List.<Cell[]>of(row))[0]).toArray();
    }
  }

  private double[] run(List<Cell[]> rows) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      int from = 0;
      for (OnnxInputs.Tensor input : inputs.inputs()) {
        tensors.put(input.name(), new CellTensor(input, from).of(rows, environment));
        from += input.columns().size();
      }
      try (OrtSession.Result result = session.run(tensors)) {
        return numbers(result, rows.size());
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static double[] numbers(OrtSession.Result result, int rows) {
    if (!(result.get(0) instanceof OnnxTensor tensor)) throw noNumbers();
    double[] numbers =
        switch (tensor.getInfo().type) {
          case FLOAT -> {
            float[] floats = new float[tensor.getFloatBuffer().remaining()];
            tensor.getFloatBuffer().get(floats);
            double[] wide = new double[floats.length];
            Arrays.setAll(wide, i -> floats[i]);
            yield wide;
          }
          case DOUBLE -> {
            double[] doubles = new double[tensor.getDoubleBuffer().remaining()];
            tensor.getDoubleBuffer().get(doubles);
            yield doubles;
          }
          default -> throw noNumbers();
        };
    if (numbers.length != rows) throw noNumbers();
    return numbers;
  }

  private static IllegalArgumentException noNumbers() {
    return new IllegalArgumentException("the loss model does not give one number for each row");
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not let go of a model", e);
    }
  }
}
