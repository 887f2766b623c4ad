package dev.leeway.alerting;

import static java.util.Objects.requireNonNullElse;

import dev.leeway.rule.Level;
import dev.leeway.rule.Persistence;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What alerts should do, written down a second time and as plainly as possible: every window that
 * counted and every command is kept, and questions are answered by walking over all of them.
 */
final class NaiveAlerts {

  private static final List<String> VERSIONS = List.of("1", "2", "3");

  private final List<Rule> rules;
  private final Map<String, History> histories = new TreeMap<>();
  private final List<Command> commands = new ArrayList<>();
  private Instant clock = Instant.MIN;
  private List<String> told = new ArrayList<>();

  /**
   * A rule.
   *
   * @param repeat zero for never
   * @param quietUntil hour of the day in UTC until which nobody is told, from midnight
   * @param outage whether it silences the others, and any version makes up for another
   */
  record Rule(
      String name,
      Function<Verdict, Level> level,
      Persistence patience,
      Duration repeat,
      int quietUntil,
      boolean outage) {}

  private static final class History {
    final Rule rule;
    final String version;
    final String segment;
    Instant first = Instant.MAX;
    Instant newest = Instant.MIN;
    final List<Verdict> counted = new ArrayList<>();
    boolean open;
    boolean openBefore;
    int episode;
    Instant since = Instant.EPOCH;
    String endedBy = "";
    Instant endedAt = Instant.EPOCH;
    String successor = "";
    boolean pending;
    Instant pendingSince = Instant.EPOCH;
    int times;
    Instant lastTold = Instant.EPOCH;
    String acknowledgedBy = "";
    String heldBy = "";

    History(Rule rule, Verdict verdict) {
      this.rule = rule;
      this.version = verdict.model().version();
      this.segment = verdict.segment();
    }

    Level level(Verdict verdict) {
      return rule.level.apply(verdict);
    }

    Verdict last() {
      return counted.get(counted.size() - 1);
    }

    boolean well() {
      return !open && !counted.isEmpty() && level(last()) == Level.GOOD;
    }

    List<Instant> bad() {
      List<Instant> bad = new ArrayList<>();
      for (Verdict seen : tail(rule.patience.outOf())) {
        if (level(seen) == Level.BAD) bad.add(seen.window().start());
      }
      return bad;
    }

    List<Verdict> tail(int count) {
      return counted.subList(Math.max(0, counted.size() - count), counted.size());
    }

    String name() {
      return rule.name + " " + version + " " + segment;
    }

    String state() {
      if (open && !acknowledgedBy.isEmpty()) return "acknowledged " + since + acknowledgedBy;
      if (open && !heldBy.isEmpty()) return "silenced " + since + heldBy;
      if (open) return "firing " + since;
      if (pending) return "pending " + pendingSince;
      return endedBy.isEmpty() ? "quiet" : "resolved " + since + endedAt + endedBy;
    }
  }

