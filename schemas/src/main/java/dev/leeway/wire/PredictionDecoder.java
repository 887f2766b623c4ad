package dev.leeway.wire;

import dev.leeway.event.EventRow;
import dev.leeway.registry.RegistryException;
import java.nio.ByteBuffer;

/** Turns the bytes of predictions into cells. For one thread. */
public interface PredictionDecoder {

  /**
   * Decodes one event into the row; the row's offsets are good until the next call.
   *
   * @throws Undecodable if the bytes are not a prediction
   * @throws RegistryException of kind UNAVAILABLE if their schema cannot be asked for now
   */
  void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable;

  /** Takes the events of a record one by one, in their order. */
  interface Events {

    /**
     * An event; the row is good until this returns.
     *
     * @param offset where the event is in the array, as a record of its own would hold it
     */
    void decoded(EventRow row, int offset, int length);

    /** An event that is none. */
    void undecodable(Undecodable why, int offset, int length);
  }

  /**
   * Decodes each event of a record, be it one or a batch. An event that cannot be decoded keeps no
   * other from being taken.
   *
   * @param record what remains of a buffer that lies in an array; its position stays
   * @param row what the events are decoded into
   * @throws Undecodable if the record as a whole is none; no event of it has been taken then
   * @throws RegistryException of kind UNAVAILABLE if a schema cannot be asked for now; no event has
   *     been taken then
   */
  default void decodeEach(ByteBuffer record, EventRow row, Events events) throws Undecodable {
    int offset = record.arrayOffset() + record.position();
    decode(record.array(), offset, record.remaining(), row);
    events.decoded(row, offset, record.remaining());
  }

  /** As the other, of a record that has an array of its own. */
  default void decodeEach(byte[] record, EventRow row, Events events) throws Undecodable {
    decodeEach(ByteBuffer.wrap(record), row, events);
  }
}
