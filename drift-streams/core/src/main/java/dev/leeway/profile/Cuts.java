package dev.leeway.profile;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which edges of a grid make which cut. Immutable. */
public final class Cuts {

  /** None, as in layouts of the first format. */
  public static final Cuts NONE = new Cuts(Map.of());

  private final Map<Cut, int[]> places = new EnumMap<>(Cut.class);

  /**
   * @param places of each cut the places of its edges in the grid, in ascending order
   * @throws IllegalArgumentException if places are negative or do not ascend strictly
   */
  public Cuts(Map<Cut, int[]> places) {
    places.forEach(
        (cut, given) -> {
          int before = -1;
          for (int place : given) {
            if (place <= before) throw new IllegalArgumentException(cut + " does not ascend");
            before = place;
          }
          this.places.put(cut, given.clone());
        });
  }

  /** The cuts that there are. */
  public Set<Cut> all() {
    return Collections.unmodifiableSet(places.keySet());
  }

  public boolean has(Cut cut) {
    return places.containsKey(cut);
  }

  /**
   * Places of the cut's edges in the grid, ascending.
   *
   * @throws IllegalArgumentException if there is no such cut
   */
  public int[] places(Cut cut) {
    int[] found = places.get(cut);
    if (found == null) throw new IllegalArgumentException("no cut " + cut);
    return found.clone();
  }

  /** The highest place of any edge; -1 if there are none. */
  int highest() {
    return places.values().stream().flatMapToInt(Arrays::stream).max().orElse(-1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cuts that
        && places.keySet().equals(that.places.keySet())
        && places.keySet().stream()
            .allMatch(cut -> Arrays.equals(places.get(cut), that.places.get(cut)));
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Map.Entry<Cut, int[]> cut : places.entrySet()) {
      hash = 31 * hash + cut.getKey().code() * 31 + Arrays.hashCode(cut.getValue());
    }
    return hash;
  }

  @Override
  public String toString() {
    return places.keySet().toString();
  }
}
