package dev.leeway.drift;

import dev.leeway.monitor.Decision;
import dev.leeway.performance.Misses;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a model errs more often than in its reference: the {@linkplain Misses misses} of labelled
 * rows, summed up over spans from wherever they speak loudest. Immutable.
 *
 * <p>Decided as drift of a column is: the evidence must be at least 1 / (alpha / 2), the price of
 * choosing its start taken off, and misses must have become more frequent by more than the
 * tolerance. The other half of alpha pays for what the reference leaves open. So P(any false alarm
 * in a series over {@code horizon} spans) is at most alpha, if rows are independent and which of
 * them have labels does not hang on whether the model was right.
 */
public final class ErrorJudge implements EvidenceJudge<PerformanceProfile> {

  /** Stands for what is compared; errors never take the place of columns. */
  private static final long COMPARED = 1;

  private static final PerformanceKey EVIDENCE =
      PerformanceKey.of(PerformanceMeasure.ERROR_EVIDENCE);
  private static final PerformanceKey RISE = PerformanceKey.of(PerformanceMeasure.ERROR_RISE);

  private final Misses misses;
  private final ColumnEvidence evidence;
  private final Accumulator accumulator;

  private record Part(ColumnEvidence evidence, boolean decidesByNumbers) implements Summed {}

  private ErrorJudge(Misses misses, ColumnEvidence evidence) {
    this.misses = misses;
    this.evidence = evidence;
    accumulator = new Accumulator(List.of(new Part(evidence, false)));
  }

  /**
   * Empty where no row alone is right or wrong, or the reference has no labels.
   *
   * @param reference labelled rows of when the model was well
   */
  public static Optional<ErrorJudge> of(
      PerformanceLayout layout, PerformanceProfile reference, Decision decision) {
    if (reference.realised() == 0) return Optional.empty();
    return Misses.of(layout, reference)
        .map(
            misses -> {
              long[] rows = {reference.realised(), misses.in(reference)};
              double alpha = ColumnEvidence.alpha(decision, 1);
              MissLook look = MissLook.of(rows, misses.cuts(), alpha, decision.tolerance());
              return new ErrorJudge(
                  misses, new ColumnEvidence(look, decision, decision.tolerance(), 1));
            });
  }

  @Override
  public Accumulation begin(Instant at) {
    return accumulator.begin(at, tally(0, 0));
  }

  @Override
  public boolean fits(Accumulation accumulation) {
    return accumulation.head().before().fits(tally(0, 0));
  }

  @Override
  public Accumulation extend(Accumulation before, PerformanceProfile span, Instant end) {
    // What takes back more than it holds says nothing yet.
    Tally rows = span.isWhole() ? tally(span.realised(), misses.in(span)) : tally(0, 0);
    return accumulator.extend(before, rows, end);
  }

  @Override
  public Accumulation revise(
      Accumulation old, Accumulation was, Accumulation before, long unmoved) {
    return accumulator.revise(old, was, before, unmoved);
  }

  @Override
  public Accumulation complete(Accumulation decided) {
    return accumulator.complete(decided);
  }

  /** How strong the evidence is, which decides, and by how much misses became more frequent. */
  public List<MeasuredPerformance> measured(Accumulation upTo) {
    ColumnStanding standing = complete(upTo).column(0);
    // Evidence that is just enough is enough, and ends of ranges are allowed.
    Range range =
        new Range(OptionalDouble.empty(), OptionalDouble.of(Math.nextDown(evidence.needed())));
    return List.of(
        new MeasuredPerformance(
            result(EVIDENCE, standing.evidence(), standing),
            OptionalDouble.empty(),
            Optional.of(range),
            true),
        new MeasuredPerformance(
            result(RISE, standing.effect(), standing),
            OptionalDouble.empty(),
            Optional.empty(),
            false));
  }

  private static PerformanceResult result(
      PerformanceKey key, double value, ColumnStanding standing) {
    return new PerformanceResult(key, new Found(value, 0, OptionalDouble.empty()), standing.rows());
  }

  private static Tally tally(long rows, long misses) {
    return Tally.of(COMPARED, List.of(new long[] {rows, misses}));
  }
}
