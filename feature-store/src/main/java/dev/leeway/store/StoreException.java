package dev.leeway.store;

import static java.util.Objects.requireNonNull;

/** The store could not do what it was asked. Nothing of the request has been kept. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }

  /** What to do about it. */
  public enum Kind {
    /** Passing: try again later. */
    UNAVAILABLE,
    /** Another writer has gone on from where this one stood: ask for the positions anew. */
    OVERTAKEN,
    /** Final: a newer release has changed the tables, this one must not touch them. */
    NEWER_SCHEMA
  }
}
