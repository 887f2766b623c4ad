package dev.leeway.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.eventlog.EventIds;
import dev.leeway.monitor.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the documents say is what the code does. */
class DocumentationTest {

  private static String page;
  private static Object api;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "ingestion.md"));
    api =
        new Load(LoadSettings.builder().setMaxAliasesForCollections(1_000).build())
            .loadFromString(Files.readString(Path.of("..", "docs", "openapi.yaml")));
  }

  @Test
  void page_listsEveryCodeWithItsStatus() {
    Pattern row = Pattern.compile("(?m)^\\| `([a-z_0-9]+)` \\| (\\d{3}) \\|");
    List<String> listed =
        row.matcher(page).results().map(found -> found.group(1) + found.group(2)).toList();

    assertThat(listed)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(c -> c.code() + c.status()).toList());
  }

  @Test
  void page_listsTheDefaultLimits() {
    IngestLimits limits = IngestLimits.DEFAULT;

    assertThat(defaults())
        .containsExactly(
            limits.bodyBytes() / (1 << 20) + " MiB",
            limits.batchBytes() / (1 << 20) + " MiB",
            "%,d".formatted(limits.batchEvents()),
            limits.eventBytes() / 1024 + " KiB",
            "%,d".formatted(limits.fields()),
            "%,d bytes".formatted(limits.stringBytes()),
            limits.nameLength() + " characters",
            String.valueOf(limits.depth()),
            "128 characters",
            String.valueOf(limits.gzipRatio()),
            limits.inFlightBytes() / (1 << 20) + " MiB");
    assertThat(page).contains("8 KiB added per request");
    assertThat(InFlight.OVERHEAD).isEqualTo(8 * 1024);
    assertThat(EventIds.MAX_LENGTH).isEqualTo(128);
  }

  @Test
  void api_listsTheFieldsOfEvents() {
    HeadReader heads = new HeadReader(new NoModels());

    assertThat(fields("Prediction")).isEqualTo(Set.copyOf(new PredictionReader(heads).fields()));
    assertThat(fields("Label")).isEqualTo(Set.copyOf(new LabelReader(heads).fields()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/predictions", "/v1/labels"})
  void api_listsEveryStatusOfARoute(String path) {
    Set<String> statuses =
        Stream.concat(
                Stream.of(202, 207), Arrays.stream(ProblemCode.values()).map(ProblemCode::status))
            .map(String::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(object("paths", path, "post", "responses").keySet()).isEqualTo(statuses);
    assertThat(object("paths", path, "post", "requestBody", "content").keySet())
        .containsExactlyInAnyOrder("application/json", "application/x-ndjson", "application/jsonl");
  }

  private static Set<String> fields(String schema) {
    return object("components", "schemas", schema, "properties").keySet();
  }

  private static Map<String, Object> object(String... path) {
    Object at = api;
    for (String name : path) {
      assertThat(at).isInstanceOf(Map.class);
      at = ((Map<?, ?>) at).get(name);
    }
    assertThat(at).as(String.join("/", path)).isInstanceOf(Map.class);
    return ((Map<?, ?>) at)
        .entrySet().stream().collect(Collectors.toMap(e -> (String) e.getKey(), e -> e.getValue()));
  }

  /** Second column of the table of limits. */
  private static List<String> defaults() {
    String table = page.substring(page.indexOf("| limit | default |"));
    List<String> found = new ArrayList<>();
    for (String line : table.substring(0, table.indexOf("\n\n")).split("\n")) {
      found.add(line.split("\\|")[2].trim());
    }
    return found.subList(2, found.size());
  }

  private static final class NoModels implements ModelCatalog {

    @Override
    public Optional<Monitor> monitor(String model) {
      return Optional.empty();
    }

    @Override
    public List<String> models() {
      return List.of();
    }
  }
}
