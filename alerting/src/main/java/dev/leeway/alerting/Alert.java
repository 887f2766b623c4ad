package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Pending;
import dev.leeway.alerting.AlertState.Quiet;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.Trail.Seen;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One alert as it stands. Its next state follows from itself, the rule and one more verdict, so the
 * same verdicts give equal alerts on every replay, and verdicts that were seen before change
 * nothing.
 *
 * @param severity what the rule said when it last fired
 * @param episode how often it has fired; fingerprint and episode name one incident
 */
public record Alert(
    AlertKey key,
    Severity severity,
    int episode,
    AlertState state,
    Findings findings,
    Trail trail) {

  public Alert {
    requireNonNull(key, "key");
    requireNonNull(severity, "severity");
    requireNonNull(state, "state");
    requireNonNull(findings, "findings");
    requireNonNull(trail, "trail");
    if (episode < 0) throw new IllegalArgumentException("episode: " + episode);
  }

  /** An alert nothing has been said about; the window is the first one seen. */
  static Alert quiet(AlertKey key, Severity severity, Instant window) {
    return new Alert(key, severity, 0, new Quiet(), Findings.NONE, Trail.from(window));
  }

  /** Whether it is firing. */
  public boolean firing() {
    return state instanceof Firing;
  }

  /**
   * The alert after one more verdict about it.
   *
   * <p>Only a window newer than all before, or a revision of the newest, can change the state.
   * Older windows cannot: what they would have said is history by now.
   *
   * @param mayOpen false while the version that took over is well; then it does not open
   */
  Alert after(AlertRule rule, Verdict verdict, boolean mayOpen) {
    Instant start = verdict.window().start();
    Trail noticed = trail.noticing(start);
    State judged = rule.scope().judge(verdict);
    if (judged == State.UNKNOWN || !noticed.accepts(start, verdict.revision())) {
      return new Alert(key, severity, episode, state, findings, noticed);
    }
    boolean revised = noticed.endsAt(start);
    boolean firingBefore = revised ? noticed.firingBefore() : firing();
    Seen seen = new Seen(start, verdict.revision(), judged != State.OK);
    Trail next = noticed.with(seen, firingBefore, rule.memory());
    boolean shouldFire = firingBefore ? !rule.resolves(next) : rule.opens(next);
    if (firing()) {
      return shouldFire ? burning(rule, verdict, next) : ended(verdict, next, revised);
    }
    if (shouldFire) return mayOpen ? opened(rule, verdict, next) : moved(state, next);
    return moved(resting(rule, next), next);
  }

  /** The same alert, over because a newer version is in use and well. */
  Alert supersededBy(String version, Verdict verdict) {
    Resolved over = new Resolved(since(), verdict.window().end(), "version " + version);
    String news = Wording.superseded(key, version, verdict);
    return new Alert(
        key, severity, episode, over, findings.under(news, verdict), trail.succeededBy(version));
  }

  /** Start of the newest window that drifted in the incident. */
  Instant lastDrifted() {
    return trail.lastDrifted().orElse(since());
  }

  /** Start of the incident it is in or was in last; the epoch if there was none. */
  public Instant since() {
    if (state instanceof Firing firing) return firing.since();
    if (state instanceof Pending pending) return pending.since();
    if (state instanceof Resolved resolved) return resolved.since();
    return Instant.EPOCH;
  }

  private Alert opened(AlertRule rule, Verdict verdict, Trail next) {
    Optional<Instant> first = rule.driftingSince(next);
    // Firing before this window means that a revision takes back what had ended the incident.
    Instant since = next.firingBefore() ? since() : first.orElse(verdict.window().start());
    return new Alert(
        key,
        rule.severity(),
        episode + 1,
        new Firing(since),
        Findings.of(verdict, rule.scope()),
        next.succeededBy(""));
  }

  private Alert burning(AlertRule rule, Verdict verdict, Trail next) {
    Findings said = next.endsDrifted() ? Findings.of(verdict, rule.scope()) : findings;
    return new Alert(key, severity, episode, state, said, next);
  }

  private Alert ended(Verdict verdict, Trail next, boolean revised) {
    String by = revised ? Resolved.REVISED : Resolved.RECOVERED;
    Resolved over = new Resolved(since(), verdict.window().end(), by);
    String news = revised ? Wording.revised(verdict) : Wording.recovered(verdict);
    return new Alert(key, severity, episode, over, findings.under(news, verdict), next);
  }

  private Alert moved(AlertState to, Trail next) {
    return new Alert(key, severity, episode, to, findings, next);
  }

  private AlertState resting(AlertRule rule, Trail next) {
    Optional<Instant> since = rule.driftingSince(next);
    boolean waiting = next.endsDrifted() || state instanceof Pending;
    if (waiting && since.isPresent()) return new Pending(since.get());
    return state instanceof Pending ? new Quiet() : state;
  }
}
