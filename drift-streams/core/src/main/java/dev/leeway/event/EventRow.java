package dev.leeway.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One prediction as it passes from a decoder to the counters: a reusable row of cells that point
 * into bytes, so that a row costs no allocation.
 *
 * <p>A decoder calls {@code start}, sets the head and adds cells; a counter reads them before the
 * next {@code start}. Cells are features and outputs alike, in the order they were written.
 * Integers arrive as doubles: beyond 2^53 they lose their last digits, which no statistic here can
 * see. For one thread.
 */
public final class EventRow {

  /** Spans of the head: text of the prediction itself. */
  public static final int ID = 0;

  public static final int MODEL = 1;
  public static final int VERSION = 2;
  private static final int HEADS = 3;

  /** What a cell holds. */
  public static final byte MISSING = 0;

  public static final byte FLAG = 1;
  public static final byte NUMBER = 2;
  public static final byte TEXT = 3;
  public static final byte VECTOR = 4;

  /** Place of a cell that is none of the writer's columns. */
  private static final int UNPLACED = -1;

  private static final int FIRST_CAPACITY = 64;

  private byte[] source = new byte[0];
  private final int[] headOffset = new int[HEADS];
  private final int[] headLength = new int[HEADS];
  private long eventTime;

  private int cells;
  private int[] nameOffset = new int[FIRST_CAPACITY];
  private int[] nameLength = new int[FIRST_CAPACITY];
  private byte[] type = new byte[FIRST_CAPACITY];
  private double[] number = new double[FIRST_CAPACITY];
  private int[] textOffset = new int[FIRST_CAPACITY];
  private int[] textLength = new int[FIRST_CAPACITY];
  private int[] place = new int[FIRST_CAPACITY];

  private @Nullable ColumnNames names;
  private final Components components = new Components();

  private int tags;

  /** As {@link #start(byte[], ColumnNames)}, of a writer whose events spell their columns. */
  public void start(byte[] source) {
    start(source, null);
  }

  /**
   * Forgets the row before; all offsets that follow point into {@code source}.
   *
   * @param names columns that every event of the writer has; the source begins with them
   */
  public void start(byte[] source, @Nullable ColumnNames names) {
    this.source = source;
    this.names = names;
    cells = 0;
    tags = 0;
    components.clear();
    for (int which = 0; which < HEADS; which++) {
      head(which, 0, 0);
    }
  }

  /** Points the offsets into another array, for a decoder whose scratch array has grown. */
  public void moveTo(byte[] source) {
    this.source = source;
  }

  /** Sets a span of the head: {@link #ID}, {@link #MODEL} or {@link #VERSION}. */
  public void head(int which, int offset, int length) {
    headOffset[which] = offset;
    headLength[which] = length;
  }

  public void eventTime(long epochMillis) {
    eventTime = epochMillis;
  }

  /** Says that the cells so far were tags: text for segments only. */
  public void endTags() {
    tags = cells;
  }

  public void missing(int nameAt, int nameBytes) {
    missingAt(UNPLACED);
    name(nameAt, nameBytes);
  }

  public void flag(int nameAt, int nameBytes, boolean value) {
    flagAt(UNPLACED, value);
    name(nameAt, nameBytes);
  }

  public void number(int nameAt, int nameBytes, double value) {
    numberAt(UNPLACED, value);
    name(nameAt, nameBytes);
  }

  public void text(int nameAt, int nameBytes, int offset, int length) {
    textAt(UNPLACED, offset, length);
    name(nameAt, nameBytes);
  }

  /** A vector of the components since the vector before. */
  public void vector(int nameAt, int nameBytes) {
    vectorAt(UNPLACED);
    name(nameAt, nameBytes);
  }

  /** Null in the column of the given place in {@link #names}; so the methods that follow. */
  public void missingAt(int column) {
    reserve(1);
    type[cells] = MISSING;
    place[cells++] = column;
  }

  public void flagAt(int column, boolean value) {
    numberAt(column, value ? 1 : 0);
    type[cells - 1] = FLAG;
  }

  public void numberAt(int column, double value) {
    reserve(1);
    putNumber(cells++, column, value);
  }

  public void textAt(int column, int offset, int length) {
    reserve(1);
    putText(cells++, column, offset, length);
  }

