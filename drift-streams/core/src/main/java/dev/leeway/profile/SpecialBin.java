package dev.leeway.profile;

/** What a row can hold instead of a value in one of the layout's bins. Each takes part in drift. */
public enum SpecialBin {
  MISSING("missing values"),
  NAN("NaN"),
  POSITIVE_INFINITY("+infinity"),
  NEGATIVE_INFINITY("-infinity"),
  WRONG_TYPE("values of the wrong type"),
  /** A category that the reference does not name. */
  NEW_CATEGORY("new categories");

  private final String words;

  SpecialBin(String words) {
    this.words = words;
  }

  /** As a person reads it. */
  public String words() {
    return words;
  }
}
