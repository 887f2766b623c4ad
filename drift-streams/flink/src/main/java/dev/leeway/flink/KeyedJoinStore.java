package dev.leeway.flink;

import dev.leeway.labels.JoinStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.RunnableWithException;
import org.apache.flink.util.function.SupplierWithException;
import org.jspecify.annotations.Nullable;

/**
 * What the join of a partition remembers, in the state of Flink's current key, which is the
 * partition. Each open prediction is an entry by itself: as entries of one map, all of them would
 * be copied after each checkpoint.
 *
 * <p>Reminders are lists, one for each {@link #SPAN} of time, and come due when all of the span has
 * passed. Whoever calls sets the current key before.
 */
final class KeyedJoinStore implements JoinStore {

  /** A minute, in milliseconds. */
  static final long SPAN = 60_000;

  private final InternalValueState<Integer, JoinKey, byte[]> states;
  private final InternalListState<Integer, Long, JoinKey> reminders;
  private final MapState<Long, Boolean> spans;
  private final MapState<JoinKey, byte[]> kept;

  /**
   * @param backend that of an operator whose keys are partitions
   * @throws Exception what Flink throws when state cannot be opened
   */
  KeyedJoinStore(KeyedStateBackend<Integer> backend) throws Exception {
    states =
        backend.createOrUpdateInternalState(
            new JoinKeySerializer(),
            new ValueStateDescriptor<>("open", BytePrimitiveArraySerializer.INSTANCE));
    reminders =
        backend.createOrUpdateInternalState(
            LongSerializer.INSTANCE,
            new ListStateDescriptor<>("reminders", new JoinKeySerializer()));
    spans =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>("spans", LongSerializer.INSTANCE, BooleanSerializer.INSTANCE));
    kept =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>(
                "kept", new JoinKeySerializer(), BytePrimitiveArraySerializer.INSTANCE));
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    states.setCurrentNamespace(new JoinKey(key));
    return did(states::value);
  }

  @Override
  public void add(byte[] key, byte[] state, long until) {
    put(key, state);
    remind(key, until);
  }

  @Override
  public void put(byte[] key, byte[] state) {
    states.setCurrentNamespace(new JoinKey(key));
    does(() -> states.update(state));
  }

  @Override
  public void delete(byte[] key) {
    states.setCurrentNamespace(new JoinKey(key));
    states.clear();
  }

  @Override
  public void remind(byte[] key, long until) {
    long span = Math.floorDiv(until, SPAN);
    reminders.setCurrentNamespace(span);
    does(
        () -> {
          reminders.add(new JoinKey(key));
          if (!spans.contains(span)) spans.put(span, true);
        });
  }

  @Override
  public int due(long before, int most, Due to) {
    List<byte[]> due = new ArrayList<>();
    for (long span : spansBefore(Math.floorDiv(before, SPAN))) {
      if (due.size() >= most) break;
      does(() -> take(span, most, due));
    }
    for (byte[] key : due) {
      byte[] state = get(key);
      if (state != null) to.take(key, state);
    }
    return due.size();
  }

  @Override
  public void keep(byte[] name, byte[] value) {
    does(() -> kept.put(new JoinKey(name), value));
  }

  @Override
  public void eachKept(BiConsumer<byte[], byte[]> to) {
    SortedMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
    does(
        () ->
            kept.entries().forEach(entry -> sorted.put(entry.getKey().bytes(), entry.getValue())));
    sorted.forEach(to);
  }

  private SortedSet<Long> spansBefore(long end) {
    SortedSet<Long> found = new TreeSet<>();
    does(
        () -> {
          for (long span : spans.keys()) {
            if (span < end) found.add(span);
          }
        });
    return found;
  }

  /** Moves reminders of a span to a list until that has so many. */
  private void take(long span, int most, List<byte[]> to) throws Exception {
    reminders.setCurrentNamespace(span);
    List<JoinKey> left = new ArrayList<>();
    for (JoinKey key : reminders.get()) {
      if (to.size() < most) to.add(key.bytes());
      else left.add(key);
    }
    if (left.isEmpty()) {
      reminders.clear();
      spans.remove(span);
    } else {
      reminders.update(left);
    }
  }

  private static void does(RunnableWithException work) {
    did(
        () -> {
          work.run();
          return null;
        });
  }

  private static <T extends @Nullable Object> T did(SupplierWithException<T, Exception> work) {
    try {
      return work.get();
    } catch (Exception e) { // what Flink's state declares
      throw new FlinkRuntimeException("the join's state cannot be read or written", e);
    }
  }
}