  public void vectorAt(int column) {
    int from = components.start();
    reserve(1);
    putText(cells, column, from, components.end());
    type[cells++] = VECTOR;
  }

  /** One component of the vector that {@link #vector} or {@link #vectorAt} ends. */
  public void component(double value) {
    components.add(value);
  }

  /** The columns that every event of the writer has; null where each event spells its own. */
  public @Nullable ColumnNames names() {
    return names;
  }

  /** Makes room for so many more cells, as {@link #putNumber} and {@link #putText} need. */
  public void reserve(int more) {
    if (type.length - cells < more) grow(Math.max(2 * type.length, cells + more));
  }

  private void grow(int capacity) {
    nameOffset = Arrays.copyOf(nameOffset, capacity);
    nameLength = Arrays.copyOf(nameLength, capacity);
    type = Arrays.copyOf(type, capacity);
    number = Arrays.copyOf(number, capacity);
    textOffset = Arrays.copyOf(textOffset, capacity);
    textLength = Arrays.copyOf(textLength, capacity);
    place = Arrays.copyOf(place, capacity);
  }

  /**
   * A number as the cell of the given index. A decoder that keeps count itself is the faster for
   * it; {@link #endCells} tells the row.
   */
  public void putNumber(int cell, int column, double value) {
    type[cell] = NUMBER;
    place[cell] = column;
    number[cell] = value;
  }

  /** A text as the cell of the given index. */
  public void putText(int cell, int column, int offset, int length) {
    type[cell] = TEXT;
    place[cell] = column;
    textOffset[cell] = offset;
    textLength[cell] = length;
  }

  /** Says how many cells there are. */
  public void endCells(int count) {
    cells = count;
  }

  /** Which of {@link #names} the cell is, so that none need be compared; -1 if none. */
  public int place(int cell) {
    return place[cell];
  }

  /** The bytes that all offsets point into. */
  public byte[] source() {
    return source;
  }

  public long eventTime() {
    return eventTime;
  }

  public int headOffset(int which) {
    return headOffset[which];
  }

  public int headLength(int which) {
    return headLength[which];
  }

  /** A span of the head as text. */
  public String headText(int which) {
    return new String(source, headOffset[which], headLength[which], UTF_8);
  }

  /** Number of cells, the tags first. */
  public int cells() {
    return cells;
  }

  /** Index of the first cell that is a column. */
  public int firstColumn() {
    return tags;
  }

  public int nameOffset(int cell) {
    return names == null || place[cell] < 0 ? nameOffset[cell] : names.offset(place[cell]);
  }

  public int nameLength(int cell) {
    return names == null || place[cell] < 0 ? nameLength[cell] : names.length(place[cell]);
  }

  public byte type(int cell) {
    return type[cell];
  }

  /** The number, or the flag as 0 or 1. */
  public double number(int cell) {
    return number[cell];
  }

  public int textOffset(int cell) {
    return textOffset[cell];
  }

  /** What {@link #componentOffset} points into. */
  public double[] components() {
    return components.values();
  }

  /** Where the components of a vector begin; {@link #textLength} says how many there are. */
  public int componentOffset(int cell) {
    return textOffset[cell];
  }

  /** Bytes of the text, or components of the vector. */
  public int textLength(int cell) {
    return textLength[cell];
  }

  /** The value of a cell as text, as a segment is named by it; empty where it has none. */
  public String valueText(int cell) {
    return switch (type[cell]) {
      case FLAG -> number[cell] == 0 ? "false" : "true";
      case NUMBER -> NumberText.of(number[cell]);
      case TEXT -> new String(source, textOffset[cell], textLength[cell], UTF_8);
      default -> "";
    };
  }

  /** Index of the cell with the given name, or -1. Linear: for the few segment columns. */
  public int find(byte[] name) {
    for (int cell = 0; cell < cells; cell++) {
      if (nameLength(cell) != name.length) continue;
      int from = nameOffset(cell);
      if (Arrays.equals(source, from, from + name.length, name, 0, name.length)) return cell;
    }
    return -1;
  }

  /** Of the last cell. */
  private void name(int nameAt, int nameBytes) {
    nameOffset[cells - 1] = nameAt;
    nameLength[cells - 1] = nameBytes;
  }
}
