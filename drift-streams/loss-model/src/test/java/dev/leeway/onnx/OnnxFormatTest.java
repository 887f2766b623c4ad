package dev.leeway.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.loss.LossCounter;
import dev.leeway.loss.LossModel;
import dev.leeway.loss.LossModel.Input;
import dev.leeway.loss.LossModel.Kind;
import dev.leeway.loss.LossModelFormat;
import dev.leeway.loss.LossProfile;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Beside what scikit-learn says of the same rows; make_models.py made both. */
class OnnxFormatTest {

  private static final List<String> LINES =
      new String(resource("expected.csv"), StandardCharsets.UTF_8).lines().toList();

  @Test
  void format_isFoundByItsService() {
    assertThat(ServiceLoader.load(LossModelFormat.class))
        .singleElement()
        .satisfies(
            format -> {
              assertThat(format.isOf("Trees.ONNX")).isTrue();
              assertThat(format.isOf("trees.pmml")).isFalse();
            });
  }

  @Test
  void losses_ofColumns_areScikitLearns() {
    try (LossModel model = model("trees.onnx")) {
      assertThat(model.inputs())
          .containsExactly(
              new Input("amount", Kind.NUMBER),
              new Input("hour", Kind.WHOLE),
              new Input("carrier", Kind.TEXT),
              new Input("predicted", Kind.NUMBER));
      assertLosses(model, "trees");
    }
  }

  @Test
  void losses_ofAMatrix_areScikitLearns() {
    try (LossModel model = model("matrix.onnx")) {
      assertThat(model.inputs())
          .containsExactly(new Input("amount", Kind.NUMBER), new Input("predicted", Kind.NUMBER));
      assertLosses(model, "matrix");
    }
  }

  @Test
  void counter_countsWhatTheModelCannotTake() {
    Cell number = new Cell.Numeric(12.5);
    Cell half = new Cell.Numeric(0.5);
    Cell carrier = new Cell.Text("DL");
    try (LossModel model = model("trees.onnx")) {
      LossProfile profile =
          new LossCounter(model)
              .add(row(number, new Cell.Numeric(3), carrier, number))
              .add(row(number, new Cell.Numeric(3), new Cell.Text("never seen"), number))
              .add(row(Cell.Missing.MISSING, new Cell.Numeric(3), carrier, number))
              .add(row(number, half, carrier, number))
              .add(row(new Cell.Text("much"), new Cell.Numeric(3), carrier, number))
              .build();
      assertThat(profile.rows()).isEqualTo(2);
      assertThat(profile.refused())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("amount missing", 1L, "amount wrong type", 1L, "hour out of range", 1L));
    }
  }

  @Test
  void read_ofAMatrixWithoutNames_tellsWhatIsLacking() {
    assertThatThrownBy(() -> model("nameless.onnx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input X is a matrix")
        .hasMessageContaining("\"columns\"");
  }

  @Test
  void read_ofNoModel_isRefused() {
    assertThatThrownBy(() -> new OnnxFormat().read("no model".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no ONNX model");
  }

  private static void assertLosses(LossModel model, String column) {
    LossCounter counter = new LossCounter(model);
    double sum = 0;
    for (Map<String, Cell> row : rows()) {
      Cell[] cells =
          model.inputs().stream().map(input -> row.get(input.column())).toArray(Cell[]::new);
      double expected = ((Cell.Numeric) row.getOrDefault(column, Cell.Missing.MISSING)).value();
      assertThat(model.losses(List.<Cell[]>of(cells))[0]).isCloseTo(expected, within(1e-5));
      counter.add(name -> row.getOrDefault(name, Cell.Missing.MISSING));
      sum += expected;
    }
    LossProfile profile = counter.build();
    assertThat(profile.rows()).isEqualTo(200);
    assertThat(profile.refused()).isEmpty();
    assertThat(profile.losses().value()).isCloseTo(sum, within(1e-3));
  }

  private static Outputs row(Cell amount, Cell hour, Cell carrier, Cell predicted) {
    Map<String, Cell> cells =
        Map.of("amount", amount, "hour", hour, "carrier", carrier, "predicted", predicted);
    return name -> cells.getOrDefault(name, Cell.Missing.MISSING);
  }

  private static List<Map<String, Cell>> rows() {
    String[] names = LINES.get(0).split(",");
    return LINES.stream()
        .skip(1)
        .map(
            line -> {
              String[] values = line.split(",");
              Map<String, Cell> cells = new HashMap<>();
              for (int i = 0; i < names.length; i++) {
                boolean text = names[i].equals("carrier");
                cells.put(
                    names[i],
                    text
                        ? new Cell.Text(values[i])
                        : new Cell.Numeric(Double.parseDouble(values[i])));
              }
              return cells;
            })
        .toList();
  }

  private static LossModel model(String name) {
    return new OnnxFormat().read(resource(name));
  }

  private static byte[] resource(String name) {
    try (InputStream in = OnnxFormatTest.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("no resource " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
