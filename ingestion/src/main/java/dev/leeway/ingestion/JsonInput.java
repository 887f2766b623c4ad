package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.leeway.event.Names;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event's JSON, token by token, with the place of the value at hand and with what was found
 * wrong. For one thread.
 */
final class JsonInput {

  private final JsonParser parser;
  private final Flaws flaws;
  private final IngestLimits limits;
  private String parent = "";
  private String name = "";

  JsonInput(JsonParser parser, Flaws flaws, IngestLimits limits) {
    this.parser = parser;
    this.flaws = flaws;
    this.limits = limits;
  }

  IngestLimits limits() {
    return limits;
  }

  /** The token at hand; null only before the first and after the last. */
  @Nullable JsonToken token() {
    return parser.currentToken();
  }

  @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  /** The name of the field at hand, as sent. */
  String fieldName() throws IOException {
    return parser.currentName();
  }

  /** Says that values from here on belong to the whole event. */
  void atRoot() {
    parent = "";
    name = "";
  }

  /** Says which value is at hand; the name is one that may be repeated in an answer. */
  void at(String field) {
    parent = "";
    name = field;
  }

  void at(String field, String column) {
    parent = field;
    name = column;
  }

  /** A JSON pointer to the value at hand. */
  String path() {
    return pointer(parent) + pointer(name);
  }

  void flaw(ProblemCode code, String detail) {
    flaws.add(code, path(), detail);
  }

  /** The parser stopped for good; where it stands tells the path, which is ahead of ours. */
  void unreadable(ProblemCode code, String detail) {
    flaws.addInstead(code, pathTo(parser.getParsingContext()), detail);
  }

  /** Leaves the value at hand unread. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  void wrongType(String wanted) throws IOException {
    flaw(ProblemCode.WRONG_TYPE, "must be " + wanted);
    skip();
  }

  /** The value at hand if it is a string that we take. */
  Optional<String> string() throws IOException {
    if (token() != JsonToken.VALUE_STRING) {
      wrongType("a string");
      return Optional.empty();
    }
    String text = parser.getText();
    int length = Utf8.length(text);
    if (length < 0) {
      flaw(ProblemCode.INVALID_UNICODE, "holds half of a surrogate pair");
      return Optional.empty();
    }
    if (length > limits.stringBytes()) {
      flaw(
          ProblemCode.STRING_TOO_LONG,
          "is " + length + " bytes of UTF-8, the limit is " + limits.stringBytes());
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Whether the value at hand is a whole number that fits into 64 bits; a flaw if it does not. */
  boolean isLong() throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) return true;
    flaw(ProblemCode.NUMBER_OUT_OF_RANGE, "whole numbers must fit into 64 bits");
    return false;
  }

  /** The whole number at hand, after {@link #isLong} said so. */
  long wholeNumber() throws IOException {
    return parser.getLongValue();
  }

  /** The number at hand as a double; infinite or NaN where JSON or double has no such number. */
  double number() throws IOException {
    return parser.getDoubleValue();
  }

  void notFinite() {
    flaw(
        ProblemCode.NUMBER_OUT_OF_RANGE,
        "must be a finite double; send null where there is no number");
  }

  /** A JSON pointer, as far as it consists of names that may be repeated in an answer. */
  private static String pathTo(JsonStreamContext place) {
    Deque<JsonStreamContext> objects = new ArrayDeque<>();
    for (JsonStreamContext at = place; at != null && !at.inRoot(); at = at.getParent()) {
      objects.push(at);
    }
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at : objects) {
      String current = at.getCurrentName();
      if (!at.inObject() || current == null || !Names.isName(current)) break;
      path.append(pointer(current));
    }
    return path.toString();
  }

  private static String pointer(String name) {
    return name.isEmpty() ? "" : "/" + name.replace("/", "~1");
  }
}
