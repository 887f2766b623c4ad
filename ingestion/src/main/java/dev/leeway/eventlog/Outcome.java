package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

/** What turned out to be true of a prediction: a class, a number or a flag. */
public sealed interface Outcome {

  static Outcome of(boolean value) {
    return new Flag(value);
  }

  static Outcome of(long value) {
    return new Whole(value);
  }

  static Outcome of(double value) {
    return new Decimal(value);
  }

  static Outcome of(String value) {
    return new Text(value);
  }

  /** A yes or no. */
  record Flag(boolean value) implements Outcome {}

  /** A whole number, or a class by its number. */
  record Whole(long value) implements Outcome {}

  /** A number. */
  record Decimal(double value) implements Outcome {}

  /** A class by its name. */
  record Text(String value) implements Outcome {
    public Text {
      requireNonNull(value, "value");
    }
  }
}
