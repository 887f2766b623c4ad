package dev.leeway.bench.alerts;

import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What must be told of models with one version and no segments, by the rule that an alert opens
 * with a window that drifted and ends with one that did not. It shares no code with alerting.
 */
public final class Transitions {

  private final Map<String, Standing> models = new HashMap<>();
  private final Set<Transition> all = new LinkedHashSet<>();

  /**
   * How a model stands.
   *
   * @param windowEnd of the newest window that says something
   */
  private record Standing(long windowEnd, int revision, boolean drifted) {

    static final Standing NONE = new Standing(Long.MIN_VALUE, 0, false);
  }

  /**
   * Takes the verdicts in the order in which they were made. UNKNOWN says nothing, and a window
   * that comes after a newer one is history.
   */
  public void take(Verdict verdict) {
    if (verdict.kind() != Verdict.Kind.DRIFT || !verdict.segment().isEmpty()) return;
    if (verdict.state() == State.UNKNOWN) return;
    String model = verdict.model().name();
    Standing before = models.getOrDefault(model, Standing.NONE);
    long end = verdict.window().end().toEpochMilli();
    boolean newer = end > before.windowEnd;
    boolean corrected = end == before.windowEnd && verdict.revision() > before.revision;
    if (!newer && !corrected) return;
    boolean drifted = verdict.state() == State.DRIFTED;
    models.put(model, new Standing(end, verdict.revision(), drifted));
    if (drifted != before.drifted) all.add(new Transition(model, drifted, end));
  }

  /** In the order in which they were made. */
  public Set<Transition> all() {
    return new LinkedHashSet<>(all);
  }
}
