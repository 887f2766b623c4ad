package dev.leeway.app.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.registry.CompatibilityLevel;
import dev.leeway.registry.LedgerEntry;
import dev.leeway.registry.LedgerEntry.LevelSet;
import dev.leeway.registry.LedgerEntry.Registered;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ledger entries as records of the schemas topic, in the form Confluent's registry uses for its own
 * topic {@code _schemas}: who changes to that registry later can take the topic along.
 */
final class EntryJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EntryJson() {}

  static byte[] key(LedgerEntry entry) {
    ObjectNode key = JSON.createObjectNode();
    if (entry instanceof Registered registered) {
      key.put("keytype", "SCHEMA").put("subject", registered.subject());
      key.put("version", registered.version()).put("magic", 1);
    } else if (entry instanceof LevelSet set) {
      key.put("keytype", "CONFIG");
      key.put("subject", set.subject().equals(LevelSet.ALL) ? null : set.subject());
      key.put("magic", 0);
    }
    return bytes(key);
  }

  static byte[] value(LedgerEntry entry) {
    ObjectNode value = JSON.createObjectNode();
    if (entry instanceof Registered registered) {
      value.put("subject", registered.subject()).put("version", registered.version());
      value.put("id", registered.id()).put("schema", registered.schema()).put("deleted", false);
    } else if (entry instanceof LevelSet set) {
      value.put("compatibilityLevel", set.level().name());
    }
    return bytes(value);
  }

  /**
   * What the record says, or empty if it is of a kind that means nothing here.
   *
   * @throws IOException if it is not such a record
   */
  static Optional<LedgerEntry> parse(byte @Nullable [] key, byte @Nullable [] value)
      throws IOException {
    if (key == null || value == null) return Optional.empty();
    JsonNode keyed = JSON.readTree(key);
    JsonNode valued = JSON.readTree(value);
    try {
      return switch (keyed.path("keytype").asText()) {
        case "SCHEMA" ->
            Optional.of(
                new Registered(
                    valued.required("subject").asText(),
                    valued.required("version").asInt(),
                    valued.required("id").asInt(),
                    valued.required("schema").asText()));
        case "CONFIG" ->
            Optional.of(
                new LevelSet(
                    keyed.path("subject").asText(LevelSet.ALL),
                    CompatibilityLevel.valueOf(valued.required("compatibilityLevel").asText())));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a JSON tree can always be written", e);
    }
  }
}
