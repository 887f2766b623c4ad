package dev.leeway.merge;

import dev.leeway.appraisal.PastPerformance;
import dev.leeway.appraisal.PerformanceJudge;
import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.drift.ErrorJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The judges of performance in use: by the reference that holds, and of models without one, by the
 * model. Estimators take some milliseconds to make and serve every window and segment. For one
 * thread.
 */
final class PerformanceJudges {

  /** Judges kept; more than one book ever works with at a time. */
  private static final int MOST = 1_000;

  private final ModelDirectory directory;
  private final IdentityHashMap<Reference, Entry> byReference = new IdentityHashMap<>();
  private final Map<String, Entry> byModel = new HashMap<>();

  /**
   * How outcomes are counted and judged.
   *
   * @param monitor that watches performance
   * @param referenceId empty where there is no reference
   * @param judge with the layout's id; empty where neither reference nor monitor tells a layout
   */
  record Entry(Monitor monitor, String referenceId, Optional<OnLayout> judge) {

    PerformancePolicy policy() {
      return monitor.performance().orElseThrow();
    }
  }

  /**
   * @param errors tells whether the model errs more often; empty where nobody asks, or the
   *     reference does not tell how often it did
   */
  record OnLayout(String layoutId, PerformanceJudge judge, Optional<ErrorJudge> errors) {}

  PerformanceJudges(ModelDirectory directory) {
    this.directory = directory;
  }

  /**
   * What holds at a pane or window.
   *
   * @param monitor that watches performance
   */
  Entry of(ModelRef model, Instant start, Monitor monitor) {
    Optional<Reference> reference = directory.reference(model, start);
    Entry known =
        reference.isPresent() ? byReference.get(reference.get()) : byModel.get(model.name());
    if (known != null && known.monitor.equals(monitor)) return known;
    if (byReference.size() + byModel.size() >= MOST) {
      byReference.clear();
      byModel.clear();
    }
    Entry made = make(reference, monitor);
    if (reference.isPresent()) byReference.put(reference.get(), made);
    else byModel.put(model.name(), made);
    return made;
  }

  /** Whether outcomes were counted as those of their layout are. */
  boolean fits(PerformancePartial partial, PerformanceSeries found, Monitor monitor) {
    Optional<OnLayout> known = of(partial.model(), partial.paneStart(), monitor).judge;
    if (known.isEmpty() || !known.get().layoutId.equals(partial.layoutId())) {
      return found.isLike(partial.layoutId(), partial.profile());
    }
    return RealisedPerformance.isCountedOn(known.get().judge.layout(), partial.profile());
  }

  private static Entry make(Optional<Reference> reference, Monitor monitor) {
    PerformancePolicy policy = monitor.performance().orElseThrow();
    Optional<ReferencePerformance> past = reference.flatMap(Reference::performance);
    Optional<PerformanceLayout> layout = policy.layout(past.map(ReferencePerformance::layout));
    return new Entry(
        monitor,
        reference.map(Reference::id).orElse(""),
        layout.map(
            counted ->
                new OnLayout(
                    PerformanceLayoutCodec.id(counted),
                    new PerformanceJudge(
                        past.map(PastPerformance::of)
                            .orElseGet(() -> PastPerformance.none(counted)),
                        policy.deciding(counted),
                        policy.limitsOfSeries()),
                    past.filter(known -> policy.views().change())
                        .flatMap(
                            known ->
                                ErrorJudge.of(
                                    counted, known.profile(), policy.views().decision(monitor))))));
  }
}
