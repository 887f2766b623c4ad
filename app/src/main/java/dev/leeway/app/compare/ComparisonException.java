package dev.leeway.app.compare;

/** What is asked for cannot be compared; says why and what to do. */
public final class ComparisonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ComparisonException(String message) {
    super(message);
  }
}
