package dev.leeway.event;

/** A number as a category or a segment is named by it. */
public final class NumberText {

  private NumberText() {}

  /** Without a fraction if it is whole. */
  public static String of(double value) {
    return (long) value == value ? Long.toString((long) value) : Double.toString(value);
  }
}
