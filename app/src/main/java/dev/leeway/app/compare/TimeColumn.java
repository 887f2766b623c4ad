package dev.leeway.app.compare;

import dev.leeway.profile.Layout;

/** Which column says when a row happened. */
final class TimeColumn {

  private TimeColumn() {}

  /**
   * The manner with its time column, where one is needed: the given one, or the only column of
   * times that the reference has.
   *
   * @throws ComparisonException if it is neither given nor plain
   */
  static Manner settled(Manner manner, Layout layout) {
    if (!(manner.chunking() instanceof Chunking.Span) || manner.timeColumn().isPresent()) {
      return manner;
    }
    throw new ComparisonException("which column says when a row happened? --time-column COLUMN");
  }
}
