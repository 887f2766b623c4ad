package dev.leeway.bench.stage;

import dev.leeway.event.EventRow;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.Wires;
import java.nio.ByteBuffer;

/** Finds every cell of every event, as the drift job does. */
final class Decoding implements RecordWork, PredictionDecoder.Events {

  private final PredictionDecoder decoder;
  private final EventRow row = new EventRow();
  private long cells;

  Decoding(Wires wires) {
    decoder = wires.newDecoder();
  }

  @Override
  public void take(ByteBuffer value) {
    try {
      decoder.decodeEach(value, row, this);
    } catch (Undecodable e) {
      throw new IllegalStateException("a record that we wrote", e);
    }
  }

  @Override
  public void decoded(EventRow event, int offset, int length) {
    cells += event.cells();
  }

  @Override
  public void undecodable(Undecodable why, int offset, int length) {
    throw new IllegalStateException("an event that we wrote", why);
  }

  @Override
  public long result() {
    return cells;
  }
}
