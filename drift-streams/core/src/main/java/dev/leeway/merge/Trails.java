package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.AccumulationCodec;
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

/** The evidence of one series against each of its references. For one thread. */
final class Trails {

  private final ModelRef model;
  private final String segment;
  private final Map<String, Trail> trails = new TreeMap<>();

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
  Trails copy() {
    Trails copy = new Trails(model, segment);
    trails.forEach((id, trail) -> copy.trails.put(id, new Trail(trail.settled())));
    return copy;
  }

  boolean isEmpty() {
    return trails.isEmpty();
  }

  /** Says that rows came into a pane. */
  void changed(String referenceId, Instant pane) {
    Trail trail = trails.get(referenceId);
    if (trail != null) trail.changed(pane);
  }

  /** What decides up to a moment; empty where no pane is counted on the judge's reference. */
  Optional<Accumulation> upTo(Instant end, Judges.Entry judge, CountedPanes panes) {
    Instant first = panes.first();
    if (first == null) return Optional.empty();
    return Optional.of(trail(judge, first).upTo(end, panes, judge.judge()));
  }

  /**
   * @param first start of the first pane that is not settled
   */
  private Trail trail(Judges.Entry judge, Instant first) {
    Trail trail = trails.get(judge.id());
    if (trail == null || trail.startsOtherThan(first)) {
      trail = new Trail(judge.judge().begin(first));
      trails.put(judge.id(), trail);
    }
    return trail;
  }

  /** Takes a pane for settled, the oldest that is not. */
  void settle(Instant start, Judges.Entry judge, CountedPanes panes) {
    Trail trail = trail(judge, start);
    NavigableMap<Long, Accumulation> moments =
        unwritten.computeIfAbsent(judge.id(), id -> new TreeMap<>());
    Accumulation before = trail.settled();
    if (before.spans() == 0) moments.put(0L, before);
    trail.settle(start, panes, judge.judge());
    moments.put(trail.settled().spans(), trail.settled());
  }

  /**
   * Tells the journal what has been settled, and forgets references that others have followed and
   * those that nothing came of for long.
   *
   * @param counted references that panes are still counted on
   * @param oldest evidence that ends before it is forgotten
   */
  void write(Set<String> counted, Instant oldest, MergeJournal journal) {
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

  private void forget(String id, MergeJournal journal) {
    unwritten.remove(id);
    keep(id, new TreeSet<>(), journal);
  }

  /** Leaves just these moments in the journal. */
  private void keep(String id, SortedSet<Long> needed, MergeJournal journal) {
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
    restored.forEach((id, moments) -> trails.put(id, new Trail(AccumulationCodec.decode(moments))));
    restored.clear();
  }

  private EvidenceKey key(String referenceId, long moment) {
    return new EvidenceKey(model, segment, referenceId, moment);
  }
}
