package dev.leeway.app.rows;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.Arrays;
import java.util.List;

/**
 * Tells what a CSV field holds, without making text of it first. Quotes make no difference, since
 * some programs quote everything.
 *
 * <ul>
 *   <li>missing: empty, or one of the given words
 *   <li>flag: true or false, also True, TRUE, False, FALSE
 *   <li>number: as in JSON, also {@code .5} and {@code 5.}; and inf, Infinity with or without minus
 *   <li>text: all else, such as 007, 1,5, 0x1A and numbers too large for a double
 * </ul>
 */
final class CsvCell {

  /** Digits that surely fit into a long. */
  private static final int SAFE_DIGITS = 18;

  private static final char[][] TRUE = words(List.of("true", "True", "TRUE"));
  private static final char[][] FALSE = words(List.of("false", "False", "FALSE"));
  private static final char[][] INFINITE = words(List.of("inf", "Inf", "Infinity"));

  private final char[][] missing;

  CsvCell(List<String> missing) {
    this.missing = words(missing);
  }

  void tell(int column, char[] buffer, int offset, int length, RowVisitor visitor) {
    if (length == 0 || isOneOf(missing, buffer, offset, length)) return;
    char first = buffer[offset];
    if (first == '-' || first == '.' || (first >= '0' && first <= '9')) {
      if (number(column, buffer, offset, length, visitor)) return;
    } else if (isOneOf(TRUE, buffer, offset, length)) {
      visitor.flag(column, true);
      return;
    } else if (isOneOf(FALSE, buffer, offset, length)) {
      visitor.flag(column, false);
      return;
    }
    if (isInfinity(buffer, offset, length)) {
      visitor.decimal(column, first == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    } else {
      visitor.text(column, new String(buffer, offset, length));
    }
  }

  /** Whether the field is a number; if so, it has been told. */
  private static boolean number(
      int column, char[] buffer, int offset, int length, RowVisitor visitor) {
    int end = offset + length;
    int start = buffer[offset] == '-' ? offset + 1 : offset;
    int at = digits(buffer, start, end);
    int whole = at - start;
    // 007 is a name; who reads it as 7 has lost the zeros.
    if (whole > 1 && buffer[start] == '0') return false;
    if (at == end && whole > 0 && whole <= SAFE_DIGITS) {
      visitor.integer(column, integer(buffer, offset, length));
      return true;
    }
    if (!isDecimal(buffer, at, end, whole)) return false;
    double value = NumberInput.parseDouble(buffer, offset, length, true);
    if (!Double.isFinite(value)) return false;
    visitor.decimal(column, value);
    return true;
  }

  /** Whether what follows the whole digits is the rest of a number. */
  private static boolean isDecimal(char[] buffer, int from, int end, int whole) {
    int at = from;
    int digits = whole;
    if (at < end && buffer[at] == '.') {
      int after = digits(buffer, at + 1, end);
      digits += after - at - 1;
      at = after;
    }
    if (digits == 0) return false;
    if (at < end && (buffer[at] == 'e' || buffer[at] == 'E')) {
      at++;
      if (at < end && (buffer[at] == '+' || buffer[at] == '-')) at++;
      int exponent = digits(buffer, at, end);
      if (exponent == at) return false;
      at = exponent;
    }
    return at == end;
  }

  private static int digits(char[] buffer, int from, int end) {
    int at = from;
    while (at < end && buffer[at] >= '0' && buffer[at] <= '9') at++;
    return at;
  }

  private static long integer(char[] buffer, int offset, int length) {
    boolean negative = buffer[offset] == '-';
    long value = 0;
    for (int i = negative ? 1 : 0; i < length; i++) {
      value = value * 10 + (buffer[offset + i] - '0');
    }
    return negative ? -value : value;
  }

  private static boolean isInfinity(char[] buffer, int offset, int length) {
    int sign = buffer[offset] == '-' ? 1 : 0;
    return isOneOf(INFINITE, buffer, offset + sign, length - sign);
  }

  private static boolean isOneOf(char[][] words, char[] buffer, int offset, int length) {
    for (char[] word : words) {
      if (word.length == length
          && Arrays.equals(word, 0, length, buffer, offset, offset + length)) {
        return true;
      }
    }
    return false;
  }

  private static char[][] words(List<String> words) {
    return words.stream().map(String::toCharArray).toArray(char[][]::new);
  }
}
