package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.EventRow;
import dev.leeway.event.NumberText;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest rows of one layout, laid out by columns, until they are counted all together: profiles
 * then take them column by column, in short loops over tables that stay in the processor's nearest
 * cache. What is here is counted for nobody yet, but belongs to the profiles that were {@linkplain
 * ProfileBuilder#addStaged told} of it, which ask for it before they are read. For one thread.
 */
public final class RowBlock {

  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);

  private final ProfileBuilder.Counting counting;
  private final RowShape shape;
  private final byte[] roles;
  private final int[] slotOf;
  private final ByteDictionary[] categories;
  private final WriterPlaces places;

  private final RowSlots slots;
  private final List<ProfileBuilder> touched = new ArrayList<>();

  /** Where the next cell's column probably is: services send their columns in one order. */
  private int guess;

  public RowBlock(ProfileBuilder.Counting counting) {
    this.counting = counting;
    shape = counting.shape();
    roles = shape.roles();
    slotOf = shape.slots();
    categories = shape.categories();
    places = shape.places();
    slots = new RowSlots(shape);
  }

  /** What the rows are counted on. */
  public ProfileBuilder.Counting counting() {
    return counting;
  }

  /** Takes a decoded prediction; whose it is, {@link ProfileBuilder#addStaged} says. */
  public void stage(EventRow row) {
    startRow();
    int[] ofWriter = places.of(row.names());
    int unexpected = 0;
    int cells = row.cells();
    for (int cell = row.firstColumn(); cell < cells; cell++) {
      int place = row.place(cell);
      int column = place >= 0 ? ofWriter[place] : column(row, cell);
      if (column < 0) unexpected++;
      else set(column, row, cell);
    }
    int idLength = row.headLength(EventRow.ID);
    if (idLength > 0) {
      slots.setId(ByteDictionary.hash(row.source(), row.headOffset(EventRow.ID), idLength));
    }
    slots.setUnexpected(unexpected);
  }

  /** Has all profiles count what they were told of, and forgets the rows. */
  void flush() {
    for (int column = 0; column < roles.length; column++) {
      byte role = roles[column];
      if (role == RowShape.CATEGORY || role == RowShape.FLAG) {
        slots.lookUp(slotOf[column], categories[column]);
      }
    }
    for (ProfileBuilder builder : touched) {
      builder.countPending();
    }
    touched.clear();
    slots.clear();
  }

  /** Says that a profile has rows here that it has not counted. */
  void touch(ProfileBuilder builder) {
    touched.add(builder);
  }

  /** Starts a row that has nothing yet. */
  void startRow() {
    if (slots.isFull()) flush();
    slots.addRow();
    guess = 0;
  }

  void number(int column, double value) {
    switch (roles[column]) {
      case RowShape.NUMBER, RowShape.TIME -> setNumber(column, Cells.of(value));
      case RowShape.CATEGORY, RowShape.TEXT -> {
        byte[] digits = NumberText.of(value).getBytes(US_ASCII);
        text(column, digits, 0, digits.length);
      }
      default -> wrongType(column);
    }
  }

  void text(int column, byte[] bytes, int offset, int length) {
    switch (roles[column]) {
      case RowShape.CATEGORY -> category(column, bytes, offset, length);
      case RowShape.TEXT ->
          setWord(column, RowSlots.wordOf(slots.texts().add(bytes, offset, length, 0)));
      case RowShape.TIME -> {
        long millis = TimeText.millis(bytes, offset, length);
        setNumber(column, millis == TimeText.NONE ? Cells.WRONG : Cells.of((double) millis));
      }
      default -> wrongType(column);
    }
  }

  void flag(int column, boolean value) {
    byte role = roles[column];
    if (role == RowShape.CATEGORY || role == RowShape.FLAG) {
      byte[] word = value ? TRUE : FALSE;
      category(column, word, 0, word.length);
    } else {
      wrongType(column);
    }
  }

  void vector(int column, double[] components, int offset, int length) {
    switch (roles[column]) {
      case RowShape.VECTOR ->
          setWord(column, RowSlots.wordOf(slots.vectors().add(components, offset, length)));
      case RowShape.NORM -> norm(column, VectorCounter.norm(components, offset, length));
      default -> wrongType(column);
    }
  }

  void norm(int column, double norm) {
    switch (roles[column]) {
      case RowShape.VECTOR -> setWord(column, RowSlots.wordOf(slots.vectors().addNorm(norm)));
      case RowShape.NORM -> setNumber(column, Cells.of(norm));
      default -> wrongType(column);
    }
  }

  void wrongType(int column) {
    if (roles[column] <= RowShape.TIME) setNumber(column, Cells.WRONG);
    else if (roles[column] < RowShape.FACET) setWord(column, RowSlots.WRONG);
  }

  private void setNumber(int column, long bits) {
    slots.setNumber(slotOf[column], bits);
  }

  private void setWord(int column, int word) {
    slots.setWord(slotOf[column], word);
  }

  /** A column that comes twice in a row counts once, by the first that is not null. */
  private void set(int column, EventRow row, int cell) {
    byte type = row.type(cell);
    byte role = roles[column];
    int slot = slotOf[column];
    boolean isNumber = role <= RowShape.TIME;
    if (type == EventRow.MISSING) return;
    if (isNumber ? !slots.lacksNumber(slot) : !slots.lacksWord(slot)) return;
    if (type == EventRow.NUMBER && isNumber && role != RowShape.NORM) {
      slots.setNumber(slot, Cells.of(row.number(cell)));
      return;
    }
    if (type == EventRow.TEXT && role == RowShape.CATEGORY) {
      int at = row.textOffset(cell);
      category(column, row.source(), at, row.textLength(cell));
      return;
    }
    setRare(column, row, cell);
  }

  private void setRare(int column, EventRow row, int cell) {
    switch (row.type(cell)) {
      case EventRow.NUMBER -> number(column, row.number(cell));
      case EventRow.TEXT -> text(column, row.source(), row.textOffset(cell), row.textLength(cell));
      case EventRow.FLAG -> flag(column, row.number(cell) != 0);
      default -> vector(column, row.components(), row.componentOffset(cell), row.textLength(cell));
    }
  }

  private void category(int column, byte[] bytes, int offset, int length) {
    if (ByteDictionary.isShort(length)) {
      slots.setShort(slotOf[column], bytes, offset, length);
      return;
    }
    long hash = ByteDictionary.hash(bytes, offset, length);
    int known = categories[column].find(bytes, offset, length, hash);
    setWord(
        column,
        known >= 0 ? known : RowSlots.wordOf(slots.texts().add(bytes, offset, length, hash)));
  }

  private int column(EventRow row, int cell) {
    byte[] source = row.source();
    int offset = row.nameOffset(cell);
    int length = row.nameLength(cell);
    if (guess < roles.length && shape.names().is(guess, source, offset, length)) {
      return guess++;
    }
    int found = shape.names().find(source, offset, length);
    if (found >= 0) guess = found + 1;
    return found;
  }

  /** The newest row's place. */
  int newest() {
    return slots.newest();
  }

  /** What the rows hold. */
  RowSlots slots() {
    return slots;
  }
}
