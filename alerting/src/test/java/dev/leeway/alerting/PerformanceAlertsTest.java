package dev.leeway.alerting;

import static dev.leeway.alerting.Verdicts.drifted;
import static dev.leeway.alerting.Verdicts.good;
import static dev.leeway.alerting.Verdicts.hour;
import static dev.leeway.alerting.Verdicts.performance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.AlertScope;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Performance opens and ends alerts as drift does. */
class PerformanceAlertsTest {

  private AlertBook book = new AlertBook(AlertRules.DEFAULT, List.of());

  /** What was told, as cause, episode and state, for example {@code performance 1 firing}. */
  private final List<String> told = new ArrayList<>();

  @Test
  void consider_firesOncePerIncident_andEndsWithAGoodWindow() {
    see(realised(0, 0.85), realised(1, 0.71), realised(2, 0.7), realised(3, 0.86));

    assertThat(told).containsExactly("performance 1 firing", "performance 1 resolved");
    assertThat(alert(Cause.PERFORMANCE).state())
        .isEqualTo(new Resolved(hour(1), hour(4), "recovered"));
    assertThat(alert(Cause.PERFORMANCE).findings().summary())
        .isEqualTo(
            "flight-delay version 1: performance as allowed again since 2001-03-05 03:00 UTC");
  }

  @Test
  void consider_keepsDriftEstimateAndOutcomeApart() {
    see(drifted(1), estimated(1, 0.7), realised(1, 0.71), good(2), realised(2, 0.7));

    assertThat(told)
        .containsExactly(
            "drift 1 firing",
            "estimated_performance 1 firing",
            "performance 1 firing",
            "drift 1 resolved");
    assertThat(book.alerts().stream().map(alert -> alert.key().fingerprint()).distinct())
        .hasSize(3);
  }

  @Test
  void consider_tellsWhatIsWorseThanAllowed() {
    see(realised(1, 0.71), estimated(1, 0.7951));

    Findings found = alert(Cause.PERFORMANCE).findings();
    assertThat(found.columns()).isEmpty();
    assertThat(found.measures())
        .singleElement()
        .satisfies(
            worse -> {
              assertThat(worse.measure()).isEqualTo("roc_auc");
              assertThat(worse.value()).isEqualTo(0.71);
              assertThat(worse.atLeast()).hasValue(0.8);
              assertThat(worse.atMost()).isEmpty();
              assertThat(worse.reference()).hasValue(0.86);
            });
    assertThat(found.summary())
        .isEqualTo(
            "flight-delay version 1: performance worse than allowed between 2001-03-05 01:00 and"
                + " 2001-03-05 02:00 UTC: roc_auc 0.71, at least 0.80 allowed; reference 0.86;"
                + " 4,213 of 10,000 labelled");
    assertThat(alert(Cause.ESTIMATED_PERFORMANCE).findings().summary())
        .endsWith(
            "roc_auc 0.795, at least 0.800 allowed; reference 0.860; estimated from 10,000"
                + " predictions");
  }

  @Test
  void consider_tellsWhichSideIsWorse() {
    see(
        Verdicts.performance(
            Kind.PERFORMANCE, 1, 1, Verdicts.measured(PerformanceMeasure.LOG_LOSS, 1_234.5)));

    assertThat(alert(Cause.PERFORMANCE).findings().measures().get(0).why())
        .startsWith("log_loss 1,234.50, at most 0.80 allowed; ");
  }

  /** Labels that have not come are no good news. */
  @Test
  void consider_isNotResolvedByWindowsWithoutLabels() {
    see(realised(1, 0.71), unlabelled(2, 1), unlabelled(3, 1));

    assertThat(alert(Cause.PERFORMANCE).state()).isEqualTo(new Firing(hour(1)));
    see(realised(1, 2, 0.9));
    assertThat(told).containsExactly("performance 1 firing", "performance 1 resolved");
  }

  @Test
  void consider_opensWhenLabelsMakeARevision() {
    see(unlabelled(1, 1), unlabelled(2, 1), realised(1, 2, 0.71));
    assertThat(told).containsExactly("performance 1 firing");

    see(realised(1, 3, 0.85));
    assertThat(alert(Cause.PERFORMANCE).state())
        .isEqualTo(new Resolved(hour(1), hour(2), "revision"));
    see(realised(2, 2, 0.7));
    assertThat(told)
        .containsExactly("performance 1 firing", "performance 1 resolved", "performance 2 firing");
  }

  @Test
  void consider_needsNoColumnToBeWatched() {
    AlertScope scope = new AlertScope(Set.of(), Set.of(), Set.of("origin"));
    AlertRule drift = AlertRule.of(Cause.DRIFT).within(scope);
    AlertRule rule = AlertRule.of(Cause.PERFORMANCE);
    book = new AlertBook(new AlertRules(List.of(drift, rule), Map.of()), List.of());

    see(realised(1, 0.71));

    assertThat(told).containsExactly("performance 1 firing");
  }

  @Test
  void concerns_isTrueOfPerformance() {
    see(realised(1, 0.71));

    assertThat(RetrainingPolicy.of("nightly", "pipeline").concerns(alert(Cause.PERFORMANCE)))
        .isTrue();
  }

  private void see(Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      for (AlertChange change : book.consider(verdict)) {
        if (!change.fired() && !change.resolved()) continue;
        Alert after = change.after();
        told.add(after.key().cause().key() + " " + after.episode() + " " + after.state().key());
      }
    }
  }

  private Alert alert(Cause cause) {
    return book.alerts().stream()
        .filter(alert -> alert.key().cause() == cause)
        .findFirst()
        .orElseThrow();
  }

  private static Verdict realised(int hour, double rocAuc) {
    return realised(hour, 1, rocAuc);
  }

  private static Verdict realised(int hour, int revision, double rocAuc) {
    return performance(
        Kind.PERFORMANCE, hour, revision, Verdicts.measured(PerformanceMeasure.ROC_AUC, rocAuc));
  }

  private static Verdict estimated(int hour, double rocAuc) {
    return performance(
        Kind.ESTIMATED_PERFORMANCE, hour, 1, Verdicts.measured(PerformanceMeasure.ROC_AUC, rocAuc));
  }

  private static Verdict unlabelled(int hour, int revision) {
    Verdict verdict = performance(Kind.PERFORMANCE, hour, revision);
    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    return verdict;
  }
}
