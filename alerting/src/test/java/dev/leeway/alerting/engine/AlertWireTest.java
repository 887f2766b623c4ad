package dev.leeway.alerting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertBook;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.Command;
import dev.leeway.alerting.Verdicts;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Persistence;
import dev.leeway.rule.Severity;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertWireTest {

  private final AlertWire wire = new AlertWire(new FakeRegistry(), Topics.withDefaults());

  @Test
  void decode_givesBackEveryStateThatWasEncoded() throws Undecodable {
    Persistence patience = new Persistence(2, 3, 2);
    AlertRule drift = AlertRule.of(Cause.DRIFT).with(Severity.CRITICAL, patience);
    AlertRule performance = AlertRule.of(Cause.PERFORMANCE).with(Severity.INFO, patience);
    AlertBook book =
        new AlertBook(new AlertRules(List.of(drift, performance), Map.of()), List.of());
    Set<String> states = new HashSet<>();
    List<Verdict> verdicts =
        List.of(
            Verdicts.good(0),
            Verdicts.drifted(1),
            Verdicts.drifted(2),
            Verdicts.good(3),
            Verdicts.good(4),
            Verdicts.drifted(5),
            Verdicts.drifted(6),
            Verdicts.verdict("2", "", 7, 1, State.OK),
            Verdicts.verdict("2", "country=DE|x", 7, 3, State.UNKNOWN),
            Verdicts.performance(
                Verdict.Kind.PERFORMANCE, 6, 1, Verdicts.measured(PerformanceMeasure.ROC_AUC, 0.7)),
            Verdicts.performance(
                Verdict.Kind.PERFORMANCE,
                7,
                1,
                Verdicts.measured(PerformanceMeasure.ROC_AUC, 0.7),
                Verdicts.measured(PerformanceMeasure.LOG_LOSS, 0.9)));
    for (Verdict verdict : verdicts) {
      for (AlertChange change : book.consider(verdict)) {
        Alert alert = change.after();
        states.add(alert.state().key());
        assertThat(wire.decode(wire.encode(alert))).isEqualTo(alert);
      }
    }
    Alert open = book.alerts().stream().filter(Alert::open).findFirst().orElseThrow();
    Instant at = Instant.parse("2001-03-05T09:00:00Z");
    Command taken =
        new Command.Acknowledge(open.key().fingerprint(), open.episode(), "ada", at, "mine");
    Command silence =
        new Command.Silence("s", Command.Matcher.ALL, at, "ada", at.minusMillis(1), "");
    for (Command command : List.of(silence, taken)) {
      for (AlertChange change : book.consider(command)) {
        states.add(change.after().state().key());
        assertThat(wire.decode(wire.encode(change.after()))).isEqualTo(change.after());
      }
    }
    assertThat(states)
        .containsExactlyInAnyOrder(
            "quiet", "pending", "firing", "resolved", "silenced", "acknowledged");
  }

  @Test
  void decode_refusesWhatIsNoAlert() {
    assertThatThrownBy(() -> wire.decode(new byte[] {1, 2, 3})).isInstanceOf(Undecodable.class);
    assertThatThrownBy(() -> wire.decode(null)).isInstanceOf(Undecodable.class);
  }
}
