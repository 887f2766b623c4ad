package dev.leeway.app.compare;

import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.quality.ObservedRows;
import dev.leeway.quality.QualityJudge;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Holds a monitor's constraints against chunks, one after the other. */
final class ChunkQuality {

  private final QualityJudge judge;
  private final Instant now;
  private OptionalLong before = OptionalLong.empty();

  /**
   * @param now for which freshness is asked where a chunk is no span of time
   */
  ChunkQuality(QualityPolicy policy, Layout layout, Instant now) {
    judge = new QualityJudge(policy, layout);
    this.now = now;
  }

  /**
   * One result per constraint.
   *
   * @param newest when the chunk's newest row happened
   */
  List<ConstraintResult> judge(Chunk chunk, Profile profile, Optional<Instant> newest) {
    Instant asked = chunk.window().map(Window::end).orElse(now);
    ObservedRows rows = new ObservedRows(profile, before, newest, Optional.of(asked));
    before = OptionalLong.of(chunk.rows());
    return judge.judge(rows);
  }
}
