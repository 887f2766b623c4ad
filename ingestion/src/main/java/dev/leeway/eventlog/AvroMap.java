package dev.leeway.eventlog;

import dev.leeway.wire.AvroBytes;

/** An Avro map that is written entry by entry, as one block. For one thread. */
final class AvroMap {

  private final AvroBytes entries = new AvroBytes(256);
  private int count;

  /** Starts an entry; its value is to be written to the returned buffer. */
  AvroBytes entry(String name) {
    count++;
    entries.writeString(name);
    return entries;
  }

  void reset() {
    entries.reset();
    count = 0;
  }

  void writeTo(AvroBytes out) {
    if (count > 0) {
      out.writeLong(count);
      out.append(entries);
    }
    out.writeLong(0);
  }
}
