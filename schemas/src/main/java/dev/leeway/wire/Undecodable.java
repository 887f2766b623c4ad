package dev.leeway.wire;

import static java.util.Objects.requireNonNull;

/** Bytes that are not what their topic promises: the sender's fault, to be quarantined. */
public final class Undecodable extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public Undecodable(Reason reason, String detail) {
    super(detail);
    this.reason = requireNonNull(reason, "reason");
  }

  public Undecodable(Reason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  public Reason reason() {
    return reason;
  }

  /** Why; the lower-case name is the reason in the quarantine, in metrics and in the docs. */
  public enum Reason {
    /** No value, or fewer bytes than a frame has. */
    TOO_SHORT,
    /** The first byte is not Confluent's 0. */
    BAD_MAGIC,
    /** The registry has no schema of that id. */
    UNKNOWN_SCHEMA,
    /** The bytes end early, run on, break a limit or are no Avro. */
    MALFORMED,
    /** A schema that cannot be read as the record expected here. */
    WRONG_SCHEMA
  }
}
