package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.AlertState.Acknowledged;
import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Pending;
import dev.leeway.alerting.AlertState.Quiet;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.AlertState.Silenced;
import dev.leeway.alerting.Trail.Seen;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Judgement;
import dev.leeway.rule.Level;
import dev.leeway.rule.Severity;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * One alert as it stands. Its next state follows from itself, the rule and one more verdict or
 * command, so the same inputs give equal alerts on every replay, and verdicts that were seen before
 * change nothing.
 *
 * @param severity what the rule said when it last opened
 * @param episode how often it has opened; fingerprint and episode name one incident
 */
public record Alert(
    AlertKey key,
    Severity severity,
    int episode,
    AlertState state,
    Findings findings,
    Trail trail,
    Told told) {

  public Alert {
    requireNonNull(key, "key");
    requireNonNull(severity, "severity");
    requireNonNull(state, "state");
    requireNonNull(findings, "findings");
    requireNonNull(trail, "trail");
    requireNonNull(told, "told");
    if (episode < 0) throw new IllegalArgumentException("episode: " + episode);
  }

  /** An alert nothing has been said about; the window is the first one seen. */
  static Alert quiet(AlertKey key, Severity severity, Instant window) {
    return new Alert(key, severity, 0, new Quiet(), Findings.NONE, Trail.from(window), Told.NOBODY);
  }

  /** Whether an incident is under way, told of or not. */
  public boolean open() {
    return state.open();
  }

  /** Start of the incident it is in or was in last; the epoch if there was none. */
  public Instant since() {
    return state.since();
  }

  /**
   * The alert after one more verdict about it.
   *
   * <p>Only a window newer than all before, or a revision of the newest, can change the state.
   * Older windows cannot: what they would have said is history by now.
   *
   * @param mayOpen false while another version is well that makes up for this one
   */
  Alert after(Judgement judgement, boolean mayOpen) {
    AlertRule rule = judgement.rule();
    Verdict verdict = judgement.verdict();
    Instant start = verdict.window().start();
    Trail noticed = trail.noticing(start);
    Level level = judgement.level();
    if (level == Level.UNKNOWN || !noticed.accepts(start, verdict.revision())) {
      return with(state, noticed);
    }
    boolean revised = noticed.endsAt(start);
    boolean openBefore = revised ? noticed.openBefore() : open();
    Seen seen = new Seen(start, verdict.revision(), level);
    Trail next = noticed.with(seen, openBefore, rule.persistence().memory());
    boolean due = openBefore ? !next.resolves(rule.persistence()) : next.opens(rule.persistence());
    if (open()) return due ? burning(judgement, next) : ended(verdict, next, revised);
    if (due) return mayOpen ? opened(judgement, next, revised) : with(state, next);
    return with(resting(rule, next), next);
  }

  /** The same alert, over because another version is in use and well. */
  Alert supersededBy(String version, Verdict verdict) {
    String news = Wording.superseded(key, version, verdict);
    return over(verdict.window().end(), "version " + version, findings.under(news, verdict))
        .with(trail.succeededBy(version));
  }

  /** The same alert, over because nothing is held against its rule any more. */
  Alert retired(Instant at) {
    return over(at, Resolved.RETIRED, findings.under(Wording.retired(key)));
  }

  /** The same alert while nobody is to be told, or again when somebody is; it must be open. */
  Alert held(Optional<String> by) {
    if (state instanceof Acknowledged) return this;
    AlertState held = by.isPresent() ? new Silenced(since(), by.get()) : new Firing(since());
    return with(held, trail);
  }

  /** The same alert, taken on by somebody; it must be open. */
  Alert acknowledged(Command.Acknowledge by) {
    return with(new Acknowledged(since(), by.who(), by.at(), by.why()), trail);
  }

  /** The same alert after somebody was told, if that is due. */
  Alert telling(AlertRule rule, Instant at) {
    if (!(state instanceof Firing)) return this;
    boolean due =
        told.times() == 0
            || rule.repeat().filter(every -> !at.isBefore(told.last().plus(every))).isPresent();
    return due ? new Alert(key, severity, episode, state, findings, trail, told.again(at)) : this;
  }

  /** Start of the newest window in the incident that was not good. */
  Instant lastNotGood() {
    return trail.lastNotGood().orElse(since());
  }

  /** The newest window it was told of, whether that said anything or not. */
  Window lastWindow() {
    Instant start = trail.newestWindow();
    return new Window(start, start.plus(key.window()));
  }

  private Alert opened(Judgement judgement, Trail next, boolean revised) {
    AlertRule rule = judgement.rule();
    Instant start = judgement.verdict().window().start();
    // Open before this window means that a revision takes back what had ended the incident.
    Instant since = next.openBefore() ? since() : next.badSince(rule.persistence()).orElse(start);
    return new Alert(
        key,
        rule.severity(),
        episode + 1,
        new Firing(since),
        next.endsBad() ? Findings.of(judgement, revised) : reopened(judgement.verdict()),
        next.succeededBy(""),
        Told.NOBODY);
  }

  /** A window that had ended the incident does not any more, though it is not bad itself. */
  private Findings reopened(Verdict verdict) {
    return findings.under(Wording.reopened(key, verdict), verdict);
  }

  private Alert burning(Judgement judgement, Trail next) {
    Findings said = next.endsBad() ? Findings.of(judgement, false) : findings;
    return new Alert(key, severity, episode, state, said, next, told);
  }

  private Alert ended(Verdict verdict, Trail next, boolean revised) {
    String news = revised ? Wording.revised(key, verdict) : Wording.recovered(key, verdict);
    return over(
            verdict.window().end(),
            revised ? Resolved.REVISED : Resolved.RECOVERED,
            findings.under(news, verdict))
        .with(next);
  }

  private Alert over(Instant at, String by, Findings said) {
    return new Alert(key, severity, episode, new Resolved(since(), at, by), said, trail, told);
  }

  private Alert with(Trail next) {
    return with(state, next);
  }

  private Alert with(AlertState to, Trail next) {
    return new Alert(key, severity, episode, to, findings, next, told);
  }

  private AlertState resting(AlertRule rule, Trail next) {
    Optional<Instant> since = next.badSince(rule.persistence());
    boolean waiting = next.endsBad() || state instanceof Pending;
    if (waiting && since.isPresent()) return new Pending(since.get());
    return state instanceof Pending ? new Quiet() : state;
  }
}
