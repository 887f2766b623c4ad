package dev.leeway.eventlog;

/**
 * The tags of one prediction, encoded as they come. The caller sees to it that no name comes twice.
 * For one thread.
 */
public final class TagBytes {

  private final AvroMap map = new AvroMap();

  TagBytes() {}

  public void put(String name, String value) {
    map.entry(name).writeString(value);
  }

  AvroMap map() {
    return map;
  }
}
