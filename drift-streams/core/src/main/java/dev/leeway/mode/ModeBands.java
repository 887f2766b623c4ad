package dev.leeway.mode;

import dev.leeway.measure.ColumnSample;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.MeasureResult;
import java.util.List;

/** What modes need to know of a reference's chunks, beside our own measures. */
public final class ModeBands {

  private ModeBands() {}

  /**
   * The measures of one chunk whose spread over the chunks sets a mode's threshold. NannyML has all
   * chunks take part, the short one that is left over too.
   */
  public static List<MeasureResult> measure(
      ColumnLayout layout, int place, Profile reference, Profile chunk) {
    return GridColumn.of(layout, ColumnSample.of(reference, place), ColumnSample.of(chunk, place))
        .map(NannymlGrid::measure)
        .orElse(List.of());
  }
}
