package dev.leeway.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The columns that every event of one writer has, in the writer's order. Known by identity: whoever
 * has looked these names up once need not look at a name again. Immutable.
 */
public final class ColumnNames {

  private final byte[][] names;
  private final int[] offsets;
  private final int length;

  public ColumnNames(List<String> list) {
    names = new byte[list.size()][];
    offsets = new int[list.size()];
    int at = 0;
    for (int i = 0; i < names.length; i++) {
      names[i] = list.get(i).getBytes(UTF_8);
      offsets[i] = at;
      at += names[i].length;
    }
    length = at;
  }

  public int size() {
    return names.length;
  }

  /** Bytes of all names together. */
  public int length() {
    return length;
  }

  /** Where the name begins in the names one after the other. */
  public int offset(int name) {
    return offsets[name];
  }

  /** Bytes of the name. */
  public int length(int name) {
    return names[name].length;
  }

  /** Writes the names one after the other to the beginning of the array. */
  public void writeTo(byte[] target) {
    for (int i = 0; i < names.length; i++) {
      System.arraycopy(names[i], 0, target, offsets[i], names[i].length);
    }
  }

  /**
   * The number of each name in a dictionary, -1 for those that are not in it.
   *
   * @return an array of {@link #size} numbers
   */
  public int[] in(ByteDictionary dictionary) {
    int[] numbers = new int[names.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = dictionary.find(names[i], 0, names[i].length);
    }
    return numbers;
  }
}
