package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads times: ISO 8601 with a zone, or milliseconds since 1970. */
final class TimeReader {

  private static final String WANTED =
      "a time such as 2026-01-31T12:00:00Z, or milliseconds since 1970 as a whole number";

  private TimeReader() {}

  /** The time at hand; empty if it is null or has a flaw. */
  static Optional<EventTime> read(JsonInput in) throws IOException {
    JsonToken token = in.token();
    if (token == JsonToken.VALUE_NULL) return Optional.empty();
    if (token == JsonToken.VALUE_STRING) return in.string().flatMap(text -> parse(text, in));
    if (token == JsonToken.VALUE_NUMBER_INT) {
      if (!in.isLong()) return Optional.empty();
      return Optional.of(new EventTime(Instant.ofEpochMilli(in.wholeNumber()), true));
    }
    in.wrongType(WANTED);
    return Optional.empty();
  }

  private static Optional<EventTime> parse(String text, JsonInput in) {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      // Throws where the year is beyond what milliseconds can count.
      return Optional.of(new EventTime(Instant.ofEpochMilli(at.toEpochMilli()), false));
    } catch (DateTimeException e) {
      in.flaw(
          ProblemCode.INVALID_TIME, "must be " + WANTED + "; the zone, Z or +hh:mm, is required");
    } catch (ArithmeticException e) {
      in.flaw(ProblemCode.INVALID_TIME, "is beyond the years that milliseconds can count");
    }
    return Optional.empty();
  }
}
