package dev.leeway.mode;

import dev.leeway.measure.UnorderedCells;

/** How a tool's measures are taken of two profiles. */
interface GridComparing {

  /**
   * @param column its name
   */
  Comparison compare(String column, GridColumn pair);

  /**
   * By how much the largest gap of a share may be too large because all new categories are counted
   * together: apart each would have less.
   *
   * @param cells the new categories last
   */
  static double newTogether(UnorderedCells cells) {
    int last = cells.size() - 1;
    double known = 0;
    for (int cell = 0; cell < last; cell++) {
      known = Math.max(known, Math.abs(cells.referenceShare(cell) - cells.currentShare(cell)));
    }
    double together = Math.abs(cells.referenceShare(last) - cells.currentShare(last));
    return Math.max(0, together - known);
  }
}
