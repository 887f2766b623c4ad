package dev.leeway.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What number of a row's value is counted. Text, vectors and times have several, each a column of
 * the layout by itself, so that each is counted, compared and corrected for like any other. The
 * first keeps the column's name; the others add theirs after a colon, which no name holds: {@code
 * review}, {@code review:tokens}, {@code review:unseen}.
 */
public enum Facet {
  /** A number itself; a text's length in code points; a vector's norm; a time in milliseconds. */
  VALUE(0, ColumnKind.NUMERIC),
  /** Tokens of a text: runs of letters and digits. */
  TOKENS(1, ColumnKind.TEXT),
  /** Share of a text's tokens that the reference's {@link Vocabulary} does not hold. */
  UNSEEN(2, ColumnKind.TEXT),
  /** Share of a text's code points that are letters. */
  LETTERS(3, ColumnKind.TEXT),
  DIGITS(4, ColumnKind.TEXT),
  PUNCTUATION(5, ColumnKind.TEXT),
  WHITESPACE(6, ColumnKind.TEXT),
  /** Share of all other code points: symbols, emoji, control characters. */
  OTHER(7, ColumnKind.TEXT),
  /** Cosine of the angle between a vector and the mean of the reference's vectors. */
  SIMILARITY(8, ColumnKind.EMBEDDING),
  /** Hour of the day in UTC, 0 to 23. */
  HOUR(9, ColumnKind.TIMESTAMP),
  /** Day of the week in UTC, 1 is Monday. */
  WEEKDAY(10, ColumnKind.TIMESTAMP);

  private static final char SEPARATOR = ':';

  private final int code;
  private final ColumnKind kind;

  Facet(int code, ColumnKind kind) {
    this.code = code;
    this.kind = kind;
  }

  /** The name in the layout of this facet of a column. */
  public String of(String column) {
    return this == VALUE ? column : column + SEPARATOR + name().toLowerCase(Locale.ROOT);
  }

  /** Whether columns of the given kind have it. */
  boolean isOf(ColumnKind given) {
    return this == VALUE || kind == given;
  }

  /** The column that a name in the layout is of. */
  public static String column(String name) {
    int separator = name.lastIndexOf(SEPARATOR);
    return separator < 0 ? name : name.substring(0, separator);
  }

  /** The number that stands for it in stored bytes; never changes. */
  int code() {
    return code;
  }

  static Optional<Facet> ofCode(long code) {
    return Arrays.stream(values()).filter(facet -> facet.code == code).findFirst();
  }
}
