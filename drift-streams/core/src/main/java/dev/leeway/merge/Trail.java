package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.DriftJudge;
import dev.leeway.profile.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one series against one reference along event time: settled up to where rows can
 * no longer come, and worked out anew behind a pane that changes. For one thread.
 */
final class Trail {

  private Accumulation settled;

  /** What was worked out beyond, by the start of the last pane in it. */
  private final NavigableMap<Instant, Accumulation> open = new TreeMap<>();

  private @Nullable DriftJudge workedOutBy;

  Trail(Accumulation settled) {
    this.settled = settled;
  }

  Accumulation settled() {
    return settled;
  }

  /** Whether nothing is settled and its first pane is another than this: rows came before it. */
  boolean startsOtherThan(Instant pane) {
    return settled.spans() == 0 && !settled.at().equals(pane);
  }

  /** Says that rows came into the pane. */
  void changed(Instant pane) {
    open.tailMap(pane, true).clear();
  }

  /**
   * The evidence with all of these panes.
   *
   * @param panes by their start; those that are settled may be missing
   */
  Accumulation with(NavigableMap<Instant, Pane> panes, DriftJudge judge) {
    use(judge);
    Accumulation reached = settled;
    for (Map.Entry<Instant, Pane> pane : panes.entrySet()) {
      reached = through(pane.getKey(), pane.getValue(), reached, judge);
    }
    return reached;
  }

  /** Takes a pane for settled, the oldest that is not. */
  void settle(Instant start, Pane pane, DriftJudge judge) {
    use(judge);
    settled = through(start, pane, settled, judge);
    open.headMap(start, true).clear();
  }

  private Accumulation through(Instant start, Pane pane, Accumulation before, DriftJudge judge) {
    Accumulation known = open.get(start);
    if (known != null) return known;
    Accumulation found = judge.advance(before, pane.rows, pane.end);
    open.put(start, found);
    return found;
  }

  private void use(DriftJudge judge) {
    if (judge == workedOutBy) return;
    open.clear();
    workedOutBy = judge;
    if (!judge.fits(settled)) settled = judge.begin(settled.at());
  }

  /**
   * The rows of a pane that were counted on the reference.
   *
   * @param end where the pane, or the span of panes that are kept as one, ends
   */
  record Pane(Profile rows, Instant end) {}
}
