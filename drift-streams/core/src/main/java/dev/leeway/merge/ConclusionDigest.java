package dev.leeway.merge;

import dev.leeway.event.ByteDictionary;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.util.OptionalDouble;

/**
 * Numbers for what was concluded of a window, by a hash of its fields in a fixed order: the same
 * for equal conclusions on every machine, whatever their revision, and never 0. Fields of one
 * window that cannot differ are left out.
 */
final class ConclusionDigest {

  private final PayloadWriter out = new PayloadWriter();

  private ConclusionDigest() {}

  static long ofAll(Conclusion conclusion) {
    ConclusionDigest digest = new ConclusionDigest();
    digest.all(conclusion.verdict());
    conclusion.quality().ifPresent(digest::all);
    return digest.hash();
  }

  /** Of the states alone, of columns and constraints too, and of what was compared with. */
  static long ofStates(Conclusion conclusion) {
    ConclusionDigest digest = new ConclusionDigest();
    digest.states(conclusion.verdict());
    conclusion.quality().ifPresent(digest::states);
    return digest.hash();
  }

  /** Of a verdict on performance. */
  static Utterance utterance(Verdict verdict) {
    ConclusionDigest states = new ConclusionDigest();
    states.states(verdict);
    ConclusionDigest all = new ConclusionDigest();
    all.all(verdict);
    return new Utterance(verdict.revision(), verdict.rows(), states.hash(), all.hash());
  }

  private long hash() {
    byte[] bytes = out.toBytes();
    long hash = ByteDictionary.hash(bytes, 0, bytes.length);
    return hash == 0 ? 1 : hash;
  }

  private void states(Verdict verdict) {
    head(verdict);
    for (ColumnVerdict column : verdict.columns()) {
      out.text(column.column()).text(column.state().name());
    }
    for (ConstraintResult result : verdict.constraints()) {
      out.text(result.constraint()).text(result.column()).text(result.state().name());
    }
    if (verdict.performance().isEmpty()) return;
    for (MeasuredPerformance measure : verdict.performance().get().of(verdict.kind())) {
      if (!measure.decides()) continue;
      out.text(measure.result().key().toString()).text(measure.state().name());
    }
  }

  private void all(Verdict verdict) {
    head(verdict);
    out.count(verdict.rows());
    verdict.columns().forEach(this::all);
    verdict.constraints().forEach(this::all);
    verdict.performance().ifPresent(this::all);
  }

  private void all(WindowPerformance performance) {
    out.count(performance.predicted())
        .count(performance.labelled())
        .count(performance.last() ? 1 : 0)
        .count(performance.realised().size())
        .count(performance.estimated().size());
    performance.realised().forEach(this::all);
    performance.estimated().forEach(this::all);
  }

  private void all(MeasuredPerformance measure) {
    PerformanceResult result = measure.result();
    out.text(result.key().toString()).count(result.rows()).count(measure.decides() ? 1 : 0);
    if (result.finding() instanceof Found found) {
      out.count(0).number(found.value()).number(found.error());
      maybe(found.standardError());
    } else {
      out.count(1).text(((Undefined) result.finding()).code());
    }
    maybe(measure.reference());
    out.count(measure.allowed().isPresent() ? 1 : 0);
    measure
        .allowed()
        .ifPresent(
            range -> {
              maybe(range.lower());
              maybe(range.upper());
            });
  }

  private void head(Verdict verdict) {
    out.text(verdict.kind().name())
        .text(verdict.state().name())
        .text(verdict.reason().name())
        .text(verdict.referenceId())
        .count(verdict.columns().size())
        .count(verdict.constraints().size());
  }

  private void all(ColumnVerdict column) {
    out.text(column.column())
        .text(column.kind().name())
        .text(column.state().name())
        .text(column.why())
        .count(column.rows())
        .count(column.missing())
        .count(column.since().isPresent() ? 1 : 0);
    column.since().ifPresent(since -> out.integer(since.toEpochMilli()));
    out.count(column.measures().size());
    column.measures().forEach(this::all);
  }

  private void all(MeasureResult result) {
    out.text(result.measure().name())
        .number(result.value())
        .text(result.formula())
        .count(result.referenceRows())
        .count(result.currentRows());
    maybe(result.pValue());
    maybe(result.error());
    maybe(result.threshold());
  }

  private void all(ConstraintResult result) {
    out.text(result.constraint())
        .text(result.column())
        .text(result.state().name())
        .text(result.why())
        .count(result.rows());
    maybe(result.observed());
    maybe(result.error());
    maybe(result.atLeast());
    maybe(result.atMost());
  }

  private void maybe(OptionalDouble value) {
    out.count(value.isPresent() ? 1 : 0);
    value.ifPresent(out::number);
  }
}
