package dev.leeway.registry;

import static java.util.Objects.requireNonNull;

/** The registry said no, or said nothing. */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public RegistryException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  public RegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }

  /** What to do about it. */
  public enum Kind {
    /** Final: the record that names the id is bad. */
    UNKNOWN_ID,
    /** Final: the schema breaks readers of earlier versions. */
    INCOMPATIBLE,
    /** Final: not an Avro schema. */
    INVALID,
    /** Passing: try again later. */
    UNAVAILABLE
  }
}
