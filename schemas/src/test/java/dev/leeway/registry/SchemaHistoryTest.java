package dev.leeway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema against every form it was ever released in: both ways, all versions. The history is
 * in {@code src/test/resources/schema-history/<name>/v<n>.avsc}; a released version is never
 * edited, a changed schema is added as the next one.
 */
class SchemaHistoryTest {

  private static final Path CURRENT = Path.of("src/main/avro");
  private static final Path HISTORY = Path.of("src/test/resources/schema-history");

  static List<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.list(CURRENT)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void schema_isFullTransitivelyCompatibleWithItsHistory(Path current) throws IOException {
    SchemaRegistry registry = new MemorySchemaRegistry();
    List<Path> history = history(current);
    assertThat(history).as("history of %s", current).isNotEmpty();

    for (Path version : history) {
      assertThatCode(() -> registry.register("subject", parse(version)))
          .as("%s after the versions before it", version)
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> registry.register("subject", parse(current)))
        .as("%s after %s", current, history)
        .doesNotThrowAnyException();
  }

  private static List<Path> history(Path current) throws IOException {
    String name = current.getFileName().toString().replace(".avsc", "");
    Path versions = HISTORY.resolve(name);
    if (!Files.isDirectory(versions)) return List.of();
    try (Stream<Path> files = Files.list(versions)) {
      return files.sorted(Comparator.comparingInt(SchemaHistoryTest::number)).toList();
    }
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString().replaceAll("\\D", ""));
  }

  private static Schema parse(Path file) throws IOException {
    return new Schema.Parser().parse(Files.readString(file));
  }
}
