package dev.leeway.delivery;

import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages that are delivered or given up, until they are old enough to be deleted: else the outbox
 * would grow for ever. For one thread.
 */
final class SettledMessages {

  /** How often it is worth looking. */
  private static final Duration PERIOD = Duration.ofMinutes(10);

  private final Duration keep;
  private final InstantSource clock;
  private final Map<String, Instant> createdAt = new HashMap<>();
  private Instant nextLook = Instant.MIN;

  SettledMessages(Duration keep, InstantSource clock) {
    this.keep = keep;
    this.clock = clock;
  }

  void add(Dispatch dispatch) {
    createdAt.put(dispatch.id(), dispatch.createdAt());
  }

  void remove(String id) {
    createdAt.remove(id);
  }

  void clear() {
    createdAt.clear();
    nextLook = Instant.MIN;
  }

  /** Ids of messages that have been kept long enough; they are forgotten here with this call. */
  List<String> expired() {
    Instant now = clock.instant();
    if (createdAt.isEmpty() || now.isBefore(nextLook)) return List.of();
    nextLook = now.plus(PERIOD);
    Instant oldest = now.minus(keep);
    List<String> ids = new ArrayList<>();
    createdAt.forEach(
        (id, created) -> {
          if (created.isBefore(oldest)) ids.add(id);
        });
    ids.forEach(createdAt::remove);
    return ids;
  }
}
