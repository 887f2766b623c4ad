package dev.leeway.profile;

import dev.leeway.event.ByteDictionary;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What the rows of a block hold, row after row: a slot for each column, of a number or of a word,
 * and the texts and vectors that words stand for. For one thread.
 */
final class RowSlots {

  /** A word without value, and one of a value of the wrong type. */
  static final int MISSING = -1;

  static final int WRONG = -2;

  /** A word whose text is short and has not been looked up yet. */
  private static final int SHORT = Integer.MIN_VALUE;

  /** Rows are full once there are so many; more would not be counted any faster. */
  static final int MOST_ROWS = 64;

  /** Or once their texts are so many bytes, or their vectors so many components. */
  private static final int MOST_TEXT = 1 << 16;

  private static final int MOST_COMPONENTS = 1 << 13;

  private static final int FIRST_ROWS = 8;

  /** Numbers and words of a row, those about the row itself the last. */
  private final int width;

  private final int words;

  /** {@link Cells} all, but the last of a row: its id's hash. */
  private long[] number;

  /**
   * A category's place, {@link #MISSING}, {@link #WRONG}, or what stands for a span; the last of a
   * row counts its {@linkplain #unexpected unexpected} cells twice, and has one more for an id.
   */
  private int[] word;

  /** Two numbers for each word that is a short text. */
  private long[] shorts;

  private final byte[] text = new byte[2 * Long.BYTES];
  private final Spans texts = new Spans();
  private final Vectors vectors = new Vectors();
  private final Map<Facet, long[]> scratch = new EnumMap<>(Facet.class);
  private int capacity = FIRST_ROWS;
  private int rows;

  /** Where the newest row's slots begin. */
  private int firstNumber;

  private int firstWord;

  RowSlots(RowShape shape) {
    width = shape.numbers() + 1;
    words = shape.words() + 1;
    number = new long[capacity * width];
    word = new int[capacity * words];
    shorts = new long[2 * word.length];
  }

  /** Whether there is no room for a further row, unless these are counted first. */
  boolean isFull() {
    return rows == MOST_ROWS || texts.used() > MOST_TEXT || vectors.used() > MOST_COMPONENTS;
  }

  /** Adds a row without any value. */
  void addRow() {
    if (rows == capacity) grow();
    firstNumber = rows * width;
    firstWord = rows * words;
    rows++;
    Arrays.fill(number, firstNumber, firstNumber + width, Cells.MISSING);
    Arrays.fill(word, firstWord, firstWord + words - 1, MISSING);
    word[firstWord + words - 1] = 0;
  }

  /** Few rows at a time need no memory for many. */
  private void grow() {
    capacity *= 2;
    number = Arrays.copyOf(number, capacity * width);
    word = Arrays.copyOf(word, capacity * words);
    shorts = Arrays.copyOf(shorts, 2 * word.length);
    scratch.clear();
  }

  void clear() {
    rows = 0;
    texts.clear();
    vectors.clear();
  }

  /** The newest row's place. */
  int newest() {
    return rows - 1;
  }

  /** Whether the newest row has no number in a slot yet. */
  boolean lacksNumber(int slot) {
    return number[firstNumber + slot] == Cells.MISSING;
  }

  /** Whether the newest row has no word in a slot yet. */
  boolean lacksWord(int slot) {
    return word[firstWord + slot] == MISSING;
  }

  void setNumber(int slot, long bits) {
    number[firstNumber + slot] = bits;
  }

  void setWord(int slot, int value) {
    word[firstWord + slot] = value;
  }

  /** Keeps a short text of a category, to look it up with those of other rows. */
  void setShort(int slot, byte[] bytes, int offset, int length) {
    int at = firstWord + slot;
    word[at] = SHORT;
    shorts[2 * at] = ByteDictionary.first(bytes, offset, length);
    shorts[2 * at + 1] = ByteDictionary.second(bytes, offset, length);
  }

  /** Looks up the short texts of a slot, of all rows: one dictionary at a time stays near. */
  void lookUp(int slot, ByteDictionary categories) {
    for (int row = 0; row < rows; row++) {
      int at = row * words + slot;
      if (word[at] != SHORT) continue;
      int known = categories.findShort(shorts[2 * at], shorts[2 * at + 1]);
      word[at] = known >= 0 ? known : wordOf(keep(shorts[2 * at], shorts[2 * at + 1]));
    }
  }

  private int keep(long first, long second) {
    int length = ByteDictionary.writeShort(first, second, text);
    return texts.add(text, 0, length, ByteDictionary.hashOfShort(first, second));
  }

  /** Says the hash of the newest row's id. */
  void setId(long hash) {
    number[firstNumber + width - 1] = hash;
    word[firstWord + words - 1] |= 1;
  }

  boolean hasId(int row) {
    return (word[row * words + words - 1] & 1) != 0;
  }

  /** The hash of the id of a row that has one. */
  long id(int row) {
    return number[row * width + width - 1];
  }

  /** Says how many cells of the newest row are of columns that the layout does not name. */
  void setUnexpected(int cells) {
    word[firstWord + words - 1] += 2 * cells;
  }

  /** Cells of a row whose columns the layout does not name. */
  int unexpected(int row) {
    return word[row * words + words - 1] >>> 1;
  }

  /** The word for a text or vector of the given number, which is less than any other. */
  static int wordOf(int span) {
    return WRONG - 1 - span;
  }

  /** The number of the text or vector of a word below {@link #WRONG}. */
  static int spanOf(int word) {
    return WRONG - 1 - word;
  }

  /** The numbers in one slot. */
  NumericCounter.Column numbers(int slot) {
    return new NumericCounter.Column(number, slot, width);
  }

  int word(int row, int slot) {
    return word[row * words + slot];
  }

  Spans texts() {
    return texts;
  }

  Vectors vectors() {
    return vectors;
  }

  /** An array with a place for each row, one per facet, for what counters make of values. */
  long[] scratch(Facet facet) {
    return scratch.computeIfAbsent(facet, none -> new long[capacity]);
  }

  /** What a function makes of a column's finite numbers; all else stays what it is. */
  NumericCounter.Column derive(
      NumericCounter.Column from, PendingRows pending, DoubleUnaryOperator function) {
    long[] derived = scratch(Facet.VALUE);
    for (int i = 0; i < pending.size(); i++) {
      int row = pending.rows()[i];
      long bits = from.of(row);
      derived[row] =
          Cells.isFinite(bits)
              ? Cells.of(function.applyAsDouble(Double.longBitsToDouble(bits)))
              : bits;
    }
    return new NumericCounter.Column(derived, 0, 1);
  }
}
