package dev.leeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.config.yaml.ConfigException;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Monitor;
import dev.leeway.verdict.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureRulesTest {

  @TempDir private Path folder;

  @Test
  void measuresAndRules_areRead() throws IOException {
    Monitor monitor =
        load(
            """
            model: m
            measures: [energy, ks, chi_square]
            columns:
              x:
                thresholds: {ks: 0.1}
                pValues: {chi_square: 0.001}
                bands: {jensen_shannon: 3}
            """);
    ColumnRules rules = monitor.column("x").rules();

    assertThat(monitor.measures())
        .containsExactlyInAnyOrder(Measure.KS, Measure.ENERGY, Measure.CHI_SQUARE);
    assertThat(rules.thresholds()).isEqualTo(Map.of(Measure.KS, 0.1));
    assertThat(rules.pValues()).isEqualTo(Map.of(Measure.CHI_SQUARE, 0.001));
    assertThat(rules.bands()).isEqualTo(Map.of(Measure.JENSEN_SHANNON, 3.0));
    assertThat(load("model: m").measures()).isEmpty();
  }

  @Test
  void whatIsNoMeasureOrHasNoPValue_isRefused() {
    for (String wrong :
        new String[] {
          "measures: [ks, k]",
          "measures: [ks, ks]",
          "columns: {x: {pValues: {psi: 0.01}}}",
          "columns: {x: {pValues: {ks: 1}}}",
          "columns: {x: {bands: {ks: 0}}}",
          "columns: {x: {bands: {evidence: 3}}}"
        }) {
      assertThatExceptionOfType(ConfigException.class)
          .as(wrong)
          .isThrownBy(() -> load("model: m\n" + wrong + "\n"));
    }
  }

  private Monitor load(String text) throws IOException {
    Path file = folder.resolve("m.yaml");
    Files.writeString(file, text);
    return new ConfigLoader(Map.of(), folder).loadMonitor(file);
  }
}
