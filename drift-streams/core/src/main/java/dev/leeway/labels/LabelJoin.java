package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The join of labels to predictions, as a function: of what is remembered of an id and one record,
 * what is to be remembered now and what to count or take back.
 *
 * <p>As long as an id is remembered, any order and repetition of its records ends in the same state
 * and in contributions of the same sum. What is forgotten after {@link LabelTerms} had its last
 * chance: only an id that is used again can tell.
 */
public final class LabelJoin {

  private final LabelTerms terms;
  private final Layouts layouts;

  /** Finds the layout that a series is counted on. */
  @FunctionalInterface
  public interface Layouts {

    /**
     * @param series a number that some prediction of the join has
     * @throws dev.leeway.sketch.CorruptStateException if what was kept of that number is lost
     */
    PerformanceLayout of(int series);
  }

  public LabelJoin(LabelTerms terms, Layouts layouts) {
    this.terms = requireNonNull(terms, "terms");
    this.layouts = requireNonNull(layouts, "layouts");
  }

  /**
   * A prediction arrives.
   *
   * @param received when its record was received, by its log
   */
  public Step predict(JoinState state, OpenPrediction prediction, long received) {
    if (received > terms.deadline(prediction.eventTime())) {
      return Step.of(state, Fate.LATE_PREDICTION, 1);
    }
    if (!state.isEmpty() && received > terms.rememberedUntil(state)) {
      return afresh(state, prediction);
    }
    Optional<OpenPrediction> held = state.prediction();
    Step step = step(state, state.with(prediction));
    if (held.isEmpty()) return step;
    boolean again = held.get().repeats(prediction);
    return step.and(again ? Fate.REPEATED_PREDICTION : Fate.REUSED_ID, 1);
  }

  /** A label arrives. */
  public Step label(JoinState state, LabelVersion label) {
    JoinState next = state.with(label, held -> isUseless(held, state));
    if (state.says(label)) return step(state, next).and(Fate.REPEATED_LABEL, 1);
    boolean dropped = next.labels().size() == state.labels().size();
    return step(state, next).and(Fate.DROPPED_LABEL, dropped ? 1 : 0);
  }

  private boolean isUseless(LabelVersion label, JoinState state) {
    if (state.prediction().isEmpty()) return false;
    long eventTime = state.prediction().get().eventTime();
    return terms.isTooLate(label, eventTime) || terms.isForeign(label, eventTime);
  }

  /** Likewise of a state with a prediction of that event time. */
  long rememberedUntil(long eventTime) {
    return terms.rememberedUntil(eventTime);
  }

  /** The last moment at which a record received then may find the state; later it is forgotten. */
  public long rememberedUntil(JoinState state) {
    return terms.rememberedUntil(state);
  }

  /**
   * The state is forgotten: what was counted stays, labels without a prediction were orphans. Those
   * that came when the prediction could have been forgotten already wait for another one.
   */
  public Step forget(JoinState state) {
    if (state.prediction().isEmpty()) {
      return Step.of(JoinState.NONE, Fate.ORPHAN_LABEL, state.labels().size());
    }
    long until = terms.rememberedUntil(state);
    List<LabelVersion> waiting =
        state.labels().stream().filter(label -> label.received() > until).toList();
    JoinState rest = new JoinState(Optional.empty(), waiting);
    return Step.of(rest, Fate.LATE_LABEL, -waiting.size());
  }

  /** The id is used again, though what is remembered of it has not been swept yet. */
  private Step afresh(JoinState state, OpenPrediction prediction) {
    Step forgotten = forget(state);
    Step step = step(forgotten.state(), forgotten.state().with(prediction));
    for (Map.Entry<Fate, Long> fate : forgotten.fates().entrySet()) {
      step = step.and(fate.getKey(), fate.getValue());
    }
    return step;
  }

  private Step step(JoinState before, JoinState after) {
    return Standing.of(after, terms, layouts).since(Standing.of(before, terms, layouts), after);
  }
}
