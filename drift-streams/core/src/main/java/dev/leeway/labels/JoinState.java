package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is remembered of one prediction id: the prediction that holds, and the labels that came.
 * Joining is a union that keeps the least prediction and the greatest labels, so it is commutative,
 * associative and idempotent; everything else is read from the state, never counted along the way.
 *
 * <p>Labels that cannot count are kept too, because which they are changes when an earlier
 * prediction of the same id turns up.
 *
 * @param labels no two that say the same, the least first; at most {@link #MAX_LABELS}
 */
public record JoinState(Optional<OpenPrediction> prediction, List<LabelVersion> labels) {

  /** Nothing known of the id. */
  public static final JoinState NONE = new JoinState(Optional.empty(), List.of());

  /** Most versions of one label; of more the greatest stay that may count. */
  public static final int MAX_LABELS = 8;

  /**
   * @throws IllegalArgumentException if the labels do not ascend or are too many
   */
  public JoinState {
    requireNonNull(prediction, "prediction");
    labels = List.copyOf(labels);
    if (labels.size() > MAX_LABELS) throw new IllegalArgumentException(labels.size() + " labels");
    for (int i = 1; i < labels.size(); i++) {
      if (labels.get(i).compareTo(labels.get(i - 1)) <= 0) {
        throw new IllegalArgumentException("labels do not ascend");
      }
    }
  }

  boolean isEmpty() {
    return prediction.isEmpty() && labels.isEmpty();
  }

  /** With one more prediction: the lesser of both. */
  JoinState with(OpenPrediction other) {
    boolean holds = prediction.isPresent() && prediction.get().compareTo(other) <= 0;
    return holds ? this : new JoinState(Optional.of(other), labels);
  }

  /**
   * With one more label; if it says what another says, the earlier received of both.
   *
   * @param useless which labels are the first to go where there are too many
   */
  JoinState with(LabelVersion label, Predicate<LabelVersion> useless) {
    List<LabelVersion> all = new ArrayList<>(labels);
    int at = 0;
    while (at < all.size() && all.get(at).compareTo(label) < 0) {
      at++;
    }
    if (at < all.size() && all.get(at).compareTo(label) == 0) {
      if (all.get(at).received() <= label.received()) return this;
      all.set(at, label);
    } else {
      all.add(at, label);
    }
    if (all.size() > MAX_LABELS) {
      all.remove(all.stream().filter(useless).findFirst().orElse(all.get(0)));
    }
    return new JoinState(prediction, all);
  }

  /** Whether one of the labels says the same. */
  boolean says(LabelVersion label) {
    return labels.stream().anyMatch(held -> held.compareTo(label) == 0);
  }
}
