package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.EvidenceJudge;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one series against one reference along event time: settled up to where rows can
 * no longer come, and brought up to date behind panes that change. For one thread.
 *
 * @param <C> what was counted of rows
 */
final class Trail<C> {

  private Accumulation settled;

  /** What was worked out beyond, by the start of the last pane in it. */
  private final NavigableMap<Instant, Accumulation> open = new TreeMap<>();

  /** Panes that rows have come to since. */
  private final NavigableSet<Instant> changed = new TreeSet<>();

  /** Whether nothing has been worked out yet, or nothing of it holds any more. */
  private boolean anew = true;

  private @Nullable EvidenceJudge<C> workedOutBy;

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
    changed.add(pane);
  }

  /**
   * What decides up to a moment.
   *
   * @param panes those that nothing was said of are as they were
   */
  Accumulation upTo(Instant end, CountedPanes<C> panes, EvidenceJudge<C> judge) {
    bringUpToDate(panes, judge);
    Map.Entry<Instant, Accumulation> last = open.lowerEntry(end);
    return last == null ? settled : last.getValue();
  }

  /** Takes a pane for settled, the oldest that is not. */
  void settle(Instant start, CountedPanes<C> panes, EvidenceJudge<C> judge) {
    bringUpToDate(panes, judge);
    Accumulation found = open.remove(start);
    if (found != null) settled = judge.complete(found);
  }

  private void bringUpToDate(CountedPanes<C> panes, EvidenceJudge<C> judge) {
    use(judge);
    if (anew) open.clear();
    Instant first = anew ? panes.first() : changed.isEmpty() ? null : changed.first();
    if (first == null) return;
    anew = true; // until it is through: where sums overflow, what they leave behind holds no more
    workOut(first, panes, judge);
    changed.clear();
    anew = false;
  }

  /** From a pane on. */
  private void workOut(Instant first, CountedPanes<C> panes, EvidenceJudge<C> judge) {
    Map.Entry<Instant, Accumulation> last = open.lowerEntry(first);
    Accumulation before = last == null ? settled : last.getValue();
    Accumulation was = before;
    long unmoved = before.spans();
    for (CountedPanes.Pane<C> pane : panes.from(first)) {
      Accumulation old = open.get(pane.start());
      Accumulation now;
      if (old == null || changed.contains(pane.start())) {
        now = judge.extend(before, pane.rows(), pane.end());
        unmoved = now.spans();
      } else {
        now = judge.revise(old, was, before, unmoved);
      }
      if (old != null) was = old;
      open.put(pane.start(), now);
      before = now;
    }
  }

  private void use(EvidenceJudge<C> judge) {
    if (judge == workedOutBy) return;
    anew = true;
    workedOutBy = judge;
    if (!judge.fits(settled)) settled = judge.begin(settled.at());
  }
}
