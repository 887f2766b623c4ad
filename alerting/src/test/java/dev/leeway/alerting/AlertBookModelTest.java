package dev.leeway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.AlertState.Acknowledged;
import dev.leeway.alerting.AlertState.Pending;
import dev.leeway.alerting.AlertState.Quiet;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.AlertState.Silenced;
import dev.leeway.alerting.Command.Acknowledge;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import dev.leeway.alerting.engine.AlertWire;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Level;
import dev.leeway.rule.Persistence;
import dev.leeway.rule.QuietTimes;
import dev.leeway.rule.QuietTimes.Hours;
import dev.leeway.rule.Severity;
import dev.leeway.rule.Subject;
import dev.leeway.rule.Threshold;
import dev.leeway.rule.Threshold.Side;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * The book against an independent model that remembers everything, on random verdicts, commands and
 * clocks, with restarts in between.
 */
class AlertBookModelTest {

  private static final int SEQUENCES = 2_000;

  private static final int STEPS = 60;

  private static final Threshold LEVELS = new Threshold(0.75, 0.25, Side.ABOVE);

  private final AlertWire wire = new AlertWire(new FakeRegistry(), Topics.withDefaults());

  /** What was reached at all, so that the test cannot become one of nothing. */
  private final Set<String> reached = new HashSet<>();

  @Test
  void consider_agreesWithTheNaiveModel_whateverComes() {
    for (int seed = 0; seed < SEQUENCES; seed++) agrees(new SplittableRandom(seed), "seed " + seed);

    assertThat(reached)
        .contains("quiet", "pending", "firing", "acknowledged", "silenced", "resolved")
        .contains("FIRED", "REPEATED", "RESOLVED");
  }

