package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

/** The log did not keep an event. */
public final class EventLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public EventLogException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public EventLogException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }

  /** What to do about it. */
  public enum Kind {
    /** Kafka or the schema registry is away or refuses us: send again later. */
    UNAVAILABLE,
    /** The topic takes no record of this size: final. */
    TOO_LARGE
  }
}
