package dev.leeway.app.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small JSON object that a request carries; all that is wrong with it is told at once. */
final class JsonBody {

  private static final int MOST_BYTES = 16 * 1024;
  private static final int LONGEST = 1_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode json;
  private final String code;
  private final String title;
  private final List<Problem.Fault> faults = new ArrayList<>();

  private JsonBody(JsonNode json, String code, String title) {
    this.json = json;
    this.code = code;
    this.title = title;
  }

  /**
   * Reads it.
   *
   * @param what it is, in a word: it names the problem where it is wrong
   * @param keys that it may have
   * @throws Problem.Refusal if it is too large or no JSON object
   */
  static JsonBody of(byte[] body, String what, Set<String> keys) {
    if (body.length > MOST_BYTES) {
      throw new Problem.Refusal(
          new Problem(413, "body_too_large", "Body too large", "at most 16 KiB", List.of()));
    }
    JsonBody read = new JsonBody(parse(body), "bad_" + what, "Bad " + what);
    if (read.json.isMissingNode()) {
      read.fault("", "no JSON");
    } else if (!read.json.isObject()) {
      read.fault("", "must be an object");
    }
    read.check();
    read.json
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) read.fault("", "a key is unknown");
            });
    return read;
  }

  /** A text; empty where it is not given. */
  String text(String key) {
    return given(key).map(JsonNode::asText).orElse("");
  }

  /** A text that has to be given. */
  String required(String key) {
    String text = text(key);
    if (text.isBlank()) fault("/" + key, "is required");
    return text;
  }

  /** A text that may be given and be empty. */
  Optional<String> textIfGiven(String key) {
    return given(key).map(JsonNode::asText);
  }

  /** A time that has to be given. */
  Instant time(String key) {
    try {
      return Instant.parse(required(key));
    } catch (DateTimeException e) {
      fault("/" + key, "a time such as 2026-01-31T12:00:00Z");
      return Instant.EPOCH;
    }
  }

  /** Notes that something is wrong. */
  void fault(String path, String detail) {
    if (faults.stream().noneMatch(fault -> fault.path().equals(path))) {
      faults.add(new Problem.Fault(path, detail));
    }
  }

  /**
   * @throws Problem.Refusal if anything was wrong
   */
  void check() {
    if (faults.isEmpty()) return;
    Problem.Fault first = faults.get(0);
    throw new Problem.Refusal(
        new Problem(400, code, title, first.path() + ": " + first.detail(), faults));
  }

  private Optional<JsonNode> given(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) return Optional.empty();
    if (value.isTextual() && value.asText().length() <= LONGEST) return Optional.of(value);
    fault("/" + key, "a text of at most 1000 characters");
    return Optional.empty();
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }
}
