package dev.leeway.profile;

import dev.leeway.event.ByteDictionary;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of a layout look like in a block: what each column takes, and in which slot.
 * Immutable, shared by all blocks of the layout.
 */
final class RowShape {

  /** What a column takes of a row. Roles of numbers come first. */
  static final byte NUMBER = 0;

  /** A vector's norm, where its components are not summed. */
  static final byte NORM = 1;

  static final byte TIME = 2;
  static final byte CATEGORY = 3;
  static final byte FLAG = 4;
  static final byte TEXT = 5;
  static final byte VECTOR = 6;

  /** Nothing: it is counted along with its column. */
  static final byte FACET = 7;

  private final byte[] roles;
  private final int[] slots;
  private final ByteDictionary names;
  private final ByteDictionary[] categories;
  private final WriterPlaces places;
  private int numbers;
  private int words;

  RowShape(Layout layout) {
    List<ColumnLayout> columns = layout.columns();
    roles = new byte[columns.size()];
    slots = new int[roles.length];
    categories = new ByteDictionary[roles.length];
    for (int i = 0; i < roles.length; i++) {
      roles[i] = role(columns.get(i));
      slots[i] = roles[i] <= TIME ? numbers++ : roles[i] < FACET ? words++ : -1;
      categories[i] =
          new ByteDictionary(
              columns.get(i) instanceof ColumnLayout.Categorical categorical
                  ? categorical.categories()
                  : List.of());
    }
    // A facet goes by its column's name: what is called like a facet is no column of the model.
    names =
        new ByteDictionary(
            IntStream.range(0, roles.length)
                .mapToObj(i -> roles[i] == FACET ? "\0" + i : columns.get(i).name())
                .toList());
    places = new WriterPlaces(names);
  }

  private static byte role(ColumnLayout column) {
    if (CounterSet.isFacet(column)) return FACET;
    return switch (column.kind()) {
      case NUMERIC, JOINT -> NUMBER;
      case CATEGORICAL -> CATEGORY;
      case BOOLEAN -> FLAG;
      case TEXT -> TEXT;
      case TIMESTAMP -> TIME;
      case EMBEDDING ->
          column instanceof ColumnLayout.Numeric numeric && numeric.frozen() instanceof VectorGrid
              ? VECTOR
              : NORM;
    };
  }

  byte role(int column) {
    return roles[column];
  }

  /** Roles by column; not to be changed. */
  byte[] roles() {
    return roles;
  }

  /** The slot of each column among the numbers or among the words; not to be changed. */
  int[] slots() {
    return slots;
  }

  /** Numbers of columns by their names. */
  ByteDictionary names() {
    return names;
  }

  /** Where the columns of writers are. */
  WriterPlaces places() {
    return places;
  }

  /** The categories of each column; none for columns that have none. Not to be changed. */
  ByteDictionary[] categories() {
    return categories;
  }

  /** Slots of numbers in a row. */
  int numbers() {
    return numbers;
  }

  /** Slots of everything else in a row. */
  int words() {
    return words;
  }
}
