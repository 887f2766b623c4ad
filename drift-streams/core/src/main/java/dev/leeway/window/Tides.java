package dev.leeway.window;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each source partition has come with each model, and what follows for closing windows. For
 * one thread.
 *
 * <p>All clocks in here are receive times that the tides carry, so a replay decides alike. A
 * partition is idle for a model when it has been read up to a receive time that lies at least the
 * idle timeout after the model's last record in it (after the model was first heard of, if there is
 * none), and that is not itself older by the idle timeout than the model's newest record anywhere:
 * a partition that lies behind is not silent.
 */
public final class Tides {

  private int partitions;
  private final Map<Integer, Instant> readUpTo = new HashMap<>();
  private final Map<Integer, Instant> labelsReadUpTo = new HashMap<>();
  private final Map<String, Map<Integer, Tide.ModelTide>> models = new HashMap<>();

  /** Receive time of the first record of a model that was told of. */
  private final Map<String, Instant> firstSeen = new HashMap<>();

  /** The same as it is now, for another thread. */
  public Tides copy() {
    Tides copy = new Tides();
    copy.partitions = partitions;
    copy.readUpTo.putAll(readUpTo);
    copy.labelsReadUpTo.putAll(labelsReadUpTo);
    models.forEach((model, seen) -> copy.models.put(model, new HashMap<>(seen)));
    copy.firstSeen.putAll(firstSeen);
    return copy;
  }

  /** Takes in what one partition tells; nothing ever goes back. */
  public void rise(Tide tide) {
    partitions = Math.max(partitions, tide.sourcePartitions());
    readUpTo.merge(tide.sourcePartition(), tide.at(), Tides::later);
    tide.labelsAt().ifPresent(at -> riseLabels(tide.sourcePartition(), at));
    for (Tide.ModelTide model : tide.models()) {
      models
          .computeIfAbsent(model.model(), name -> new HashMap<>())
          .merge(tide.sourcePartition(), model, Tides::risen);
      firstSeen.merge(model.model(), model.lastSeenAt(), Tides::earlier);
    }
  }

  /** Takes in how far the labels of one partition have been read; nothing ever goes back. */
  public void riseLabels(int partition, Instant at) {
    labelsReadUpTo.merge(partition, at, Tides::later);
  }

  /**
   * The event time up to which every partition that is not idle has sent the model's rows; {@link
   * Instant#MIN} when one has not been heard of yet. When all are idle, the receive time up to
   * which all have been read: a model with few rows pauses in the midst of a window, and a window
   * that still lasts may get more.
   */
  public Instant reached(String model, Duration idleTimeout) {
    Map<Integer, Tide.ModelTide> seen = models.get(model);
    if (seen == null) return Instant.MIN;
    Instant behind = newestSeen(seen.values()).minus(idleTimeout);
    Instant reached = Instant.MAX;
    Instant read = Instant.MAX;
    for (int partition = 0; partition < partitions; partition++) {
      Instant at = readUpTo.get(partition);
      if (at == null) return Instant.MIN;
      if (at.isBefore(read)) read = at;
      Tide.ModelTide own = seen.get(partition);
      Instant lastSeen =
          own == null ? firstSeen.getOrDefault(model, Instant.MIN) : own.lastSeenAt();
      if (!at.isBefore(lastSeen.plus(idleTimeout)) && !at.isBefore(behind)) continue;
      if (own == null) return Instant.MIN;
      if (own.watermark().isBefore(reached)) reached = own.watermark();
    }
    return reached.equals(Instant.MAX) ? read : reached;
  }

  /**
   * The receive time up to which every partition has been read; {@link Instant#MIN} when one has
   * not been heard of yet.
   */
  public Instant readUpTo() {
    return leastOfAll(readUpTo);
  }

  /**
   * The receive time up to which every partition of predictions and of labels has been read; {@link
   * Instant#MIN} when one has not been heard of yet.
   */
  public Instant outcomesReadUpTo() {
    return earlier(leastOfAll(readUpTo), leastOfAll(labelsReadUpTo));
  }

  private Instant leastOfAll(Map<Integer, Instant> times) {
    if (partitions == 0 || times.size() < partitions) return Instant.MIN;
    Instant read = Instant.MAX;
    for (Instant at : times.values()) {
      read = earlier(read, at);
    }
    return read;
  }

  /** The newest event time of the model in any partition. */
  public Optional<Instant> newest(String model) {
    return models.getOrDefault(model, Map.of()).values().stream()
        .map(Tide.ModelTide::watermark)
        .max(Instant::compareTo);
  }

  /** The models heard of. */
  public Collection<String> models() {
    return List.copyOf(models.keySet());
  }

  /** What is known of one partition, as one tide: what a store keeps. */
  public @Nullable Tide snapshot(int partition) {
    Instant at = readUpTo.get(partition);
    if (at == null) return null;
    List<Tide.ModelTide> own =
        models.values().stream()
            .filter(seen -> seen.containsKey(partition))
            .map(seen -> seen.get(partition))
            .toList();
    return new Tide(
        partition, partitions, at, own, Optional.ofNullable(labelsReadUpTo.get(partition)));
  }

  private static Instant newestSeen(Collection<Tide.ModelTide> seen) {
    return seen.stream().map(Tide.ModelTide::lastSeenAt).max(Instant::compareTo).orElseThrow();
  }

  private static Tide.ModelTide risen(Tide.ModelTide a, Tide.ModelTide b) {
    return new Tide.ModelTide(
        a.model(), later(a.watermark(), b.watermark()), later(a.lastSeenAt(), b.lastSeenAt()));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
