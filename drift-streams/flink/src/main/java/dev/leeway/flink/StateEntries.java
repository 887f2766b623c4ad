package dev.leeway.flink;

import dev.leeway.merge.BufferedJournal;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** A journal's entries in the current key's state. */
final class StateEntries implements BufferedJournal.Entries {

  private final MapState<String, byte[]> state;

  StateEntries(MapState<String, byte[]> state) {
    this.state = state;
  }

  @Override
  public void put(String key, byte[] value) {
    try {
      state.put(key, value);
    } catch (Exception e) { // what MapState declares
      throw new FlinkRuntimeException("state cannot be written", e);
    }
  }

  @Override
  public void remove(String key) {
    try {
      state.remove(key);
    } catch (Exception e) { // what MapState declares
      throw new FlinkRuntimeException("state cannot be written", e);
    }
  }
}
