package dev.leeway.app.compare;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.DriftJudge;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By our own rule, as windows of a stream are judged: evidence is summed up over chunks. With all
 * values at hand the measures beside it are row-exact.
 */
final class DriftComparison implements ColumnComparison {

  private final DriftJudge judge;
  private final @Nullable ExactComparison exact;
  private @Nullable Accumulation evidence;

  /**
   * @param values of the reference; empty to compare counts alone
   */
  DriftComparison(Reference reference, Monitor monitor, Optional<ExactRows> values) {
    judge = new DriftJudge(reference, monitor);
    exact = values.map(rows -> new ExactComparison(reference, rows)).orElse(null);
  }

  @Override
  public List<ColumnVerdict> compare(Chunk chunk, Profile profile, Optional<ExactRows> values) {
    Accumulation upToEnd = advance(chunk, profile);
    ExactComparison measures = exact;
    if (measures == null || values.isEmpty()) return judge.judge(profile, upToEnd);
    ExactRows rows = values.get();
    return judge.judge(
        profile, upToEnd, (place, wanted) -> measures.measure(profile, rows, place, wanted));
  }

  /** Rows without a time are all at the epoch. */
  private Accumulation advance(Chunk chunk, Profile profile) {
    Instant start = chunk.window().map(Window::start).orElse(Instant.EPOCH);
    Instant end = chunk.window().map(Window::end).orElse(Instant.EPOCH);
    Accumulation before = evidence == null ? judge.begin(start) : evidence;
    Accumulation upToEnd = judge.advance(before, profile, end);
    evidence = upToEnd;
    return upToEnd;
  }
}
