package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.leeway.event.Names;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object per call into an {@link EventReader}: no second value after it, no field
 * twice, no unknown field, no deep nesting. Safe for many threads.
 */
final class StrictJson {

  /** Longest number, in characters: every double and more, yet no quadratic time. */
  private static final int NUMBER_LENGTH = 128;

  private final IngestLimits limits;
  private final JsonFactory factory;

  StrictJson(IngestLimits limits) {
    this.limits = limits;
    int longest = Math.max(limits.bodyBytes(), limits.batchBytes());
    // Strings and names have limits of their own, with answers of their own.
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxNumberLength(NUMBER_LENGTH)
            .maxStringLength(longest)
            .maxNameLength(longest)
            .build();
    // Names come from outside: a table of all names ever seen would grow, and names that collide
    // in it make a megabyte take a second. NaN is let in only to be refused with its path.
    this.factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(constraints)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
  }

  /**
   * Reads the object that the characters are; flaws are added as they are found.
   *
   * @return whether it was read to its end, so that what is missing can be told
   */
  boolean read(char[] text, int length, EventReader reader, Flaws flaws) {
    try (JsonParser parser = factory.createParser(text, 0, length)) {
      JsonInput in = new JsonInput(parser, flaws, limits);
      try {
        return readDocument(in, reader);
      } catch (StreamConstraintsException e) {
        refuseConstraint(in, parser.getParsingContext().getNestingDepth());
      } catch (JsonProcessingException e) {
        in.unreadable(ProblemCode.MALFORMED_JSON, "not valid JSON at " + place(e.getLocation()));
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError("reading from memory failed", e);
    }
  }

  private static boolean readDocument(JsonInput in, EventReader reader) throws IOException {
    JsonToken first = in.next();
    if (first == null) {
      in.flaw(ProblemCode.EMPTY_BODY, "expected a JSON object");
    } else if (first == JsonToken.START_ARRAY) {
      in.flaw(
          ProblemCode.ARRAY_NOT_ACCEPTED,
          "expected one object; send several as lines of application/x-ndjson");
    } else if (first != JsonToken.START_OBJECT) {
      in.flaw(ProblemCode.WRONG_TYPE, "expected a JSON object");
    } else {
      readObject(in, reader);
      if (in.next() == null) return true;
      in.unreadable(ProblemCode.MALFORMED_JSON, "text after the object");
    }
    return false;
  }

  private static void readObject(JsonInput in, EventReader reader) throws IOException {
    Set<String> seen = new HashSet<>();
    while (in.next() == JsonToken.FIELD_NAME) {
      String field = in.fieldName();
      if (reader.fields().contains(field)) {
        in.at(field);
        in.next();
        readField(field, seen.add(field), in, reader);
      } else {
        if (Names.isName(field)) in.at(field);
        in.flaw(
            ProblemCode.UNKNOWN_FIELD,
            "an unknown field; there are " + String.join(", ", reader.fields()));
        in.next();
        in.skip();
      }
      in.atRoot();
    }
  }

  private static void readField(String field, boolean first, JsonInput in, EventReader reader)
      throws IOException {
    if (first) {
      reader.read(field, in);
    } else {
      in.flaw(ProblemCode.DUPLICATE_FIELD, "given twice");
      in.skip();
    }
  }

  private void refuseConstraint(JsonInput in, int depth) {
    if (depth > limits.depth()) {
      in.unreadable(
          ProblemCode.TOO_DEEP, "objects and arrays may nest " + limits.depth() + " deep at most");
    } else {
      in.unreadable(
          ProblemCode.NUMBER_OUT_OF_RANGE,
          "numbers may have " + NUMBER_LENGTH + " characters at most");
    }
  }

  private static String place(@Nullable JsonLocation at) {
    if (at == null) return "an unknown place";
    String column = "column " + at.getColumnNr();
    return at.getLineNr() == 1 ? column : "line " + at.getLineNr() + ", " + column;
  }
}
