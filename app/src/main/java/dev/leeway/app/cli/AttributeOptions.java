package dev.leeway.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Free pairs of a reference's provenance. */
final class AttributeOptions {

  /** Provenance that the command itself writes. */
  private static final Set<String> OURS =
      Set.of(
          "bytes",
          "excluded",
          "file",
          "from",
          "grid",
          "label",
          "offsets",
          "rows",
          "sha256",
          "to",
          "tool",
          "topic",
          "windows");

  @Option(
      names = "--attribute",
      paramLabel = "KEY=VALUE",
      description = "What else to remember of its origin, for example commit=1a2b3c.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  /**
   * The pairs with those that the command itself writes.
   *
   * @throws CommandFailure if one of them is Leeway's own
   */
  SortedMap<String, String> with(Map<String, String> from) {
    SortedMap<String, String> provenance = new TreeMap<>(attributes);
    provenance.keySet().stream()
        .filter(OURS::contains)
        .findFirst()
        .ifPresent(
            key -> {
              throw CommandFailure.badInput("--attribute " + key + " is written by Leeway itself");
            });
    provenance.putAll(from);
    return provenance;
  }
}
