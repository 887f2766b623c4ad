package dev.leeway.quality;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/** The kinds of constraints; docs/quality.md has a paragraph on each. */
public enum ConstraintKind {
  MISSING("missing", "missing values", Unit.SHARE),
  TYPE_ERRORS("type_errors", "values of the wrong type", Unit.SHARE),
  RANGE("range", "values out of range", Unit.SHARE),
  PATTERN("pattern", "values that do not match the pattern", Unit.SHARE),
  ALLOWED("allowed", "values that are not allowed", Unit.SHARE),
  NEW_CATEGORIES("new_categories", "values the reference does not name", Unit.SHARE),
  NOT_CONSTANT("not_constant", "different values, counted to two", Unit.COUNT),
  REPEATED("repeated", "repeated values", Unit.SHARE),
  DUPLICATE_IDS("duplicate_ids", "repeated prediction ids", Unit.SHARE),
  ROWS("rows", "rows", Unit.COUNT),
  ROWS_CHANGE("rows_change", "change of rows", Unit.SHARE),
  FRESHNESS("freshness", "age of the newest row", Unit.SECONDS),
  COLUMNS_CAPPED("columns_capped", "columns of a row that the reference lacks", Unit.COUNT),
  SEGMENTS_CAPPED("segments_capped", "rows of segments beyond the cap", Unit.COUNT),
  CATEGORIES_CAPPED("categories_capped", "different values that the reference lacks", Unit.COUNT);

  private static final String CAPPED = "_capped";

  private final String key;
  private final String words;
  private final Unit unit;

  ConstraintKind(String key, String words, Unit unit) {
    this.key = key;
    this.words = words;
    this.unit = unit;
  }

  /** The name in JSON and metrics. */
  public String key() {
    return key;
  }

  /** The cap that a constraint of the given key is on, by its name in the monitor's file. */
  public static Optional<String> cap(String key) {
    return key.endsWith(CAPPED)
        ? Optional.of(key.substring(0, key.length() - CAPPED.length()))
        : Optional.empty();
  }

  /** What its number counts, as a person reads it. */
  public String words() {
    return words;
  }

  /** The number with its unit, as a person reads it. */
  public String words(double number) {
    DecimalFormat format =
        new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return switch (unit) {
      case SHARE -> format.format(number * 100) + " %";
      case COUNT -> format.format(number);
      case SECONDS -> format.format(number) + " s";
    };
  }

  private enum Unit {
    SHARE,
    COUNT,
    SECONDS
  }
}
