package dev.leeway.bundle;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One model as seen in one source partition: how far its event time has come, and its versions. */
final class WatchedModel {

  private final Monitor monitor;
  private final HeldProfiles held;
  private final long horizonMillis;

  // Read for each event: of a thousand models nothing behind a reference is near.
  private final long maxPastMillis;
  private final long maxFutureMillis;
  private final Map<ModelRef, WatchedVersion> versions = new HashMap<>();
  private long watermark = Long.MIN_VALUE;
  private long lastSeenAt;
  private boolean moved;

  /** Event time at which a window may close next, once there was an event. */
  private long nextClosing;

  private boolean closing;
  private long capped;

  WatchedModel(Monitor monitor, HeldProfiles held) {
    this.monitor = monitor;
    this.held = held;
    horizonMillis = monitor.timing().horizon().toMillis();
    maxPastMillis = monitor.timing().maxPast().toMillis();
    maxFutureMillis = monitor.timing().maxFuture().toMillis();
  }

  HeldProfiles held() {
    return held;
  }

  Monitor monitor() {
    return monitor;
  }

  /** The version, or null if there are too many at once. */
  @Nullable WatchedVersion version(ModelRef model) {
    WatchedVersion known = versions.get(model);
    if (known != null) return known;
    if (versions.size() >= monitor.caps().versions()) return null;
    WatchedVersion made = new WatchedVersion(this, model);
    versions.put(model, made);
    return made;
  }

  /** Whether the event may be counted; if so, time has moved. */
  Admission admit(long eventTime, long receivedAt) {
    if (!Timing.admits(eventTime, receivedAt, maxPastMillis, maxFutureMillis)) {
      return Admission.EVENT_TIME_OUT_OF_RANGE;
    }
    if (watermark != Long.MIN_VALUE && eventTime < watermark - horizonMillis) {
      return Admission.TOO_LATE;
    }
    // A sender's fast clock must not close windows before their time.
    long passed = Math.max(watermark, Math.min(eventTime, receivedAt));
    if (watermark == Long.MIN_VALUE || passed >= nextClosing) {
      closing |= watermark != Long.MIN_VALUE;
      nextClosing = monitor.closesAfter(passed);
    }
    watermark = passed;
    lastSeenAt = Math.max(lastSeenAt, receivedAt);
    moved = true;
    return Admission.ADMITTED;
  }

  /** Whether event time has come to where a window may close, since the last call. */
  boolean takeClosing() {
    boolean was = closing;
    closing = false;
    return was;
  }

  /** The model's tide, if an event came since the last call. */
  Optional<Tide.ModelTide> moved() {
    if (!moved) return Optional.empty();
    moved = false;
    return Optional.of(
        new Tide.ModelTide(
            monitor.model(), Instant.ofEpochMilli(watermark), Instant.ofEpochMilli(lastSeenAt)));
  }

  void drain(int sourcePartition, Consumer<PartialProfile> out) {
    for (WatchedVersion version : versions.values()) {
      version.drain(sourcePartition, out);
    }
    versions.values().removeIf(WatchedVersion::isIdle);
  }

  void cap() {
    capped++;
  }

  long takeCapped() {
    long count = capped;
    capped = 0;
    return count;
  }
}
