package dev.leeway.retraining;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.StableId;
import java.time.Instant;
import java.util.List;

/**
 * The manifest of a retraining: what a pipeline needs to know to start.
 *
 * @param triggerId the same for the same policy and incident, whatever restarts in between; use it
 *     as the run's id, and no incident trains twice
 * @param from start of the first window that drifted
 * @param to end of the window that fired the alert
 * @param referenceId the reference the windows were compared with
 * @param received what was received from the first of these windows on, until this was asked for;
 *     empty where nobody knows
 */
public record RetrainingRequest(
    String triggerId,
    String policy,
    Alert alert,
    Instant from,
    Instant to,
    String referenceId,
    List<ReceivedRange> received) {

  public RetrainingRequest {
    requireNonNull(triggerId, "triggerId");
    requireNonNull(policy, "policy");
    requireNonNull(alert, "alert");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(referenceId, "referenceId");
    received = List.copyOf(received);
  }

  /** What the policy asks for when the alert has fired. */
  public static RetrainingRequest of(RetrainingPolicy policy, AlertChange change) {
    Alert alert = change.after();
    String id =
        StableId.of(
            alert.key().model().name(),
            alert.key().model().version(),
            policy.name(),
            alert.key().fingerprint(),
            String.valueOf(alert.episode()));
    return new RetrainingRequest(
        id,
        policy.name(),
        alert,
        alert.since(),
        change.window().end(),
        alert.findings().referenceId(),
        List.of());
  }

  /** The same, with what was received. */
  public RetrainingRequest with(List<ReceivedRange> ranges) {
    return new RetrainingRequest(triggerId, policy, alert, from, to, referenceId, ranges);
  }

  /** How the ledger remembers it. */
  public RetrainingLedger.Entry entry() {
    return new RetrainingLedger.Entry(triggerId, policy, alert.key().model().name(), to);
  }

  /** Why it is asked for, in words. */
  public String reason() {
    return "alert "
        + alert.key().fingerprint()
        + " episode "
        + alert.episode()
        + ": "
        + alert.findings().summary();
  }
}
