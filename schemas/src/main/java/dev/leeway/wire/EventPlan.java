package dev.leeway.wire;

import dev.leeway.event.ColumnNames;
import dev.leeway.event.EventRow;
import java.util.List;

/**
 * One writer's events as a list of steps over their bytes: makes cells without an object per field,
 * a string per name or a boxed number. {@link EventPlans} makes them of schemas. For one thread.
 */
final class EventPlan implements PredictionDecoder {

  /** Longest integer as text. */
  static final int DIGITS = 20;

  /** A union's second branch. */
  private static final byte SECOND = 2;

  private final AvroCursor in = new AvroCursor();
  private final ColumnValues values = new ColumnValues(in);
  private final Step[] steps;
  private final ColumnNames names;
  private final boolean tags;
  private final Heads heads;
  private final byte[] constants;
  private byte[] arena;

  /** Event in which a column was said not to have been sent. */
  private final long[] notSent;

  private long event;

  /** What a step does with the bytes at hand. */
  enum Action {
    /** Text of the head; the step's number says which. */
    HEAD,
    /** The event time; the step's number says how many of its units make a millisecond. */
    TIME,
    TAGS,
    /** A map of columns. */
    COLUMNS,
    /** The column of the step's number. */
    COLUMN,
    /** The same where it is null or a double, in this order: most columns are. */
    NUMBER,
    /** The same where it is null, or a text, or something else. */
    TEXT,
    /** Numbers of columns that are null because they were not sent. */
    NOT_SENT,
    SKIP;

    boolean isColumn() {
      return this == COLUMN || this == NUMBER || this == TEXT;
    }
  }

  /** What a step's bytes usually are, and how they are then read quickly. */
  enum Usual {
    /** A union's second branch, a double. */
    NUMBER,
    /** A union's second branch, a short text. */
    TEXT,
    /** A short text. */
    HEAD,
    /** A zero: no items, or null where that says nothing. */
    NOTHING,
    UNKNOWN;

    /** Whether a zero says that there is no value. */
    boolean isNullable() {
      return this == NUMBER || this == TEXT;
    }

    static Usual of(Action action, Shape shape, boolean stays) {
      return switch (action) {
        case NUMBER -> NUMBER;
        case TEXT -> TEXT;
        case HEAD -> shape.kind == Shape.STRING && !stays ? HEAD : UNKNOWN;
        case TAGS, COLUMNS, NOT_SENT -> NOTHING;
        case SKIP -> shape.isNothingAtZero() ? NOTHING : UNKNOWN;
        case TIME, COLUMN -> UNKNOWN;
      };
    }
  }

  /**
   * @param number what it is depends on the action
   * @param stays whether the next step reads the same bytes again
   */
  record Step(Action action, Shape shape, int number, boolean stays, Usual usual) {

    Step(Action action, Shape shape, int number) {
      this(action, shape, number, false, Usual.of(action, shape, false));
    }

    Step staying() {
      return new Step(action, shape, number, true, Usual.of(action, shape, true));
    }
  }

  /**
   * What is known of the head beforehand.
   *
   * @param offsets where constant parts stand among the constants, by part; -1 for those that each
   *     event has
   * @param digits where there is room for the text of a part that is a number; -1 if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes them
  record Heads(int[] offsets, int[] lengths, int digits) {}

  /**
   * @param tags whether a step reads tags
   * @param constants nothing, if the events need none: then they are read where they lie
   */
  EventPlan(List<Step> steps, ColumnNames names, Heads heads, boolean tags, byte[] constants) {
    this.steps = steps.toArray(Step[]::new);
    this.names = names;
    this.tags = tags;
    this.heads = heads;
    this.constants = constants;
    arena = constants.clone();
    notSent = new long[names.size()];
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    byte[] source = bytes;
    int from = offset;
    if (constants.length > 0) {
      from = constants.length;
      source = arena(length);
      System.arraycopy(bytes, offset, source, from, length);
    }
    in.start(source, from, length);
    row.start(source, names.size() == 0 ? null : names);
    if (!tags) row.endTags();
    event++;
    for (int head = 0; head < heads.offsets.length; head++) {
      if (heads.offsets[head] >= 0) row.head(head, heads.offsets[head], heads.lengths[head]);
    }
    walk(source, from + length, row);
    in.requireEnd();
  }

