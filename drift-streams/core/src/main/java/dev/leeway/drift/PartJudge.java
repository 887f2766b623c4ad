package dev.leeway.drift;

import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;

/** Compares one part of windows with the reference: a column, or columns together. */
interface PartJudge extends Summed {

  /** The rows of a profile in the cells that are looked at. */
  long[] cells(Profile rows);

  /**
   * The verdict on a window without what does not decide.
   *
   * @param standing of the evidence at the window's end; numbers may be left out unless they decide
   */
  ColumnVerdict outline(Profile window, ColumnStanding standing);

  /**
   * The verdict on a window.
   *
   * @param standing of the evidence at the window's end
   */
  ColumnVerdict judge(Profile window, ColumnStanding standing);

  /** The verdict on a window whose measures are taken on all its rows. */
  ColumnVerdict judge(Profile window, ColumnStanding standing, RowMeasures rows);
}
