package dev.leeway.app.compare;

import dev.leeway.measure.ColumnMeasures;
import dev.leeway.measure.ColumnPair;
import dev.leeway.measure.ColumnSample;
import dev.leeway.measure.ExactSample;
import dev.leeway.mode.Sample;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.Profile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The measures of a chunk's columns from all values of both sides; of columns whose values are not
 * kept, from counts.
 */
final class ExactComparison {

  private static final Set<SpecialBin> OUTSIDE =
      Set.of(
          SpecialBin.NAN,
          SpecialBin.POSITIVE_INFINITY,
          SpecialBin.NEGATIVE_INFINITY,
          SpecialBin.WRONG_TYPE);

  private final Reference reference;
  private final List<Optional<ExactSample>> samples = new ArrayList<>();

  /**
   * @param values of the reference's rows
   */
  ExactComparison(Reference reference, ExactRows values) {
    this.reference = reference;
    for (int place = 0; place < reference.layout().columns().size(); place++) {
      boolean kept = ExactRows.isKept(reference.layout().columns().get(place).kind());
      samples.add(
          kept ? Optional.of(sample(reference.profile(), values, place)) : Optional.empty());
    }
  }

  /**
   * The wanted measures of one column.
   *
   * @param values of the chunk's rows
   */
  List<MeasureResult> measure(Profile chunk, ExactRows values, int place, Set<Measure> wanted) {
    return ColumnMeasures.take(pair(chunk, values, place), wanted);
  }

  private ColumnPair pair(Profile chunk, ExactRows values, int place) {
    if (samples.get(place).isEmpty()) {
      return ColumnPair.of(
          reference.layout().columns().get(place),
          ColumnSample.of(reference.profile(), place),
          ColumnSample.of(chunk, place));
    }
    ExactSample before = samples.get(place).get();
    ExactSample now = sample(chunk, values, place);
    if (before instanceof ExactSample.Numbers was && now instanceof ExactSample.Numbers is) {
      return ColumnPair.of(was, is);
    }
    if (before instanceof ExactSample.Categories was && now instanceof ExactSample.Categories is) {
      return ColumnPair.of(was, is);
    }
    throw new IllegalStateException("two kinds in column " + place);
  }

  /** The values of a column, and from its profile what they were where they were none. */
  private static ExactSample sample(Profile profile, ExactRows values, int place) {
    Map<SpecialBin, Long> specials = new EnumMap<>(SpecialBin.class);
    specials.put(SpecialBin.MISSING, profile.missing(place));
    ColumnProfile column = profile.columns().get(place);
    OUTSIDE.forEach(bin -> specials.put(bin, column.special(bin)));
    Sample sample = values.sample(place);
    if (sample instanceof Sample.Numbers numbers) {
      return new ExactSample.Numbers(numbers.sorted(), specials);
    }
    return new ExactSample.Categories(((Sample.Words) sample).counts(), specials);
  }
}