  private void agrees(SplittableRandom random, String as) {
    Trial trial = new Trial(random);
    NaiveAlerts naive = new NaiveAlerts(trial.naive);
    AlertBook book = new AlertBook(trial.rules, List.of());
    int now = 2;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(3) == 0) now += random.nextInt(20) == 0 ? 5 : 1;
      List<AlertChange> changes;
      List<String> expected;
      int kind = random.nextInt(12);
      if (kind == 0) {
        changes = book.pass(Verdicts.hour(now));
        expected = naive.pass(Verdicts.hour(now));
      } else if (kind <= 2) {
        Command command = trial.command(book, now);
        changes = book.consider(command);
        expected = naive.consider(trial.known(command, book));
      } else {
        Verdict verdict = trial.verdict(now);
        changes = book.consider(verdict);
        expected = naive.consider(verdict);
      }
      assertThat(told(changes))
          .as("%s step %d", as, step)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(states(book)).as("%s step %d", as, step).isEqualTo(naive.states());
      if (random.nextInt(10) == 0) {
        // Records are slow to write, so not at every restart.
        List<Alert> found = random.nextInt(20) == 0 ? reread(book.alerts()) : book.alerts();
        book = new AlertBook(trial.rules, found, book.silences());
      }
    }
  }

  @RepeatedTest(100)
  void consider_changesNothingWhenAllIsReplayed(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(2_000 + run.getCurrentRepetition());
    Trial trial = new Trial(random);
    AlertBook book = new AlertBook(trial.rules, List.of());
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) verdicts.add(trial.verdict(2 + i / 3));
    verdicts.forEach(book::consider);
    List<Alert> before = book.alerts();
    for (Verdict verdict : verdicts) assertThat(book.consider(verdict)).isEmpty();
    assertThat(book.alerts()).isEqualTo(before);
  }

  /** As a restart finds them. */
  private List<Alert> reread(List<Alert> alerts) {
    List<Alert> reread = new ArrayList<>();
    for (Alert alert : alerts) {
      try {
        reread.add(wire.decode(wire.encode(alert)));
      } catch (Undecodable e) {
        throw new AssertionError(alert.toString(), e);
      }
    }
    return reread;
  }

  private List<String> told(List<AlertChange> changes) {
    List<String> told = new ArrayList<>();
    for (AlertChange change : changes) {
      if (change.news().isEmpty()) continue;
      reached.add(change.news().get().name());
      told.add(name(change.after()) + " " + change.after().episode() + " " + change.news().get());
    }
    return told;
  }

  private Map<String, String> states(AlertBook book) {
    Map<String, String> states = new TreeMap<>();
    for (Alert alert : book.alerts()) {
      reached.add(alert.state().key());
      states.put(name(alert), state(alert.state()));
    }
    return states;
  }

  private static String name(Alert alert) {
    AlertKey key = alert.key();
    return key.rule() + " " + key.model().version() + " " + key.segment();
  }

  private static String state(AlertState state) {
    if (state instanceof Quiet) return "quiet";
    String rest = "";
    if (state instanceof Acknowledged taken) rest = taken.who();
    if (state instanceof Silenced silenced) rest = silenced.by();
    if (state instanceof Resolved over) rest = over.endsAt() + over.by();
    if (state instanceof Pending pending) return "pending " + pending.since();
    return state.key() + " " + state.since() + rest;
  }

  /** Rules, twice, and what may come. */
  private static final class Trial {

    private final SplittableRandom random;
    private final AlertRules rules;
    private final List<NaiveAlerts.Rule> naive = new ArrayList<>();
    private int commands;

    Trial(SplittableRandom random) {
      this.random = random;
      AlertRule outage = AlertRule.of(Cause.NO_DATA).named("outage", Set.of(Cause.DRIFT));
      AlertRule drift = AlertRule.of(Cause.DRIFT);
      AlertRule share = AlertRule.of("share", new Subject(Cause.DRIFT, Subject.SHARE), LEVELS);
      rules =
          new AlertRules(
              List.of(
                  drawn(outage, Trial::silent, true),
                  drawn(drift, Trial::drifted, false),
                  drawn(share, Trial::share, false)),
              Map.of());
    }

    /** With patience, repetition and quiet hours that are drawn. */
    private AlertRule drawn(
        AlertRule rule, java.util.function.Function<Verdict, Level> level, boolean outage) {
      int outOf = 1 + random.nextInt(4);
      Persistence patience =
          new Persistence(1 + random.nextInt(outOf), outOf, 1 + random.nextInt(3));
      Duration repeat = Duration.ofHours(random.nextInt(4));
      int quietUntil = random.nextBoolean() ? 0 : 1 + random.nextInt(12);
      naive.add(new NaiveAlerts.Rule(rule.name(), level, patience, repeat, quietUntil, outage));
      AlertRule drawn = rule.with(Severity.WARNING, patience);
      if (!repeat.isZero()) drawn = drawn.every(repeat);
      if (quietUntil == 0) return drawn;
      Hours hours = new Hours(Set.of(), LocalTime.MIDNIGHT, LocalTime.of(quietUntil, 0));
      return drawn.quietAt(new QuietTimes(ZoneOffset.UTC, List.of(hours), List.of()));
    }

    /** Mostly in order; with late windows, revisions, repeats, gaps and three versions. */
    Verdict verdict(int now) {
      int hour = Math.max(0, now - (random.nextInt(4) == 0 ? random.nextInt(4) : 0));
      int newest = Math.min(3, 1 + now / 10);
      String version = String.valueOf(1 + random.nextInt(newest));
      String segment = random.nextInt(4) == 0 ? "country=DE" : "";
      int revision = 1 + random.nextInt(3);
      boolean unknown = random.nextInt(5) == 0;
      List<ColumnVerdict> columns = new ArrayList<>();
      int drifted = random.nextInt(4);
      for (int i = 0; i < 4; i++) {
        State state = unknown ? State.UNKNOWN : i < drifted ? State.DRIFTED : State.OK;
        columns.add(Verdicts.column("c" + i, state));
      }
      State state = unknown ? State.UNKNOWN : drifted > 1 ? State.DRIFTED : State.OK;
      return Verdicts.verdict(version, segment, hour, revision, state, columns);
    }

    Command command(AlertBook book, int now) {
      Instant at = Verdicts.hour(now);
      String id = "s" + random.nextInt(3);
      commands++;
      List<Alert> alerts = book.alerts();
      int kind = random.nextInt(3);
      if (kind == 0 && !alerts.isEmpty()) {
        Alert alert = alerts.get(random.nextInt(alerts.size()));
        int episode = alert.episode() - (random.nextInt(4) == 0 ? 1 : 0);
        return new Acknowledge(alert.key().fingerprint(), episode, "ada" + commands, at, "");
      }
      if (kind == 1) return new Unsilence(id, "ada", at, "");
      Optional<String> segment =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(random.nextBoolean() ? "" : "country=DE");
      Matcher of = new Matcher("", "", "", segment, random.nextBoolean() ? "" : "drift");
      return new Silence(id, of, at.plus(Duration.ofHours(1 + random.nextInt(6))), "ada", at, "");
    }

    /** As the naive model knows alerts: by name. */
    Command known(Command command, AlertBook book) {
      if (!(command instanceof Acknowledge taken)) return command;
      String name =
          book.alerts().stream()
              .filter(alert -> alert.key().fingerprint().equals(taken.fingerprint()))
              .map(AlertBookModelTest::name)
              .findFirst()
              .orElseThrow();
      return new Acknowledge(name, taken.episode(), taken.who(), taken.at(), "");
    }

    private static Level silent(Verdict verdict) {
      return verdict.state() == State.UNKNOWN ? Level.BAD : Level.GOOD;
    }

    private static Level drifted(Verdict verdict) {
      if (verdict.state() == State.UNKNOWN) return Level.UNKNOWN;
      return verdict.state() == State.DRIFTED ? Level.BAD : Level.GOOD;
    }

    private static Level share(Verdict verdict) {
      if (verdict.state() == State.UNKNOWN) return Level.UNKNOWN;
      long drifted =
          verdict.columns().stream().filter(each -> each.state() == State.DRIFTED).count();
      return drifted >= 3 ? Level.BAD : drifted == 2 ? Level.BETWEEN : Level.GOOD;
    }
  }
}
