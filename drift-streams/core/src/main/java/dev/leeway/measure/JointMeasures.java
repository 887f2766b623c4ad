package dev.leeway.measure;

import dev.leeway.joint.JointFinding;
import dev.leeway.joint.JointProfile;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.OptionalDouble;

/** The measures of columns looked at together. */
public final class JointMeasures {

  private JointMeasures() {}

  /**
   * What was found, as measures. The p-value of the reconstruction error is that of a z test of the
   * two means; that of MMD is an upper bound.
   */
  public static List<MeasureResult> of(JointFinding finding, Profile reference, Profile window) {
    JointFinding.Reconstruction error = finding.reconstruction();
    JointFinding.Discrepancy discrepancy = finding.discrepancy();
    Sizes sizes = new Sizes(rows(reference), rows(window));
    return List.of(
        sizes.result(
            Measure.PCA_RECONSTRUCTION,
            error.mean(),
            OptionalDouble.of(Tails.normalBothSides(error.z()))),
        sizes.result(Measure.MMD, discrepancy.distance(), OptionalDouble.of(discrepancy.pValue())),
        sizes.result(Measure.CONCORDANCE, finding.pair().moved(), OptionalDouble.empty()));
  }

  private static long rows(Profile profile) {
    return profile.joint().map(JointProfile::rows).orElse(0L);
  }

  private record Sizes(long reference, long current) {

    MeasureResult result(Measure measure, double value, OptionalDouble pValue) {
      return new MeasureResult(
          measure,
          value,
          pValue,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Formulas.of(measure),
          reference,
          current);
    }
  }
}
