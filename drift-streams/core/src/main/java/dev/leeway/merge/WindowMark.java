package dev.leeway.merge;

/**
 * What has been told of a window.
 *
 * @param revision of the last verdict, from 1
 * @param rows that verdict was made of; more rows call for another
 * @param digest of what was concluded: rows of earlier windows can change the evidence, and only
 *     another conclusion calls for another verdict
 */
public record WindowMark(int revision, long rows, long digest) {

  /** More than any window is told; the next revision must be a number, too. */
  private static final int MOST_REVISIONS = 1_000_000_000;

  public WindowMark {
    if (revision < 1 || revision > MOST_REVISIONS || rows < 0) {
      throw new IllegalArgumentException("revision " + revision + ", rows " + rows);
    }
  }
}
