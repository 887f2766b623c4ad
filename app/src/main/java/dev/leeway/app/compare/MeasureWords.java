package dev.leeway.app.compare;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict on a column in one sentence, for places that have no table. */
final class MeasureWords {

  private MeasureWords() {}

  /** What moved, and by how much. */
  static String sentence(ColumnVerdict column) {
    Optional<MeasureResult> effect = column.measure(Measure.EFFECT);
    Optional<MeasureResult> evidence = column.measure(Measure.EVIDENCE);
    if (effect.isEmpty() || evidence.isEmpty()) return column.why() + " (" + all(column) + ")";
    return column.why()
        + " ("
        + Words.percent(effect.get().value())
        + " of rows moved, evidence "
        + Words.powerOfTen(evidence.get().value())
        + ")";
  }

  /** Every measure, with what it is held against. */
  static String all(ColumnVerdict column) {
    return column.measures().stream().map(MeasureWords::one).collect(Collectors.joining(", "));
  }

  private static String one(MeasureResult result) {
    String text = result.measure().key() + " " + Words.number(result.value());
    if (result.pValue().isPresent()) text += ", p " + Words.number(result.pValue().getAsDouble());
    if (result.threshold().isEmpty()) return text;
    return text + ", threshold " + Words.number(result.threshold().getAsDouble());
  }
}
