package dev.leeway.app.rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which columns of a file are wanted, and their places. */
final class ColumnChoice {

  static final int LEFT_OUT = -1;

  private final List<String> names;
  private final List<String> wanted;
  private final int[] places;

  private ColumnChoice(List<String> names, List<String> wanted, int[] places) {
    this.names = List.copyOf(names);
    this.wanted = List.copyOf(wanted);
    this.places = places;
  }

  /**
   * @throws RowException if there are too many, two of one name, one without a name, or if one that
   *     is to be left out is not there and the options are strict
   */
  static ColumnChoice of(Path file, List<String> names, RowOptions options) {
    if (names.size() > RowSource.MAX_COLUMNS) {
      throw RowException.of(file, "more than " + RowSource.MAX_COLUMNS + " columns");
    }
    Set<String> seen = new HashSet<>();
    List<String> wanted = new ArrayList<>();
    int[] places = new int[names.size()];
    for (int i = 0; i < places.length; i++) {
      String name = names.get(i);
      if (name.isBlank()) throw RowException.of(file, "column " + (i + 1) + " has no name");
      if (!seen.add(name)) throw RowException.of(file, "two columns are named \"" + name + "\"");
      places[i] = options.excluded().contains(name) ? LEFT_OUT : wanted.size();
      if (places[i] != LEFT_OUT) wanted.add(name);
    }
    Set<String> absent = new TreeSet<>(options.excluded());
    absent.removeAll(seen);
    if (options.strict() && !absent.isEmpty()) {
      throw RowException.of(
          file, "to be left out, but not there: " + absent + "; there are " + shown(names));
    }
    return new ColumnChoice(names, wanted, places);
  }

  /** All columns in the file's order. */
  List<String> names() {
    return names;
  }

  /** The wanted columns in the file's order. */
  List<String> wanted() {
    return wanted;
  }

  /** Number of columns in the file. */
  int all() {
    return places.length;
  }

  /** Place among the wanted of the column at a place in the file; LEFT_OUT for one that is not. */
  int place(int column) {
    return places[column];
  }

  private static String shown(List<String> names) {
    int most = 20;
    return String.join(", ", names.subList(0, Math.min(most, names.size())))
        + (names.size() > most ? ", ..." : "");
  }
}
