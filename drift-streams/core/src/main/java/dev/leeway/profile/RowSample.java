package dev.leeway.profile;

/**
 * Which rows of a pane the quantile sketches of one task take: all of the first, of those that
 * follow one in eight, later one in 64. A sketch costs more than everything else that is done with
 * a number, and loses little by a sample. The prediction's id decides, so that any task and any
 * engine takes the same of the same rows. Nothing that decides is sampled. For one thread.
 */
final class RowSample {

  /** So many rows are taken before sampling begins. */
  static final int ALL_OF_FIRST = 4_096;

  /** From here on fewer are taken; the sample's error never grows beyond what it was before. */
  static final int FEW_AFTER = 10 * ALL_OF_FIRST;

  /** How many levels of sampling there are. */
  static final int LEVELS = 3;

  /** The level of a row that no sketch takes. */
  static final int NONE = LEVELS;

  /** A level's rows are those whose hash begins with three times so many zeros. */
  private static final int ZEROS = 3;

  private long rows;

  /**
   * The level of the next row, {@link #NONE} if it is not taken. Rows are counted on when a bundle
   * is handed on, so that they are the pane's rows.
   */
  int next(long idHash) {
    rows++;
    int level = rows <= ALL_OF_FIRST ? 0 : rows <= FEW_AFTER ? 1 : 2;
    return Long.numberOfLeadingZeros(idHash) >= ZEROS * level ? level : NONE;
  }

  /** How many rows one of a level stands for. */
  static int weight(int level) {
    return 1 << (ZEROS * level);
  }
}
