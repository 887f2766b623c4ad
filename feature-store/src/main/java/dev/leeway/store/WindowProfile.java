package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.window.Window;
import java.nio.ByteBuffer;

/**
 * The merged profile of one closed window, unopened.
 *
 * @param segment empty for all rows, else {@code column=value}
 * @param revision as of the verdict it belongs to
 * @param referenceId the reference whose grid it was counted on; empty where there was none
 * @param envelope checked bytes as they came; read-only
 */
public record WindowProfile(
    ModelRef model,
    String segment,
    Window window,
    int revision,
    String referenceId,
    long rows,
    ByteBuffer envelope) {

  public WindowProfile {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(window, "window");
    requireNonNull(referenceId, "referenceId");
    if (revision < 1) throw new IllegalArgumentException("revision counts from 1: " + revision);
    envelope = envelope.asReadOnlyBuffer();
  }

  /** A copy of the envelope. */
  public byte[] bytes() {
    byte[] copy = new byte[envelope.remaining()];
    envelope.duplicate().get(copy);
    return copy;
  }
}
