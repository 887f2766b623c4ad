package dev.leeway.drift;

import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.Set;

/** Takes measures of a window's columns on all values of both sides, not on counts. */
@FunctionalInterface
public interface RowMeasures {

  /**
   * The wanted measures of one column, as far as it has them.
   *
   * @param place of the column in the reference's layout
   */
  List<MeasureResult> take(int place, Set<Measure> wanted);
}
