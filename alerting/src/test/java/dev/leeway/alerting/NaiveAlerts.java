package dev.leeway.alerting;

import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Pending;
import dev.leeway.alerting.AlertState.Quiet;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Persistence;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What alerts should do, written down a second time and as plainly as possible: every window that
 * counted is kept, and questions are answered by walking over all of them.
 */
final class NaiveAlerts {

  private final int needed;
  private final int outOf;
  private final int clean;
  private final Map<AlertKey, History> histories = new HashMap<>();

  record Told(AlertKey key, int episode, AlertState state) {}

  private static final class History {
    Instant first = Instant.MAX;
    final List<Verdict> counted = new ArrayList<>();
    boolean firing;
    boolean firingBefore;
    int episode;
    Instant since = Instant.EPOCH;
    String endedBy = "";
    Instant endedAt = Instant.EPOCH;
    String successor = "";
    boolean pending;
    Instant pendingSince = Instant.EPOCH;

    Verdict last() {
      return counted.get(counted.size() - 1);
    }

    List<Verdict> tail(int count) {
      return counted.subList(Math.max(0, counted.size() - count), counted.size());
    }
  }

  NaiveAlerts(Persistence rule) {
    this.needed = rule.opensAfter();
    this.outOf = rule.outOf();
    this.clean = rule.resolvesAfter();
  }

  List<Told> consider(Verdict verdict) {
    AlertKey key = AlertKey.of(AlertRule.of(Cause.DRIFT), verdict);
    History history = histories.computeIfAbsent(key, k -> new History());
    Instant start = verdict.window().start();
    if (start.isBefore(history.first)) history.first = start;
    if (verdict.state() == State.UNKNOWN) return List.of();
    boolean again = false;
    if (!history.counted.isEmpty()) {
      Verdict last = history.last();
      if (start.isBefore(last.window().start())) return List.of();
      again = start.equals(last.window().start());
      if (again && verdict.revision() <= last.revision()) return List.of();
    }
    boolean base = again ? history.firingBefore : history.firing;
    if (again) history.counted.remove(history.counted.size() - 1);
    history.counted.add(verdict);
    history.firingBefore = base;
    List<Told> told = new ArrayList<>();
    decide(key, history, base, again, told);
    supersede(key, verdict, told);
    return told;
  }

  AlertState state(AlertKey key) {
    History history = histories.get(key);
    if (history.firing) return new Firing(history.since);
    if (history.pending) return new Pending(history.pendingSince);
    if (history.endedBy.isEmpty()) return new Quiet();
    return new Resolved(history.since, history.endedAt, history.endedBy);
  }

  private void decide(AlertKey key, History history, boolean base, boolean again, List<Told> told) {
    boolean lastDrifted = history.last().state() == State.DRIFTED;
    List<Instant> bad = new ArrayList<>();
    for (Verdict seen : history.tail(outOf)) {
      if (seen.state() == State.DRIFTED) bad.add(seen.window().start());
    }
    boolean allClean = history.counted.size() >= clean;
    for (Verdict seen : history.tail(clean)) allClean &= seen.state() == State.OK;
    boolean fire = base ? !allClean : lastDrifted && bad.size() >= needed;

    if (fire && !history.firing) {
      if (!mayOpen(key, history)) return;
      if (!base) history.since = bad.get(0);
      history.firing = true;
      history.pending = false;
      history.endedBy = "";
      history.successor = "";
      history.episode++;
      told.add(new Told(key, history.episode, new Firing(history.since)));
    } else if (!fire && history.firing) {
      end(key, history, again ? "revision" : "recovered", history.last().window().end(), told);
    } else if (!fire) {
      boolean was = history.pending;
      history.pending = !bad.isEmpty() && (lastDrifted || was);
      if (history.pending) history.pendingSince = bad.get(0);
      if (was || history.pending) history.endedBy = "";
    }
  }

  private void end(AlertKey key, History history, String by, Instant at, List<Told> told) {
    history.firing = false;
    history.endedBy = by;
    history.endedAt = at;
    told.add(new Told(key, history.episode, new Resolved(history.since, at, by)));
  }

  private boolean mayOpen(AlertKey key, History history) {
    if (history.successor.isEmpty()) return true;
    for (Map.Entry<AlertKey, History> other : histories.entrySet()) {
      if (!related(other.getKey(), key)) continue;
      if (!other.getKey().model().version().equals(history.successor)) continue;
      Instant earliest = history.last().window().start().minus(key.window());
      if (well(other.getValue()) && !other.getValue().last().window().start().isBefore(earliest))
        return false;
    }
    return true;
  }

  private void supersede(AlertKey key, Verdict cause, List<Told> told) {
    for (String version : List.of("1", "2", "3")) {
      for (Map.Entry<AlertKey, History> entry : histories.entrySet()) {
        AlertKey old = entry.getKey();
        if (!related(old, key) || !old.model().version().equals(version)) continue;
        for (String later : List.of("1", "2", "3")) {
          History newer = history(old, later);
          if (entry.getValue().firing && newer != null && takesOver(newer, entry.getValue())) {
            end(old, entry.getValue(), "version " + later, cause.window().end(), told);
            entry.getValue().successor = later;
          }
        }
      }
    }
  }

  private History history(AlertKey like, String version) {
    for (Map.Entry<AlertKey, History> entry : histories.entrySet()) {
      if (related(entry.getKey(), like) && entry.getKey().model().version().equals(version)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static boolean takesOver(History newer, History older) {
    if (!newer.first.isAfter(older.first) || !well(newer)) return false;
    Instant lastBad = older.since;
    for (Verdict seen : older.counted) {
      if (seen.state() == State.DRIFTED) lastBad = seen.window().start();
    }
    return !newer.last().window().start().isBefore(lastBad);
  }

  private static boolean well(History history) {
    return !history.firing && !history.counted.isEmpty() && history.last().state() == State.OK;
  }

  private static boolean related(AlertKey a, AlertKey b) {
    return a.model().name().equals(b.model().name())
        && a.segment().equals(b.segment())
        && a.window().equals(b.window());
  }
}
