package dev.leeway.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store on the heap. */
final class MemoryLabelStore implements LabelStore {

  final Map<String, byte[]> states = new HashMap<>();
  private final NavigableMap<Long, List<byte[]>> reminders = new TreeMap<>();
  int puts;

  @Override
  public byte @Nullable [] get(byte[] key) {
    return states.get(name(key));
  }

  @Override
  public void put(byte[] key, byte[] state) {
    puts++;
    states.put(name(key), state);
  }

  @Override
  public void delete(byte[] key) {
    states.remove(name(key));
  }

  @Override
  public void remind(byte[] key, long at) {
    reminders.computeIfAbsent(at, moment -> new ArrayList<>()).add(key);
  }

  @Override
  public List<byte[]> due(long before, int most) {
    List<byte[]> due = new ArrayList<>();
    while (due.size() < most && !reminders.isEmpty() && reminders.firstKey() < before) {
      List<byte[]> keys = reminders.firstEntry().getValue();
      due.add(keys.remove(0));
      if (keys.isEmpty()) reminders.pollFirstEntry();
    }
    return due;
  }

  int reminders() {
    return reminders.values().stream().mapToInt(List::size).sum();
  }

  private static String name(byte[] key) {
    return HexFormat.of().formatHex(key);
  }
}
