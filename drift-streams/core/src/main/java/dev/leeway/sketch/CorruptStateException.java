package dev.leeway.sketch;

/** Stored bytes that are not what was written. The state they held is lost; say so, never guess. */
public final class CorruptStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CorruptStateException(String message) {
    super(message);
  }

  public CorruptStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
