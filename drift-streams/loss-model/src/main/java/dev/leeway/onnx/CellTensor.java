package dev.leeway.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.leeway.performance.Cell;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Cells of rows as the tensor that an input takes.
 *
 * @param from place of the input's first column among the cells of a row
 */
record CellTensor(OnnxInputs.Tensor input, int from) {

  OnnxTensor of(List<Cell[]> rows, OrtEnvironment environment) throws OrtException {
    long[] shape = input.shape(rows.size());
    int cells = rows.size() * input.columns().size();
    return switch (input.type()) {
      case FLOAT -> {
        FloatBuffer numbers = FloatBuffer.allocate(cells);
        each(rows, cell -> numbers.put((float) number(cell)));
        yield OnnxTensor.createTensor(environment, numbers.flip(), shape);
      }
      case DOUBLE -> {
        DoubleBuffer numbers = DoubleBuffer.allocate(cells);
        each(rows, cell -> numbers.put(number(cell)));
        yield OnnxTensor.createTensor(environment, numbers.flip(), shape);
      }
      case INT64 -> {
        LongBuffer numbers = LongBuffer.allocate(cells);
        each(rows, cell -> numbers.put((long) number(cell)));
        yield OnnxTensor.createTensor(environment, numbers.flip(), shape);
      }
      case BOOL -> {
        ByteBuffer flags = ByteBuffer.allocateDirect(cells);
        each(rows, cell -> flags.put((byte) number(cell)));
        yield OnnxTensor.createTensor(environment, flags.flip(), shape, OnnxJavaType.BOOL);
      }
      case STRING -> {
        String[] texts = new String[cells];
        int[] at = {0};
        each(rows, cell -> texts[at[0]++] = cell.className());
        yield OnnxTensor.createTensor(environment, texts, shape);
      }
      default -> throw new IllegalArgumentException("input of type " + input.type());
    };
  }

  private interface CellSink {

    void take(Cell cell);
  }

  private void each(List<Cell[]> rows, CellSink sink) {
    for (Cell[] row : rows) {
      for (int i = 0; i < input.columns().size(); i++) {
        sink.take(row[from + i]);
      }
    }
  }

  private static double number(Cell cell) {
    if (cell instanceof Cell.Flag flag) return flag.value() ? 1 : 0;
    return ((Cell.Numeric) cell).value();
  }
}
