package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.CorruptStateException;
import java.util.Map;
import java.util.OptionalLong;
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
    Sweep sweep = new Sweep(clock);
    int looked = store.due(clock, most, sweep);
    return new Swept(looked == most, sweep.forgotten, sweep.orphans);
  }

  private final class Sweep implements LabelStore.Due {

    private final long clock;
    private final SortedMap<String, Long> orphans = new TreeMap<>();
    private int forgotten;

    Sweep(long clock) {
      this.clock = clock;
    }

    @Override
    public void take(byte[] key, byte[] bytes) {
      String model = PredictionKey.model(key);
      LabelJoin join = join(model);
      // Most are not due by far, and need not be read any further.
      OptionalLong eventTime = JoinStateCodec.eventTime(bytes);
      if (eventTime.isPresent()) {
        long least = join.rememberedUntil(eventTime.getAsLong());
        if (least >= clock) {
          store.remind(key, least);
          return;
        }
      }
      JoinState state = read(key, bytes);
      if (!state.isEmpty()) forget(key, state, model, join);
    }

    private void forget(byte[] key, JoinState state, String model, LabelJoin join) {
      long until = join.rememberedUntil(state);
      if (until >= clock) {
        // More has come since it was said when.
        store.remind(key, until);
        return;
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
    byte[] state = JoinStateCodec.encode(after);
    if (before.isEmpty()) store.add(bytes, state, join(key.model()).rememberedUntil(after));
    else store.put(bytes, state);
    return step;
  }

  private JoinState state(byte[] key) {
    byte[] bytes = store.get(key);
    return bytes == null ? JoinState.NONE : read(key, bytes);
  }

  private JoinState read(byte[] key, byte[] bytes) {
    try {
      JoinState state = JoinStateCodec.decode(bytes);
      if (state.prediction().isPresent()) state.prediction().get().series().forEach(layouts::of);
      return state;
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
