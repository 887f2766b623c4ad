package dev.leeway.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.leeway.loss.LossModel.Input;
import dev.leeway.loss.LossModel.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * How columns go into a model's inputs: each into the input of its name, or several into the
 * columns of one matrix, which the model's metadata name.
 *
 * @param inputs in the model's order
 */
record OnnxInputs(List<Tensor> inputs) {

  /** The entry of a model's metadata that names the columns of its matrix, with commas. */
  static final String COLUMNS = "columns";

  /**
   * One input.
   *
   * @param flat whether rows are its only dimension
   */
  record Tensor(String name, OnnxJavaType type, List<String> columns, boolean flat) {

    Tensor {
      columns = List.copyOf(columns);
    }

    Kind kind() {
      return switch (type) {
        case FLOAT, DOUBLE -> Kind.NUMBER;
        case INT64 -> Kind.WHOLE;
        case BOOL -> Kind.FLAG;
        case STRING -> Kind.TEXT;
        default -> throw new IllegalArgumentException("input " + name + " is of type " + type);
      };
    }

    long[] shape(int rows) {
      return flat ? new long[] {rows} : new long[] {rows, columns.size()};
    }
  }

  OnnxInputs {
    inputs = List.copyOf(inputs);
  }

  /**
   * Those of a model.
   *
   * @throws IllegalArgumentException if they cannot be told or are of no type that rows have
   */
  static OnnxInputs of(OrtSession session) throws OrtException {
    List<Tensor> tensors = new ArrayList<>();
    for (NodeInfo node : session.getInputInfo().values()) {
      if (!(node.getInfo() instanceof TensorInfo info)) {
        throw new IllegalArgumentException("input " + node.getName() + " is no tensor");
      }
      tensors.add(tensor(node.getName(), info, session));
    }
    OnnxInputs inputs = new OnnxInputs(tensors);
    List<String> columns = inputs.columns().stream().map(Input::column).toList();
    if (columns.isEmpty()) throw new IllegalArgumentException("the model has no input");
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("a column goes into two inputs: " + columns);
    }
    return inputs;
  }

  private static Tensor tensor(String name, TensorInfo info, OrtSession session)
      throws OrtException {
    long[] shape = info.getShape();
    boolean flat = shape.length == 1;
    if (!flat && shape.length != 2) {
      throw new IllegalArgumentException("input " + name + " is neither a column nor a matrix");
    }
    if (flat || shape[1] == 1) return new Tensor(name, info.type, List.of(name), flat);
    String named =
        session
            .getMetadata()
            .getCustomMetadataValue(COLUMNS)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "input "
                            + name
                            + " is a matrix: which columns it takes is to stand in the metadata, as \""
                            + COLUMNS
                            + "\""));
    List<String> columns = List.of(named.split("\\s*,\\s*"));
    if (shape[1] > 0 && shape[1] != columns.size()) {
      throw new IllegalArgumentException(
          "input " + name + " has " + shape[1] + " columns, the metadata " + columns.size());
    }
    return new Tensor(name, info.type, columns, false);
  }

  /** All columns, in the order of the inputs. */
  List<Input> columns() {
    List<Input> columns = new ArrayList<>();
    for (Tensor tensor : inputs) {
      tensor.columns.forEach(column -> columns.add(new Input(column, tensor.kind())));
    }
    return columns;
  }
}
