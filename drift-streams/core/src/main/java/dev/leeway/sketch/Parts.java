package dev.leeway.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sketches that count as one. They are put together when that one is first asked for, all at once:
 * which costs little more than putting two together. Safe for many threads, as long as nobody adds
 * to a sketch.
 */
final class Parts<S> {

  /** So many are kept apart at most, because they take memory. */
  private static final int MOST = 16;

  private final Function<List<S>, S> union;
  private List<S> parts;

  private Parts(List<S> parts, Function<List<S>, S> union) {
    this.parts = parts;
    this.union = union;
  }

  /**
   * One sketch.
   *
   * @param union of several into a new one; changes none of them
   */
  static <S> Parts<S> of(S only, Function<List<S>, S> union) {
    return new Parts<>(List.of(only), union);
  }

  /** These and others. */
  Parts<S> and(Parts<S> others) {
    List<S> all = new ArrayList<>(list());
    all.addAll(others.list());
    Parts<S> together = new Parts<>(all, union);
    if (all.size() > MOST) together.whole();
    return together;
  }

  /** All of them as one. */
  synchronized S whole() {
    if (parts.size() > 1) parts = List.of(union.apply(parts));
    return parts.get(0);
  }

  boolean allAre(Predicate<S> such) {
    return list().stream().allMatch(such);
  }

  private synchronized List<S> list() {
    return parts;
  }
}
