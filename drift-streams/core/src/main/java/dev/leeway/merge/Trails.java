package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.AccumulationCodec;
import dev.leeway.drift.EvidenceJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.sketch.CorruptStateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The evidence of one series against each of its references. For one thread.
 *
 * @param <C> what was counted of rows
 */
final class Trails<C> {

  /**
   * What rows are held against.
   *
   * @param id of the reference
   */
  record Against<C>(String id, EvidenceJudge<C> judge) {}

  private final ModelRef model;
  private final String segment;
  private final Map<String, Trail<C>> trails = new TreeMap<>();

  /** Moments that a restore has brought back so far. */
  private final Map<String, List<byte[]>> restored = new TreeMap<>();

  /** What the journal holds: the numbers of the moments, by reference. */
  private final Map<String, SortedSet<Long>> written = new TreeMap<>();

  /** Moments that the journal has not been told of, by reference and number. */
  private final Map<String, NavigableMap<Long, Accumulation>> unwritten = new TreeMap<>();

  Trails(ModelRef model, String segment) {
    this.model = model;
    this.segment = segment;
  }

  /** The same settled evidence, for another thread; what lies beyond is worked out anew there. */
  Trails<C> copy() {
    Trails<C> copy = new Trails<>(model, segment);
    trails.forEach((id, trail) -> copy.trails.put(id, new Trail<>(trail.settled())));
    return copy;
  }

  boolean isEmpty() {
    return trails.isEmpty();
  }

  /** Says that rows came into a pane. */
  void changed(String referenceId, Instant pane) {
    Trail<C> trail = trails.get(referenceId);
    if (trail != null) trail.changed(pane);
  }

  /** Says that rows came into a pane, whatever it is held against. */
  void changed(Instant pane) {
    trails.values().forEach(trail -> trail.changed(pane));
  }

  /** What decides up to a moment; empty where no pane is counted on the judge's reference. */
  Optional<Accumulation> upTo(Instant end, Against<C> against, CountedPanes<C> panes) {
    Instant first = panes.first();
    if (first == null) return Optional.empty();
    return Optional.of(trail(against, first).upTo(end, panes, against.judge));
  }

  /**
   * @param first start of the first pane that is not settled
   */
  private Trail<C> trail(Against<C> against, Instant first) {
    Trail<C> trail = trails.get(against.id);
    if (trail == null || trail.startsOtherThan(first)) {
      trail = new Trail<>(against.judge.begin(first));
      trails.put(against.id, trail);
    }
    return trail;
  }

  /** Takes a pane for settled, the oldest that is not. */
  void settle(Instant start, Against<C> against, CountedPanes<C> panes) {
    Trail<C> trail = trail(against, start);
    NavigableMap<Long, Accumulation> moments =
        unwritten.computeIfAbsent(against.id, id -> new TreeMap<>());
    Accumulation before = trail.settled();
    if (before.spans() == 0) moments.put(0L, before);
    trail.settle(start, panes, against.judge);
    moments.put(trail.settled().spans(), trail.settled());
  }

  /**
   * Tells the journal what has been settled, and forgets references that others have followed and
   * those that nothing came of for long.
   *
   * @param counted references that panes are still counted on
   * @param oldest evidence that ends before it is forgotten
   */
  void write(Set<String> counted, Instant oldest, EvidenceJournal journal) {
    boolean moved = !unwritten.isEmpty();
    trails
        .entrySet()
        .removeIf(
            entry -> {
              String id = entry.getKey();
              Accumulation settled = entry.getValue().settled();
              boolean followed = moved && !unwritten.containsKey(id) && !counted.contains(id);
              boolean silent = !counted.contains(id) && settled.at().isBefore(oldest);
              if (followed || silent) {
                forget(id, journal);
              } else if (unwritten.containsKey(id)) {
                keep(id, AccumulationCodec.starts(settled), journal);
              }
              return followed || silent;
            });
    unwritten.clear();
  }

  private void forget(String id, EvidenceJournal journal) {
    unwritten.remove(id);
    keep(id, new TreeSet<>(), journal);
  }

  /** Leaves just these moments in the journal. */
  private void keep(String id, SortedSet<Long> needed, EvidenceJournal journal) {
    SortedSet<Long> there = written.computeIfAbsent(id, key -> new TreeSet<>());
    unwritten
        .getOrDefault(id, new TreeMap<>())
        .forEach(
            (number, moment) -> {
              if (needed.contains(number) && there.add(number)) {
                journal.evidence(key(id, number), AccumulationCodec.encode(moment));
              }
            });
    for (Long number : List.copyOf(there)) {
      if (!needed.contains(number)) {
        journal.forgetEvidence(key(id, number));
        there.remove(number);
      }
    }
  }

  /**
   * A moment of evidence that the journal kept; {@link #settleRestored} ends it.
   *
   * @throws CorruptStateException if it cannot be read
   */
  void restore(String referenceId, long number, byte[] moment) {
    AccumulationCodec.decode(List.of(moment));
    restored.computeIfAbsent(referenceId, key -> new ArrayList<>()).add(moment);
    written.computeIfAbsent(referenceId, key -> new TreeSet<>()).add(number);
  }

  /** Ends a restore. */
  void settleRestored() {
    restored.forEach(
        (id, moments) -> trails.put(id, new Trail<>(AccumulationCodec.decode(moments))));
    restored.clear();
  }

  private EvidenceKey key(String referenceId, long moment) {
    return new EvidenceKey(model, segment, referenceId, moment);
  }
}
