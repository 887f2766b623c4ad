package dev.leeway.delivery;

import dev.leeway.outbox.Dispatch;
import java.time.Instant;

/** Messages for tests. */
final class Dispatches {

  static final Instant NOON = Instant.parse("2001-03-05T12:00:00Z");

  private Dispatches() {}

  /** A message to the target, about the alert, with an id that says its place in the order. */
  static Dispatch message(String target, int sequence, String alert) {
    Dispatch.Topic topic = new Dispatch.Topic("flight-delay", alert, 1, "", NOON);
    return Dispatch.queued(
        target + "-" + sequence,
        new Dispatch.Message(target, "dev.leeway.alert.firing", "{\"n\":" + sequence + "}", topic),
        NOON,
        sequence);
  }
}
