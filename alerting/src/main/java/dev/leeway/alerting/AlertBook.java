package dev.leeway.alerting;

import dev.leeway.alerting.Command.Acknowledge;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Judgement;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All alerts, and what one more verdict or command changes in them. For one thread. It can be
 * rebuilt at any time from the alerts it handed out and the silences that were set.
 */
public final class AlertBook {

  private final AlertRules rules;
  private final Families families = new Families();
  private final Silences silences;

  /**
   * @param alerts the last state of every alert, in any order
   * @param silences that were set and not taken back, in any order; those that are over by now are
   *     forgotten with the next {@link #pass}
   */
  public AlertBook(
      AlertRules rules, Collection<Alert> alerts, Collection<Command.Silence> silences) {
    this.rules = rules;
    this.silences = new Silences(silences);
    alerts.forEach(families::put);
  }

  /** Without silences. */
  public AlertBook(AlertRules rules, Collection<Alert> alerts) {
    this(rules, alerts, List.of());
  }

  /** Every alert, quiet ones included. */
  public List<Alert> alerts() {
    return families.all();
  }

  /** The silences that are set. */
  public List<Silence> silences() {
    return List.copyOf(silences.all());
  }

  /**
   * What the verdict changes, in order; nothing if no rule is on it, or it was seen before. Several
   * changes of one alert are possible: it fires and ends at once where a newer version is already
   * well.
   */
  public List<AlertChange> consider(Verdict verdict) {
    List<AlertChange> changes = new ArrayList<>();
    String model = verdict.model().name();
    for (AlertRule rule : rules.of(model)) {
      if (rule.covers(verdict)) judge(new Judgement(rule, verdict), changes);
    }
    retire(model, verdict.window(), changes);
    settle(families.open(model), Instant.MIN, changes);
    return changes;
  }

  /** What a person's word changes; nothing if it is about nothing that is open. */
  public List<AlertChange> consider(Command command) {
    List<AlertChange> changes = new ArrayList<>();
    if (command instanceof Silence silence) silences.put(silence);
    if (command instanceof Unsilence over) silences.remove(over.id());
    if (command instanceof Acknowledge taken) acknowledge(taken, changes);
    settle(families.open(), command.at(), changes);
    return changes;
  }

  /**
   * What changes because time goes by: silences end.
   *
   * @param now by the clock that people live by
   */
  public List<AlertChange> pass(Instant now) {
    List<AlertChange> changes = new ArrayList<>();
    silences.expire(now);
    settle(families.open(), now, changes);
    return changes;
  }

  private void judge(Judgement judgement, List<AlertChange> changes) {
    AlertRule rule = judgement.rule();
    Window window = judgement.verdict().window();
    AlertKey key = AlertKey.of(rule, judgement.verdict());
    Optional<Alert> known = families.find(key);
    Alert before = known.orElseGet(() -> Alert.quiet(key, rule.severity(), window.start()));
    Alert after = before.after(judgement, families.mayOpen(before, window.start()));
    if (after.open()) after = settled(after, rule, Instant.MIN);
    if (known.isEmpty() || !after.equals(before)) {
      families.put(after);
      changes.add(new AlertChange(before, after, window));
    }
    if (!after.trail().recent().equals(before.trail().recent())) {
      for (Alert older : families.versions(key)) {
        if (!older.open()) continue;
        families
            .successor(older)
            .map(newer -> older.supersededBy(newer, judgement.verdict()))
            .ifPresent(over -> put(older, over, window, changes));
      }
    }
  }

  private void acknowledge(Acknowledge by, List<AlertChange> changes) {
    for (Alert alert : families.open()) {
      boolean meant =
          alert.episode() == by.episode() && alert.key().fingerprint().equals(by.fingerprint());
      if (meant) put(alert, alert.acknowledged(by), alert.lastWindow(), changes);
    }
  }

  /** Nobody looks at an open alert any more whose rule is gone: nothing else would ever end it. */
  private void retire(String model, Window window, List<AlertChange> changes) {
    for (Alert alert : families.open(model)) {
      if (rule(alert.key()).isEmpty()) put(alert, alert.retired(window.end()), window, changes);
    }
  }

  /** Tells of what nobody was to be told of until now, and the other way round. */
  private void settle(List<Alert> open, Instant now, List<AlertChange> changes) {
    for (Alert alert : open) {
      Optional<AlertRule> rule = rule(alert.key());
      if (rule.isEmpty()) continue;
      Alert after = settled(alert, rule.get(), now);
      if (!after.equals(alert)) put(alert, after, alert.lastWindow(), changes);
    }
  }

  /**
   * An alert lives by its own windows, whatever the others' say. Only what keeps it from being told
   * ends by the clock of those who look after it too.
   *
   * @param now by that clock; long ago where it does not matter
   */
  private Alert settled(Alert alert, AlertRule rule, Instant now) {
    Instant own = alert.lastWindow().end();
    Instant latest = now.isAfter(own) ? now : own;
    return alert.held(hold(alert.key(), rule, latest)).telling(rule, own);
  }

  /** Why nobody is to be told of the alert now; empty if somebody is. */
  private Optional<String> hold(AlertKey key, AlertRule rule, Instant time) {
    return silences
        .of(key, time)
        .map(silence -> "silence " + silence.id())
        .or(() -> inhibitor(key))
        .or(() -> rule.quiet().at(time));
  }

  /** An open alert that this one follows from: of the same model, of all rows or the same. */
  private Optional<String> inhibitor(AlertKey key) {
    return families.open(key.model().name()).stream()
        .map(Alert::key)
        .filter(other -> other.model().equals(key.model()))
        .filter(other -> other.segment().isEmpty() || other.segment().equals(key.segment()))
        .flatMap(other -> rule(other).stream())
        .filter(rule -> rule.inhibits().contains(key.cause()))
        .map(rule -> "rule " + rule.name())
        .findFirst();
  }

  private Optional<AlertRule> rule(AlertKey key) {
    return rules
        .find(key.model().name(), key.rule(), key.segment(), key.window())
        .filter(rule -> rule.on().cause() == key.cause());
  }

  private void put(Alert before, Alert after, Window window, List<AlertChange> changes) {
    families.put(after);
    changes.add(new AlertChange(before, after, window));
  }
}
