package dev.leeway.merge;

import dev.leeway.monitor.Caps;
import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.quality.ConstraintKind;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which caps the rows of a window met. Nobody asks for these constraints: what is beyond a cap is
 * counted together and watched no more, and a verdict must not keep silent about it. There is a
 * result only where a cap was met.
 *
 * @param layout of the reference that the rows were counted on; empty where there is none
 * @param segment of the rows; empty for all
 */
record CapsMet(Caps caps, Layout layout, String segment) {

  /** Ends the name of the segment that holds the rows beyond the cap. */
  private static final String OTHER = "=__other__";

  /** A failed result for each cap that was met. */
  List<ConstraintResult> in(Profile rows) {
    List<ConstraintResult> met = new ArrayList<>();
    if (rows.rows() == 0) return met;
    addColumns(rows, met);
    addSegment(rows, met);
    addCategories(rows, met);
    return met;
  }

  private void addColumns(Profile rows, List<ConstraintResult> met) {
    double each = (double) rows.unexpected() / rows.rows();
    if (each <= caps.columns()) return;
    met.add(new Met(ConstraintKind.COLUMNS_CAPPED, "", each, caps.columns()).result(rows.rows()));
  }

  private void addSegment(Profile rows, List<ConstraintResult> met) {
    if (!segment.endsWith(OTHER)) return;
    String column = segment.substring(0, segment.length() - OTHER.length());
    met.add(new Met(ConstraintKind.SEGMENTS_CAPPED, column, rows.rows(), 0).result(rows.rows()));
  }

  private void addCategories(Profile rows, List<ConstraintResult> met) {
    for (int place = 0; place < rows.columns().size(); place++) {
      ColumnLayout column = layout.columns().get(place);
      if (!(rows.columns().get(place) instanceof CategoricalProfile found)) continue;
      long named = Arrays.stream(found.counts()).filter(count -> count > 0).count();
      double fresh = found.distinct() - named;
      if (fresh <= caps.categories()) continue;
      met.add(
          new Met(
                  ConstraintKind.CATEGORIES_CAPPED,
                  column.name(),
                  Math.rint(fresh),
                  caps.categories())
              .result(rows.rows()));
    }
  }

  private record Met(ConstraintKind kind, String column, double observed, double most) {

    ConstraintResult result(long rows) {
      return new ConstraintResult(
          kind.key(),
          column,
          State.FAILED,
          OptionalDouble.of(observed),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.of(most),
          rows,
          "%s: %s, at most %s".formatted(kind.words(), kind.words(observed), kind.words(most)));
    }
  }
}
