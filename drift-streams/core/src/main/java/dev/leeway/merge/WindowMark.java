package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What has been told of a window.
 *
 * @param revision of the last verdict, from 1
 * @param rows that verdict was made of
 * @param states digest of the states in it: another one calls for another verdict at once; 0 if not
 *     known
 * @param digest of all that was concluded: another one calls for another verdict in time; 0 if not
 *     known
 * @param toldAt receive time up to which all had been read when it was told, or found to hold still
 * @param loose whether rows have come since, into the window or before it, so that its numbers may
 *     be others
 */
public record WindowMark(
    int revision, long rows, long states, long digest, Instant toldAt, boolean loose) {

  /** More than any window is told; the next revision must be a number, too. */
  private static final int MOST_REVISIONS = 1_000_000_000;

  public WindowMark {
    requireNonNull(toldAt, "toldAt");
    if (revision < 1 || revision > MOST_REVISIONS || rows < 0) {
      throw new IllegalArgumentException("revision " + revision + ", rows " + rows);
    }
  }

  /** The same, loose or not. */
  WindowMark with(boolean nowLoose) {
    return new WindowMark(revision, rows, states, digest, toldAt, nowLoose);
  }
}
