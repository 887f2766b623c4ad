package dev.leeway.config.yaml;

import dev.leeway.config.yaml.YamlNode.Scalar;
import dev.leeway.config.yaml.YamlNode.ScalarType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Environment variables that go before the document. With the prefix {@code LEEWAY_}, {@code
 * LEEWAY_KAFKA_BOOTSTRAP_SERVERS} sets {@code kafka.bootstrapServers}.
 */
record Overrides(String prefix, Map<String, String> environment) {

  static final Overrides NONE = new Overrides("", Map.of());

  Overrides {
    environment = Map.copyOf(environment);
  }

  /** The value of the key of the given path, if its variable is set; empty text counts as unset. */
  Optional<Scalar> of(String path) {
    // The elements of a list have no name that a variable could carry.
    if (prefix.isEmpty() || path.contains("[")) return Optional.empty();
    String variable = variable(path);
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) return Optional.empty();
    return Optional.of(
        new Scalar(Position.of("environment variable " + variable), value, ScalarType.ANY));
  }

  private String variable(String path) {
    String words = path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
    return prefix + words.toUpperCase(Locale.ROOT);
  }
}
