package dev.leeway.labels;

import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a state comes to: what of it counts, and the fate of each label that does not. A function of
 * the state alone, so that the differences of all steps add up to it, whatever the order.
 */
record Standing(List<Contribution> contributions, Map<Fate, Long> fates) {

  static final Standing NONE = new Standing(List.of(), Map.of());

  static Standing of(JoinState state, LabelTerms terms, LabelJoin.Layouts layouts) {
    Optional<OpenPrediction> held = state.prediction();
    if (held.isEmpty()) return NONE;
    OpenPrediction prediction = held.get();
    PerformanceLayout layout = layouts.of(prediction.series().get(0));
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    OptionalDouble truth = OptionalDouble.empty();
    for (int i = state.labels().size() - 1; i >= 0; i--) {
      LabelVersion label = state.labels().get(i);
      Reading<Double> reading = layout.truth(label.value());
      if (terms.isForeign(label, prediction.eventTime())) {
        fates.merge(Fate.FOREIGN_LABEL, 1L, Long::sum);
      } else if (terms.isTooLate(label, prediction.eventTime())) {
        fates.merge(Fate.LATE_LABEL, 1L, Long::sum);
      } else if (reading instanceof Reading.Good<Double> good) {
        if (truth.isPresent()) fates.merge(Fate.CORRECTED_LABEL, 1L, Long::sum);
        else truth = OptionalDouble.of(good.value());
      } else {
        fates.merge(Fate.UNUSABLE_LABEL, 1L, Long::sum);
      }
    }
    List<Contribution> counted = new ArrayList<>(2);
    counted.add(contribution(prediction, OptionalDouble.empty()));
    if (truth.isPresent()) counted.add(contribution(prediction, truth));
    return new Standing(counted, fates);
  }

  /** What leads from another standing to this one. */
  Step since(Standing before, JoinState state) {
    List<Contribution> changes = new ArrayList<>();
    for (Contribution gone : before.contributions) {
      if (!contributions.contains(gone)) changes.add(gone.takenBack());
    }
    for (Contribution come : contributions) {
      if (!before.contributions.contains(come)) changes.add(come);
    }
    Map<Fate, Long> differences = new EnumMap<>(Fate.class);
    differences.putAll(fates);
    before.fates.forEach((fate, number) -> differences.merge(fate, -number, Long::sum));
    differences.values().removeIf(number -> Objects.equals(number, 0L));
    return new Step(state, changes, differences);
  }

  private static Contribution contribution(OpenPrediction prediction, OptionalDouble truth) {
    return new Contribution(
        1, prediction.series(), prediction.eventTime(), prediction.answer(), truth);
  }
}
