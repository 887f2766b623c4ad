package dev.leeway.merge;

import java.util.Map;

/** Entries kept in a map. */
record MapEntries(Map<String, byte[]> map) implements BufferedJournal.Entries {

  @Override
  public void put(String key, byte[] value) {
    map.put(key, value);
  }

  @Override
  public void remove(String key) {
    map.remove(key);
  }
}
