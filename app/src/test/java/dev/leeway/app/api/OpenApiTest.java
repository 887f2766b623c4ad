package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/openapi.yaml and the code must tell the same. */
class OpenApiTest {

  @TempDir Path directory;
  private Map<?, ?> description;

  @BeforeEach
  void read() throws Exception {
    Path document = Path.of("docs", "openapi.yaml");
    String text =
        Files.readString(Files.exists(document) ? document : Path.of("..").resolve(document));
    LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(1_000).build();
    description = (Map<?, ?>) new Load(settings).loadFromString(text);
  }

  @Test
  void paths_areAnswered() throws Exception {
    Verdict verdict = Given.verdict().column("distance", State.OK, 1).hour(1, State.OK);
    try (ApiServer api = new ApiServer(directory)) {
      api.keep(verdict, Given.verdict().hour(1, Given.rocAuc(0.9, 0.85)));
      int asked = 0;
      for (Map.Entry<?, ?> path : at("paths").entrySet()) {
        if (!((Map<?, ?>) path.getValue()).containsKey("get")) continue;
        String asks =
            path.getKey()
                .toString()
                .replace("{model}", "flights")
                .replace("retrainings/{id}", "retrainings/" + Asked.ID)
                .replace("{id}", Verdict.id(verdict.key()))
                .replace("{measure}", "roc_auc")
                .replace("{column}", "distance");
        assertThat(api.json(asks).isObject()).as(asks).isTrue();
        asked++;
      }
      assertThat(asked).isEqualTo(12);
    }
  }

  @Test
  void choices_areThoseOfTheCode() {
    assertThat(choices("MeasureKey"))
        .containsExactlyElementsOf(Arrays.stream(Measure.values()).map(Measure::key).toList());
    assertThat(choices("State")).containsExactlyElementsOf(names(State.values()));
    assertThat(choices("Kind")).containsExactlyElementsOf(names(Verdict.Kind.values()));
    assertThat(choices("Reason")).containsExactlyElementsOf(names(Verdict.UnknownReason.values()));
  }

  @Test
  void fields_areThoseOfTheCode() {
    assertThat(fields("Verdict"))
        .hasSize(Verdict.class.getRecordComponents().length + 2)
        .contains("id", "version", "columns");
    assertThat(fields("Performance"))
        .hasSize(WindowPerformance.class.getRecordComponents().length + 2)
        .contains("coverage", "assumption", "realised");
    // Column and kind stand beside them.
    assertThat(fields("Findings"))
        .hasSize(ColumnVerdict.class.getRecordComponents().length - 2)
        .contains("state", "since", "measures");
  }

  private List<String> choices(String schema) {
    List<?> found = (List<?>) at("components", "schemas", schema).get("enum");
    return found.stream().map(String::valueOf).toList();
  }

  private List<String> fields(String schema) {
    return at("components", "schemas", schema, "properties").keySet().stream()
        .map(String::valueOf)
        .toList();
  }

  private Map<?, ?> at(String... path) {
    Map<?, ?> node = description;
    for (String step : path) node = (Map<?, ?>) node.get(step);
    return node;
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
