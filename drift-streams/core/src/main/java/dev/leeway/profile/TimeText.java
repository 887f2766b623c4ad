package dev.leeway.profile;

/**
 * Reads times as ISO 8601 writes them: {@code 2001-03-05}, {@code 2001-03-05T10:15}, {@code
 * 2001-03-05 10:15:30.123456+02:00}. Without a zone they are in UTC, and a date is its midnight;
 * what is finer than a millisecond is cut off. Allocates nothing.
 */
public final class TimeText {

  /** Stands for a text that is no time. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int DATE = 10;
  private static final int WITH_MINUTES = 16;
  private static final int WITH_SECONDS = 19;
  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;

  private TimeText() {}

  /** Milliseconds since the epoch, or {@link #NONE}. */
  public static long millis(byte[] bytes, int offset, int length) {
    if (length < DATE) return NONE;
    long day = day(bytes, offset);
    if (day == NONE || length == DATE) return day == NONE ? NONE : day * DAY;
    if (length < WITH_MINUTES || !isSeparator(bytes[offset + DATE])) return NONE;
    int hour = digits(bytes, offset + 11, 2);
    int minute = digits(bytes, offset + 14, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || bytes[offset + 13] != ':') {
      return NONE;
    }
    long time = day * DAY + (hour * 60L + minute) * MINUTE;
    int end = offset + length;
    int at = offset + WITH_MINUTES;
    if (at < end && bytes[at] == ':') {
      int second = length < WITH_SECONDS ? -1 : digits(bytes, at + 1, 2);
      if (second < 0 || second > 59) return NONE;
      time += second * 1_000L;
      at = offset + WITH_SECONDS;
      int past = fractionEnd(bytes, at, end);
      if (past < 0) return NONE;
      time += fraction(bytes, at, past);
      at = past;
    }
    long zone = zoneMinutes(bytes, at, end);
    return zone == NONE ? NONE : time - zone * MINUTE;
  }

  private static boolean isSeparator(byte c) {
    return c == 'T' || c == ' ' || c == 't';
  }

  /** Days since the epoch. */
  private static long day(byte[] bytes, int at) {
    int year = digits(bytes, at, 4);
    int month = digits(bytes, at + 5, 2);
    int day = digits(bytes, at + 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NONE;
    if (bytes[at + 4] != '-' || bytes[at + 7] != '-') return NONE;
    // Years from March on, so that the leap day is the last (Hinnant, days_from_civil).
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * Where the fraction of a second that may stand here ends; -1 if it has no or too many digits.
   */
  private static int fractionEnd(byte[] bytes, int at, int end) {
    if (at == end || (bytes[at] != '.' && bytes[at] != ',')) return at;
    int past = at + 1;
    while (past < end && isDigit(bytes[past])) past++;
    int digits = past - at - 1;
    return digits >= 1 && digits <= 9 ? past : -1;
  }

  private static long fraction(byte[] bytes, int at, int past) {
    long millis = 0;
    for (int i = 1; i <= 3 && past > at; i++) {
      millis = millis * 10 + (at + i < past ? bytes[at + i] - '0' : 0);
    }
    return millis;
  }

  /** Minutes that the zone at the end is ahead of UTC; 0 if there is none. */
  private static long zoneMinutes(byte[] bytes, int at, int end) {
    int length = end - at;
    if (length == 0) return 0;
    if (length == 1) return bytes[at] == 'Z' || bytes[at] == 'z' ? 0 : NONE;
    int sign = bytes[at] == '+' ? 1 : bytes[at] == '-' ? -1 : 0;
    boolean colon = length == 6 && bytes[at + 3] == ':';
    if (sign == 0 || !(colon || length == 5 || length == 3)) return NONE;
    int hours = digits(bytes, at + 1, 2);
    int minutes = length == 3 ? 0 : digits(bytes, end - 2, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return NONE;
    return sign * (hours * 60L + minutes);
  }

  private static int digits(byte[] bytes, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (!isDigit(bytes[i])) return -1;
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
