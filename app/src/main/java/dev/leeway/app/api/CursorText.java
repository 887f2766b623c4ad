package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.leeway.event.ModelRef;
import dev.leeway.store.Page;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page starts, as clients carry it: opaque to them, a verdict's key to us. */
final class CursorText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIELDS = 5;

  private CursorText() {}

  static String of(VerdictKey key) {
    ArrayNode fields =
        JSON.createArrayNode()
            .add(key.model().version())
            .add(key.segment())
            .add(key.window().start().toEpochMilli())
            .add(key.window().end().toEpochMilli())
            .add(key.kind().name());
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(fields));
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
  }

  /** Tells where the next page starts, if there is one. */
  static void writeNext(JsonGenerator json, Page<?> page) throws IOException {
    Optional<VerdictKey> next = page.next();
    if (next.isPresent()) json.writeStringField("next", of(next.get()));
  }

  /** The key in the text, unless it is not one of ours. */
  static Optional<VerdictKey> read(String model, String text) {
    try {
      JsonNode fields = JSON.readTree(Base64.getUrlDecoder().decode(text));
      if (!fields.isArray() || fields.size() != FIELDS) return Optional.empty();
      Window window =
          new Window(
              Instant.ofEpochMilli(fields.get(2).longValue()),
              Instant.ofEpochMilli(fields.get(3).longValue()));
      return Optional.of(
          new VerdictKey(
              new ModelRef(model, fields.get(0).asText()),
              fields.get(1).asText(),
              window,
              Verdict.Kind.valueOf(fields.get(4).asText())));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
