package dev.leeway.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AmendmentsTest {

  private static final AlertRule QUALITY = AlertRule.of(Cause.QUALITY);

  @Test
  void to_changesNothingWithoutAny() {
    assertThat(Amendments.NONE.to(AlertRules.usual())).isEqualTo(AlertRules.usual());
  }

  @Test
  void to_replacesByNameAddsAndTakesAway() {
    AlertRule drift = AlertRule.of(Cause.DRIFT).with(Severity.CRITICAL, Persistence.NONE);
    Amendments amendments =
        new Amendments(List.of(QUALITY, drift), Set.of("estimated_performance", "unheard_of"));

    assertThat(amendments.to(AlertRules.usual()))
        .containsExactly(drift, AlertRule.of(Cause.PERFORMANCE), QUALITY);
  }

  @Test
  void names_standOnce() {
    assertThatThrownBy(() -> new Amendments(List.of(QUALITY), Set.of("quality")))
        .hasMessage("two rules are named quality");
  }

  @Test
  void rules_thatInhibitOthersComeFirst() {
    AlertRule drift = AlertRule.of(Cause.DRIFT);
    AlertRule quality = QUALITY.named("outage", Set.of(Cause.DRIFT));

    assertThat(new AlertRules(List.of(drift, quality), Map.of()).of("any"))
        .containsExactly(quality, drift);
  }
}
