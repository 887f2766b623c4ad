package dev.leeway.outbox;

import static java.util.Objects.requireNonNull;

/** How one running part is: well, or in trouble and why. Safe for many threads. */
public final class Health {

  private final String part;
  private volatile Report current;

  /**
   * What is known now.
   *
   * @param part which part, for example {@code alerts}
   * @param detail in words, without secrets
   */
  public record Report(String part, boolean well, String detail) {

    public Report {
      requireNonNull(part, "part");
      requireNonNull(detail, "detail");
    }
  }

  public Health(String part) {
    this.part = requireNonNull(part, "part");
    this.current = new Report(part, false, "starting");
  }

  public void well(String detail) {
    current = new Report(part, true, detail);
  }

  public void trouble(String detail) {
    current = new Report(part, false, detail);
  }

  /** For a failure: its kind and its words. */
  public void trouble(Throwable failure) {
    String words = failure.getMessage() == null ? "" : failure.getMessage();
    trouble(failure.getClass().getSimpleName() + (words.isEmpty() ? "" : ": " + words));
  }

  public Report report() {
    return current;
  }
}
