package dev.leeway.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, by their path from its top. */
final class Repository {

  static final Path MODULE = Path.of("grafana-dashboards");

  private static final Path TOP = top();
  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private Repository() {}

  static Path path(String path) {
    return TOP.resolve(path);
  }

  static String text(String path) {
    try {
      return Files.readString(TOP.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(String path) {
    try {
      return YAML.readTree(text(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The files of one folder of this module, in the order of their names. */
  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(TOP.resolve(MODULE).resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Maven runs tests in the module's folder, an IDE mostly at the top. */
  private static Path top() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("docs/metrics.md"))) {
      here = here.getParent();
      if (here == null) throw new IllegalStateException("docs/metrics.md is in no folder above");
    }
    return here;
  }
}
