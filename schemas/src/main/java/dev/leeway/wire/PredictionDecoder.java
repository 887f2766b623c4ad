package dev.leeway.wire;

import dev.leeway.event.EventRow;
import dev.leeway.registry.RegistryException;

/** Turns the bytes of one prediction into cells. For one thread. */
public interface PredictionDecoder {

  /**
   * Decodes into the row; the row's offsets are good until the next call.
   *
   * @throws Undecodable if the bytes are not a prediction
   * @throws RegistryException of kind UNAVAILABLE if their schema cannot be asked for now
   */
  void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable;
}
