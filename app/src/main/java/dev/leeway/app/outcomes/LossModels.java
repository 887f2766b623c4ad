package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.loss.LossModel;
import dev.leeway.loss.LossModelFormat;
import dev.leeway.performance.PerformanceMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Loss models in files, read by whatever on the class path can read them. */
public final class LossModels {

  private LossModels() {}

  /**
   * The models in files.
   *
   * @param files by the measure of which the models expect the terms
   * @throws ComparisonException if one cannot be read
   */
  public static SortedMap<PerformanceMeasure, LossModel> read(
      SortedMap<PerformanceMeasure, Path> files) {
    SortedMap<PerformanceMeasure, LossModel> models = new TreeMap<>();
    try {
      files.forEach((measure, file) -> models.put(measure, read(file)));
      return models;
    } catch (ComparisonException e) {
      models.values().forEach(LossModel::close);
      throw e;
    }
  }

  private static LossModel read(Path file) {
    List<LossModelFormat> formats =
        ServiceLoader.load(LossModelFormat.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (formats.isEmpty()) {
      throw new ComparisonException(
          "nothing that reads loss models is on the class path: leeway-loss-model.jar with ONNX"
              + " Runtime");
    }
    LossModelFormat format =
        formats.stream()
            .filter(known -> known.isOf(String.valueOf(file.getFileName())))
            .findFirst()
            .orElseThrow(() -> new ComparisonException(file + ": no loss model of a known format"));
    try {
      return format.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new ComparisonException(file + ": there is no such file");
    } catch (IOException e) {
      throw new ComparisonException(file + ": cannot be read");
    } catch (IllegalArgumentException e) {
      throw new ComparisonException(file + ": " + e.getMessage());
    }
  }
}
