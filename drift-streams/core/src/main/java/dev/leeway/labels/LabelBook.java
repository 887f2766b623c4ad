package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.CorruptStateException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The {@link LabelJoin} over a store: finds what is remembered of an id, keeps what is to be
 * remembered, and forgets in portions. For one thread.
 */
public final class LabelBook {

  private final LabelStore store;
  private final Function<String, LabelTerms> terms;
  private final LabelJoin.Layouts layouts;
  private final Map<String, LabelJoin> joins = new TreeMap<>();
  private long damaged;

  /**
   * @param terms the terms of a model by its name
   * @param layouts the layout of a series by its number
   */
  public LabelBook(
      LabelStore store, Function<String, LabelTerms> terms, LabelJoin.Layouts layouts) {
    this.store = requireNonNull(store, "store");
    this.terms = requireNonNull(terms, "terms");
    this.layouts = requireNonNull(layouts, "layouts");
  }

  /**
   * A prediction arrives.
   *
   * @param received when its record was received, by its log
   */
  public Step predict(PredictionKey key, OpenPrediction prediction, long received) {
    byte[] bytes = key.toBytes();
    JoinState state = state(bytes);
    return keep(key, bytes, state, join(key.model()).predict(state, prediction, received));
  }

  /** A label arrives. */
  public Step label(PredictionKey key, LabelVersion label) {
    byte[] bytes = key.toBytes();
    JoinState state = state(bytes);
    return keep(key, bytes, state, join(key.model()).label(state, label));
  }

  /**
   * Forgets what no record can find any more.
   *
   * @param clock how far receive times have come in predictions and in labels, the lesser of both
   * @param most how many ids to look at, so that a call takes bounded time
   */
  public Swept sweep(long clock, int most) {
    SortedMap<String, Long> orphans = new TreeMap<>();
    List<byte[]> due = store.due(clock, most);
    int forgotten = 0;
    for (byte[] key : due) {
      JoinState state = state(key);
      if (state.isEmpty()) continue;
      String model = PredictionKey.model(key);
      LabelJoin join = join(model);
      long until = join.rememberedUntil(state);
      if (until >= clock) {
        // More has come since the reminder was set.
        store.remind(key, until);
        continue;
      }
      Step step = join.forget(state);
      long alone = step.fates().getOrDefault(Fate.ORPHAN_LABEL, 0L);
      if (alone > 0) orphans.merge(model, alone, Long::sum);
      if (step.state().isEmpty()) {
        store.delete(key);
      } else {
        store.put(key, JoinStateCodec.encode(step.state()));
        store.remind(key, join.rememberedUntil(step.state()));
      }
      forgotten++;
    }
    return new Swept(due.size() == most, forgotten, orphans);
  }

  /**
   * What a sweep did.
   *
   * @param more whether it stopped because it had looked at as many ids as it was allowed
   * @param forgotten how many ids were forgotten
   * @param orphans by model, labels whose prediction never came
   */
  public record Swept(boolean more, int forgotten, SortedMap<String, Long> orphans) {}

  private Step keep(PredictionKey key, byte[] bytes, JoinState before, Step step) {
    JoinState after = step.state();
    if (after.equals(before)) return step;
    // One reminder for each id: if it comes too early, the sweep sets another.
    if (before.isEmpty()) store.remind(bytes, join(key.model()).rememberedUntil(after));
    store.put(bytes, JoinStateCodec.encode(after));
    return step;
  }

  private JoinState state(byte[] key) {
    byte[] bytes = store.get(key);
    if (bytes == null) return JoinState.NONE;
    try {
      return JoinStateCodec.decode(bytes);
    } catch (CorruptStateException e) {
      // One id must not end the work on all others.
      damaged++;
      store.delete(key);
      return JoinState.NONE;
    }
  }

  /** How many states were forgotten since the last call because their bytes were damaged. */
  public long takeDamaged() {
    long count = damaged;
    damaged = 0;
    return count;
  }

  private LabelJoin join(String model) {
    return joins.computeIfAbsent(model, name -> new LabelJoin(terms.apply(name), layouts));
  }
}
