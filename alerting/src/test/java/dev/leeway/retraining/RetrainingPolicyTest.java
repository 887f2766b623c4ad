package dev.leeway.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertBook;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.Verdicts;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrainingPolicyTest {

  private final AlertBook book = new AlertBook(AlertRules.DEFAULT, List.of());
  private final AlertChange fired = book.consider(Verdicts.drifted(1)).get(0);

  @Test
  void concerns_firingAlertsOfItsModels() {
    Alert alert = fired.after();
    assertThat(policy(Set.of(), Severity.WARNING).concerns(alert)).isTrue();
    assertThat(policy(Set.of(Verdicts.MODEL), Severity.WARNING).concerns(alert)).isTrue();
    assertThat(policy(Set.of("churn"), Severity.WARNING).concerns(alert)).isFalse();
    assertThat(policy(Set.of(), Severity.CRITICAL).concerns(alert)).isFalse();
    assertThat(policy(Set.of(), Severity.INFO).concerns(fired.before())).isFalse();
  }

  /** No new model mends rows that are missing or wrong. */
  @Test
  void concerns_noAlertOnTheRowsThemselves() {
    AlertBook rows = new AlertBook(AlertRules.only(AlertRule.of(Cause.QUALITY)), List.of());
    Alert alert = rows.consider(Verdicts.quality(1, 0.2)).get(0).after();
    assertThat(alert.open()).isTrue();
    assertThat(policy(Set.of(), Severity.INFO).concerns(alert)).isFalse();
  }

  @Test
  void request_hasOneIdPerPolicyAndIncident() {
    RetrainingPolicy nightly = policy(Set.of(), Severity.INFO);
    String id = RetrainingRequest.of(nightly, fired).triggerId();
    assertThat(RetrainingRequest.of(nightly, fired).triggerId()).isEqualTo(id);
    assertThat(RetrainingRequest.of(RetrainingPolicy.of("other", "ci"), fired).triggerId())
        .isNotEqualTo(id);
    book.consider(Verdicts.good(2));
    AlertChange again = book.consider(Verdicts.drifted(3)).get(0);
    assertThat(RetrainingRequest.of(nightly, again).triggerId()).isNotEqualTo(id);
  }

  @Test
  void new_refusesNonsense() {
    assertThatThrownBy(() -> RetrainingPolicy.of("no|name", "ci")).hasMessageContaining("name");
    assertThatThrownBy(
            () ->
                new RetrainingPolicy(
                    "nightly",
                    "ci",
                    Set.of(),
                    Severity.INFO,
                    Duration.ofHours(24),
                    0,
                    RetrainingPolicy.Start.AUTO,
                    3))
        .hasMessage("dailyCap: 0");
  }

  private static RetrainingPolicy policy(Set<String> models, Severity atLeast) {
    return new RetrainingPolicy(
        "nightly", "ci", models, atLeast, Duration.ofHours(24), 3, RetrainingPolicy.Start.AUTO, 3);
  }
}