  /**
   * Takes the steps. The commonest bytes of the commonest steps are read right here, where the
   * place in them and the number of cells stay in registers.
   */
  private void walk(byte[] source, int end, EventRow row) throws Undecodable {
    int at = in.at();
    row.reserve(steps.length);
    int cell = row.cells();
    for (Step step : steps) {
      Usual usual = step.usual;
      int first = at < end ? source[at] : -1;
      if (usual == Usual.NUMBER && first == SECOND && end - at > Double.BYTES) {
        row.putNumber(cell++, step.number, AvroCursor.number(source, at + 1));
        at += 1 + Double.BYTES;
      } else if (usual == Usual.TEXT && first == SECOND && isShortText(source, at + 1, end)) {
        int length = source[at + 1] >> 1;
        row.putText(cell++, step.number, at + 2, length);
        at += 2 + length;
      } else if (first == 0 && usual.isNullable() && notSent[step.number] != event) {
        row.endCells(cell++);
        row.missingAt(step.number);
        at++;
      } else if (usual == Usual.NOTHING && first == 0) {
        at++;
      } else if (usual == Usual.HEAD && isShortText(source, at, end)) {
        row.head(step.number, at + 1, first >> 1);
        at += 1 + (first >> 1);
      } else {
        in.goTo(at);
        row.endCells(cell);
        take(step, row);
        row.reserve(steps.length);
        at = in.at();
        cell = row.cells();
      }
    }
    in.goTo(at);
    row.endCells(cell);
  }

  /** Whether a text of less than 64 bytes comes. */
  private static boolean isShortText(byte[] source, int at, int end) {
    if (at >= end) return false;
    int raw = source[at];
    // Even, not negative and of one byte only.
    return (raw & 0x81) == 0 && raw >> 1 < end - at;
  }

  private byte[] arena(int length) {
    if (arena.length - constants.length < length) {
      arena = new byte[Math.max(2 * arena.length, constants.length + length)];
      System.arraycopy(constants, 0, arena, 0, constants.length);
    }
    return arena;
  }

  private void take(Step step, EventRow row) throws Undecodable {
    switch (step.action) {
      case NUMBER, TEXT, COLUMN -> column(step, row);
      case HEAD -> {
        int before = in.at();
        head(step.number, step.shape.next(in), row);
        if (step.stays) in.goTo(before);
      }
      case TIME -> {
        int before = in.at();
        time(step, row);
        if (step.stays) in.goTo(before);
      }
      case TAGS -> tags(row);
      case COLUMNS -> values.columns(step.shape.parts[0], row);
      case NOT_SENT -> notSent();
      case SKIP -> step.shape.skip(in);
    }
  }

  private void head(int which, Shape shape, EventRow row) throws Undecodable {
    if (shape.kind == Shape.STRING) {
      in.text();
      row.head(which, in.offset(), in.length());
    } else if (shape.kind == Shape.ENUM) {
      int symbol = in.choice(shape.size);
      row.head(which, shape.symbolAt[symbol], shape.symbolLength[symbol]);
    } else if (shape.kind == Shape.INT) {
      digits(which, in.small(), row);
    } else if (shape.kind == Shape.LONG) {
      digits(which, in.integer(), row);
    }
    // Null is a head without text, which the row has already; no other kind gets here.
  }

  /** The number as text, in its place among the constants. */
  private void digits(int which, long value, EventRow row) {
    int at = heads.digits + (which + 1) * DIGITS;
    int end = at;
    // Negative, because Long.MIN_VALUE has no positive counterpart.
    long rest = value < 0 ? value : -value;
    do {
      arena[--at] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) arena[--at] = '-';
    row.head(which, at, end - at);
  }

  private void time(Step step, EventRow row) throws Undecodable {
    Shape shape = step.shape.next(in);
    if (shape.kind != Shape.LONG) throw AvroCursor.malformed("null is no time");
    long value = in.integer();
    row.eventTime(step.number == 1 ? value : Math.floorDiv(value, step.number));
  }

  private void tags(EventRow row) throws Undecodable {
    int before = 0;
    for (int count = in.block(before); count > 0; count = in.block(before)) {
      before += count;
      for (int i = 0; i < count; i++) {
        in.text();
        int nameAt = in.offset();
        int nameLength = in.length();
        in.text();
        row.text(nameAt, nameLength, in.offset(), in.length());
      }
    }
    row.endTags();
  }

  private void column(Step step, EventRow row) throws Undecodable {
    int column = step.number;
    Shape shape = step.shape.next(in);
    if (shape.kind == Shape.NULL && notSent[column] == event) return;
    values.column(column, shape, row);
  }

  private void notSent() throws Undecodable {
    int before = 0;
    for (int count = in.block(before); count > 0; count = in.block(before)) {
      before += count;
      for (int i = 0; i < count; i++) {
        int column = in.small();
        // A newer writer's columns are all in its schema, so another number is a lie.
        if (column < 0 || column >= notSent.length) {
          throw AvroCursor.malformed("no column of number " + column);
        }
        notSent[column] = event;
      }
    }
  }
}