  NaiveAlerts(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** What is told, in any order. */
  List<String> consider(Verdict verdict) {
    told = new ArrayList<>();
    for (Rule rule : rules) judge(rule, verdict);
    histories.values().forEach(history -> settle(history, Instant.MIN));
    return told;
  }

  List<String> consider(Command command) {
    told = new ArrayList<>();
    commands.add(command);
    for (History history : histories.values()) {
      if (command instanceof Command.Acknowledge taken
          && history.open
          && taken.episode() == history.episode
          && taken.fingerprint().equals(history.name())) {
        history.acknowledgedBy = taken.who();
      }
      settle(history, command.at());
    }
    return told;
  }

  List<String> pass(Instant now) {
    told = new ArrayList<>();
    clock = now;
    histories.values().forEach(history -> settle(history, now));
    return told;
  }

  /** Every alert with its state. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    histories.forEach((name, history) -> states.put(name, history.state()));
    return states;
  }

  private void judge(Rule rule, Verdict verdict) {
    History fresh = new History(rule, verdict);
    History history = histories.computeIfAbsent(fresh.name(), name -> fresh);
    Instant start = verdict.window().start();
    if (start.isBefore(history.first)) history.first = start;
    if (start.isAfter(history.newest)) history.newest = start;
    if (history.level(verdict) != Level.UNKNOWN && counts(history, verdict)) {
      decide(history, verdict);
      settle(history, Instant.MIN);
      supersede(history, verdict);
    }
    settle(history, Instant.MIN);
  }

  private static boolean counts(History history, Verdict verdict) {
    if (history.counted.isEmpty()) return true;
    Instant last = history.last().window().start();
    if (verdict.window().start().isAfter(last)) return true;
    return verdict.window().start().equals(last) && verdict.revision() > history.last().revision();
  }

  private void decide(History history, Verdict verdict) {
    boolean again = !history.counted.isEmpty() && history.last().window().equals(verdict.window());
    boolean base = again ? history.openBefore : history.open;
    if (again) history.counted.remove(history.counted.size() - 1);
    history.counted.add(verdict);
    history.openBefore = base;
    Persistence patience = history.rule.patience;
    boolean lastBad = history.level(verdict) == Level.BAD;
    boolean allGood = history.counted.size() >= patience.resolvesAfter();
    for (Verdict seen : history.tail(patience.resolvesAfter())) {
      allGood &= history.level(seen) == Level.GOOD;
    }
    List<Instant> bad = history.bad();
    boolean due = base ? !allGood : lastBad && bad.size() >= patience.opensAfter();
    if (due && !history.open) {
      if (!mayOpen(history)) return;
      if (!base) history.since = bad.get(0);
      history.open = true;
      history.pending = false;
      history.endedBy = "";
      history.successor = "";
      history.acknowledgedBy = "";
      history.times = 0;
      history.episode++;
    } else if (!due && history.open) {
      end(history, again ? "revision" : "recovered", verdict);
    } else if (!due) {
      boolean was = history.pending;
      history.pending = !bad.isEmpty() && (lastBad || was);
      if (history.pending) history.pendingSince = bad.get(0);
      if (was || history.pending) history.endedBy = "";
    }
  }

  private void end(History history, String by, Verdict cause) {
    history.open = false;
    history.endedBy = by;
    history.endedAt = cause.window().end();
    if (history.times > 0) told.add(history.name() + " " + history.episode + " RESOLVED");
  }

  /** Who keeps it from being told, and whether it is told. */
  private void settle(History history, Instant now) {
    if (!history.open || !history.acknowledgedBy.isEmpty()) return;
    Instant own = history.newest.plus(Duration.ofHours(1));
    Instant time = now.isAfter(own) ? now : own;
    history.heldBy = hold(history, time);
    if (!history.heldBy.isEmpty()) return;
    Duration repeat = history.rule.repeat;
    boolean again = !repeat.isZero() && !own.isBefore(history.lastTold.plus(repeat));
    if (history.times > 0 && !again) return;
    String news = history.times == 0 ? " FIRED" : " REPEATED";
    told.add(history.name() + " " + history.episode + news);
    history.times++;
    history.lastTold = own;
  }

  private String hold(History history, Instant time) {
    Map<String, Command.Silence> silences = new TreeMap<>();
    for (Command command : commands) {
      if (command instanceof Command.Silence silence) silences.put(silence.id(), silence);
      if (command instanceof Command.Unsilence over) silences.remove(over.id());
    }
    for (Command.Silence silence : silences.values()) {
      String segment = requireNonNullElse(silence.of().segment().orElse(null), history.segment);
      boolean meant =
          segment.equals(history.segment)
              && (silence.of().rule().isEmpty() || silence.of().rule().equals(history.rule.name));
      boolean forgotten = !clock.isBefore(silence.until());
      if (meant && !forgotten && time.isBefore(silence.until())) return "silence " + silence.id();
    }
    for (History other : histories.values()) {
      boolean same = other.segment.isEmpty() || other.segment.equals(history.segment);
      boolean inhibits = other.rule.outage && !history.rule.outage && other.open;
      if (inhibits && same && other.version.equals(history.version)) {
        return "rule " + other.rule.name;
      }
    }
    boolean quiet = time.atZone(ZoneOffset.UTC).getHour() < history.rule.quietUntil;
    return quiet ? "quiet hours" : "";
  }

  private boolean mayOpen(History history) {
    Instant earliest = history.last().window().start().minus(Duration.ofHours(1));
    for (String version : VERSIONS) {
      History other = sibling(history, version);
      if (other == null || other == history || !other.well()) continue;
      boolean makesUp = history.rule.outage || version.equals(history.successor);
      if (makesUp && !other.last().window().start().isBefore(earliest)) return false;
    }
    return true;
  }

  private void supersede(History history, Verdict cause) {
    for (String version : VERSIONS) {
      for (String later : VERSIONS) {
        History older = sibling(history, version);
        History newer = sibling(history, later);
        if (older == null || newer == null || !older.open || !takesOver(newer, older)) continue;
        end(older, "version " + later, cause);
        older.successor = later;
      }
    }
  }

  private History sibling(History like, String version) {
    return histories.get(like.rule.name + " " + version + " " + like.segment);
  }

  private static boolean takesOver(History newer, History older) {
    if (!older.rule.outage && !newer.first.isAfter(older.first)) return false;
    if (!newer.well()) return false;
    Instant notGood = older.since;
    for (Verdict seen : older.counted) {
      if (older.level(seen) != Level.GOOD) notGood = seen.window().start();
    }
    return !newer.last().window().start().isBefore(notGood);
  }
}
