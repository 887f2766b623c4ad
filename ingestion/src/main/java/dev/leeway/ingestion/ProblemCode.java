package dev.leeway.ingestion;

import java.util.Locale;

/**
 * Everything that can be wrong with a request. The lower-case name is the answer's {@code code},
 * the metric's {@code reason} and a row of docs/ingestion.md; none is ever renamed.
 */
public enum ProblemCode {
  MALFORMED_JSON(400, "Not valid JSON"),
  INVALID_UNICODE(400, "Not valid Unicode"),
  EMPTY_BODY(400, "Empty body"),
  EMPTY_BATCH(400, "Empty batch"),
  ARRAY_NOT_ACCEPTED(400, "JSON arrays are not accepted"),
  TOO_DEEP(400, "Nested too deeply"),
  DUPLICATE_FIELD(400, "Field given twice"),
  UNKNOWN_FIELD(400, "Unknown field"),
  MISSING_FIELD(400, "Required field missing"),
  WRONG_TYPE(400, "Value of the wrong type"),
  BAD_ID(400, "Not a prediction id"),
  BAD_NAME(400, "Not a name"),
  UNKNOWN_MODEL(400, "Unknown model"),
  TOO_MANY_FIELDS(400, "Too many fields"),
  STRING_TOO_LONG(400, "String too long"),
  NUMBER_OUT_OF_RANGE(400, "Number out of range"),
  INVALID_TIME(400, "Not a time"),
  EVENT_TIME_OUT_OF_RANGE(400, "Time out of range"),
  BAD_PARAMETER(400, "Bad query parameter"),
  CORRUPT_GZIP(400, "Not valid gzip"),
  INCOMPLETE_BODY(400, "Body ended early"),
  EVENT_TOO_LARGE(413, "Event too large"),
  BODY_TOO_LARGE(413, "Body too large"),
  TOO_MANY_EVENTS(413, "Too many events"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
  UNSUPPORTED_CHARSET(415, "Unsupported charset"),
  UNSUPPORTED_ENCODING(415, "Unsupported content encoding"),
  TOO_BUSY(429, "Too much in flight"),
  LOG_UNAVAILABLE(503, "Events cannot be stored now");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The code as clients see it, for example {@code malformed_json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** HTTP status of an answer whose first error this is. */
  public int status() {
    return status;
  }

  /** What it means, in a few words that never change with the request. */
  public String title() {
    return title;
  }
}
