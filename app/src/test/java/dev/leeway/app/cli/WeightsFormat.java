package dev.leeway.app.cli;

import dev.leeway.loss.LossModel;
import dev.leeway.loss.LossModelFormat;
import dev.leeway.performance.Cell;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loss models for tests, as text: lines such as {@code amount 0.5}, whose sum is the loss. */
public final class WeightsFormat implements LossModelFormat {

  @Override
  public boolean isOf(String fileName) {
    return fileName.endsWith(".weights");
  }

  @Override
  public LossModel read(byte[] file) {
    Map<String, Double> weights = new LinkedHashMap<>();
    new String(file, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> weights.put(words[0], Double.parseDouble(words[1])));
    return new Weights(weights);
  }

  private record Weights(Map<String, Double> weights) implements LossModel {

    @Override
    public List<Input> inputs() {
      return weights.keySet().stream().map(column -> new Input(column, Kind.NUMBER)).toList();
    }

    @Override
    public double[] losses(List<Cell[]> rows) {
      return rows.stream().mapToDouble(this::loss).toArray();
    }

    private double loss(Cell[] row) {
      double loss = 0;
      int place = 0;
      for (double weight : weights.values()) {
        loss += weight * ((Cell.Numeric) row[place++]).value();
      }
      return loss;
    }

    @Override
    public void close() {}
  }
}
