package dev.leeway.bundle;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of labels, and of predictions that could not be joined, by model: for counters that
 * never fall. Where an earlier prediction of the same id makes of one label's fate another, the
 * first is held against what comes. For one thread.
 */
public final class OutcomeTally {

  /** A label that counts now. */
  public static final String JOINED = "joined";

  /** A label of a model whose monitor has no performance. */
  public static final String UNWATCHED = "unwatched";

  private final Map<Entry, Long> labels = new TreeMap<>();
  private final Map<Entry, Long> predictions = new TreeMap<>();
  private final Map<Entry, Long> changes = new TreeMap<>();
  private final Map<Entry, Long> warnings = new TreeMap<>();

  private record Entry(String model, String what) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
      int byModel = model.compareTo(other.model);
      return byModel != 0 ? byModel : what.compareTo(other.what);
    }
  }

  /** Takes what was counted. */
  @FunctionalInterface
  public interface Taker {

    /**
     * @param what a fate, a reason or a detector, as metrics name it
     * @param number at least 1
     */
    void take(String model, String what, long number);
  }

  void label(String model, String fate, long number) {
    labels.merge(new Entry(model, fate), number, Long::sum);
  }

  void prediction(String model, String reason, long number) {
    predictions.merge(new Entry(model, reason), number, Long::sum);
  }

  void change(String model, String detector) {
    changes.merge(new Entry(model, detector), 1L, Long::sum);
  }

  void warning(String model, String detector) {
    warnings.merge(new Entry(model, detector), 1L, Long::sum);
  }

  /** Hands out how often detectors told of a change since the last call, by detector. */
  public void takeChanges(Taker taker) {
    take(changes, taker);
  }

  /** Likewise how often they began to warn. */
  public void takeWarnings(Taker taker) {
    take(warnings, taker);
  }

  /** Hands out the labels since the last call by what became of them, and forgets them. */
  public void takeLabels(Taker taker) {
    take(labels, taker);
  }

  /** Likewise the predictions that could not be joined, by the reason. */
  public void takePredictions(Taker taker) {
    take(predictions, taker);
  }

  private static void take(Map<Entry, Long> from, Taker taker) {
    for (Iterator<Map.Entry<Entry, Long>> all = from.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Entry, Long> one = all.next();
      if (one.getValue() < 0) continue;
      if (one.getValue() > 0) taker.take(one.getKey().model, one.getKey().what, one.getValue());
      all.remove();
    }
  }
}
