package dev.leeway.bundle;

import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.event.Names;
import dev.leeway.monitor.Monitor;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one task has counted since its last commit. Each event is added once, in memory; before the
 * commit {@link #drain} hands everything on and leaves nothing behind, so the bundle is never
 * state. For one thread.
 */
public final class ProfileBundle {

  private final int sourcePartition;
  private final int sourcePartitions;
  private final ModelDirectory directory;
  private final Map<String, WatchedModel> models = new HashMap<>();
  private final HeldProfiles held = new HeldProfiles();

  private final RecentVersions recent = new RecentVersions();

  private @Nullable OutcomeBundle outcomes;
  private boolean mayClose;

  public ProfileBundle(int sourcePartition, int sourcePartitions, ModelDirectory directory) {
    this.sourcePartition = sourcePartition;
    this.sourcePartitions = sourcePartitions;
    this.directory = directory;
  }

  /** Hands the predictions that it counts to the join too, of models that have performance. */
  public ProfileBundle joining(OutcomeBundle join) {
    outcomes = join;
    return this;
  }

  /**
   * Counts one event, if it may be counted.
   *
   * @param receivedAt when the broker took it, in milliseconds of the epoch
   */
  public Admission add(EventRow row, long receivedAt) {
    int idLength = row.headLength(EventRow.ID);
    if (idLength == 0 || idLength > Names.MAX_LENGTH) return Admission.BAD_ID;
    WatchedVersion version = recent.of(row);
    if (version == null) {
      WatchedModel model = model(row);
      if (model == null) return Admission.UNKNOWN_MODEL;
      version =
          model.version(new ModelRef(row.headText(EventRow.MODEL), row.headText(EventRow.VERSION)));
      if (version == null) return Admission.TOO_MANY_VERSIONS;
      recent.add(row, version);
    }
    Admission admission = version.model().admit(row.eventTime(), receivedAt);
    if (admission != Admission.ADMITTED) return admission;
    if (version.model().takeClosing()) mayClose = true;
    version.count(row, directory);
    if (outcomes != null && version.isJoined()) outcomes.predicted(row, version, receivedAt);
    return admission;
  }

  /** Hands on every partial profile with rows, in no particular order, and forgets them. */
  public void drain(Consumer<PartialProfile> out) {
    for (WatchedModel model : models.values()) {
      model.drain(sourcePartition, out);
    }
    // Versions without rows are forgotten, and must not be counted into behind our back.
    recent.clear();
  }

  /**
   * How far the partition has come, with the models that moved since the last call.
   *
   * @param at receive time up to which the partition has been read
   */
  public Tide tide(Instant at) {
    mayClose = false;
    List<Tide.ModelTide> moved = new ArrayList<>();
    for (WatchedModel model : models.values()) {
      model.moved().ifPresent(moved::add);
    }
    return new Tide(sourcePartition, sourcePartitions, at, moved);
  }

  /** Whether event time has come to where a window may close, which the next tide will tell. */
  public boolean mayClose() {
    return mayClose;
  }

  /** Number of profiles held, for a cap on memory. */
  public int profiles() {
    return held.profiles();
  }

  /** How often a cap sent something to {@code __other__} since the last call, by model. */
  public Map<String, Long> takeCapped() {
    Map<String, Long> capped = new HashMap<>();
    models.forEach(
        (name, model) -> {
          long count = model.takeCapped();
          if (count > 0) capped.put(name, count);
        });
    return capped;
  }

  /** The model of the row; null if its name or version is none, or nobody told us of it. */
  private @Nullable WatchedModel model(EventRow row) {
    String name = row.headText(EventRow.MODEL);
    String version = row.headText(EventRow.VERSION);
    return Names.isName(name) && Names.isName(version) ? model(name) : null;
  }

  private @Nullable WatchedModel model(String name) {
    WatchedModel known = models.get(name);
    if (known != null) return known;
    Optional<Monitor> monitor = directory.monitor(name);
    if (monitor.isEmpty()) return null;
    WatchedModel made = new WatchedModel(monitor.get(), held);
    models.put(name, made);
    return made;
  }
}
