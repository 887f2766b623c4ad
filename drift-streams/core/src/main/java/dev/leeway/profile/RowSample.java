package dev.leeway.profile;

/**
 * Which rows of a pane the quantile sketches take: all of the first, of those that follow one in
 * eight. A sketch costs more than everything else that is done with a number, and loses little by a
 * sample. The prediction's id decides, so that any task and any engine takes the same of the same
 * rows. Nothing that decides is sampled. For one thread.
 */
final class RowSample {

  /** So many rows are taken before sampling begins. */
  static final int ALL_OF_FIRST = 32_768;

  /** Of the rows that follow, one of so many is taken: those whose hash begins with three zeros. */
  static final int ONE_OF = 8;

  private static final int OTHER_BITS = 61;

  private long rows;
  private boolean taken = true;
  private boolean sampling;

  /** The next row; it survives a bundle's being handed on, so that it is the pane's rows. */
  void next(long idHash) {
    rows++;
    sampling = rows > ALL_OF_FIRST;
    taken = !sampling || idHash >>> OTHER_BITS == 0;
  }

  /** Whether the sketches take the row at hand. */
  boolean taken() {
    return taken;
  }

  /** Whether the row at hand, if taken, stands for {@link #ONE_OF}. */
  boolean sampling() {
    return sampling;
  }
}
