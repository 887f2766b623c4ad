package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import dev.leeway.outbox.Dispatch;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one target still has to be told, in order. Not for several threads.
 *
 * <p>The oldest message goes first. While it waits because the target is away, all wait. While it
 * waits because the target refused it, only messages about the same alert wait: nobody must hear
 * that an alert is over before hearing that it fires, and one bad message must not silence the
 * rest.
 */
final class TargetQueue {

  private final TreeSet<Dispatch> open = new TreeSet<>(Dispatch.BY_AGE);
  private final Map<String, Dispatch> byId = new HashMap<>();
  private final Map<String, Wait> waits = new HashMap<>();
  private @Nullable Dispatch underWay;

  private record Wait(Instant until, boolean holdsTarget) {}

  /** What to do now. */
  sealed interface Next {

    /** Send this; it is under way until it is settled or retried. */
    record Send(Dispatch dispatch) implements Next {

      public Send {
        requireNonNull(dispatch, "dispatch");
      }
    }

    /** Nothing before then, unless something new comes. */
    record Later(Instant at) implements Next {}

    /** Nothing until something new comes. */
    record Idle() implements Next {}
  }

  /** One more message; a message that is here already stays as it is. */
  void offer(Dispatch dispatch) {
    if (byId.putIfAbsent(dispatch.id(), dispatch) == null) open.add(dispatch);
  }

  /** The message is dealt with, by whomever. */
  void remove(String id) {
    Dispatch known = byId.remove(id);
    if (known != null) open.remove(known);
    waits.remove(id);
    if (underWay(id)) underWay = null;
  }

  /**
   * The message under way is dealt with. If it was removed meanwhile and has come anew, the new one
   * stays.
   */
  void finish(String id) {
    if (underWay(id)) remove(id);
  }

  /** The attempt failed; the message waits, unless it was removed meanwhile. */
  void retry(Dispatch tried, Instant until, boolean holdsTarget) {
    if (!underWay(tried.id())) return;
    remove(tried.id());
    offer(tried);
    waits.put(tried.id(), new Wait(until, holdsTarget));
  }

  /** Replaces everything that waits; the message under way stays. */
  void reset(Collection<Dispatch> dispatches) {
    Optional<Dispatch> kept = Optional.ofNullable(underWay);
    open.clear();
    byId.clear();
    waits.clear();
    kept.ifPresent(this::offer);
    dispatches.forEach(this::offer);
  }

  /** Messages not yet dealt with, the one under way included. */
  int size() {
    return open.size();
  }

  Next next(Instant now) {
    if (underWay != null) throw new IllegalStateException(underWay.id() + " is under way");
    Set<String> held = new HashSet<>();
    Optional<Instant> earliest = Optional.empty();
    for (Dispatch dispatch : open) {
      String alert = dispatch.message().topic().fingerprint();
      if (held.contains(alert)) continue;
      Wait wait = waits.get(dispatch.id());
      if (wait == null || !wait.until().isAfter(now)) {
        underWay = dispatch;
        return new Next.Send(dispatch);
      }
      if (earliest.isEmpty() || wait.until().isBefore(earliest.get())) {
        earliest = Optional.of(wait.until());
      }
      if (wait.holdsTarget()) break;
      held.add(alert);
    }
    return earliest.<Next>map(Next.Later::new).orElseGet(Next.Idle::new);
  }

  private boolean underWay(String id) {
    return underWay != null && underWay.id().equals(id);
  }
}
