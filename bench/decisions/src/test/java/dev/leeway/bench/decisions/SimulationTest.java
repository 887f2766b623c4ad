package dev.leeway.bench.decisions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final Plan SMALL =
      new Plan(4, 2, 2_000, 3, List.of(50, 500), List.of(1, 3), 500, 2_000);

  private static final AtomicLong LAST = new AtomicLong();
  private static @Nullable DecisionReport shared;

  private final DecisionReport report = requireNonNull(shared);

  @BeforeAll
  static void simulate() {
    shared = new Simulation(SMALL).run((done, total) -> LAST.set(total));
  }

  @Test
  void run_showsEveryRuleEveryScenario() {
    assertThat(report.falseAlarms()).hasSize(5 * 2 * 2 * 6);
    assertThat(report.falseAlarms()).extracting(FalseAlarm::rule).contains("leeway");
    assertThat(report.delays()).hasSize(5 * 5);
    assertThat(LAST.get()).isPositive();
  }

  @Test
  void run_ofOneSeed_givesOneResult() {
    assertThat(new Simulation(SMALL).run((done, total) -> {}).toJson()).isEqualTo(report.toJson());
  }

  @Test
  void json_hasTheKeysThatProgramsRead() throws IOException {
    JsonNode json = new ObjectMapper().readTree(report.toJson());

    for (JsonNode cell : json.get("falseAlarms")) {
      assertThat(cell.fieldNames())
          .toIterable()
          .contains("rule", "scenario", "rows", "columns", "everAlarm");
      assertThat(cell.get("everAlarm").doubleValue()).isBetween(0.0, 1.0);
      if (cell.get("rule").textValue().equals("leeway")) {
        assertThat(cell.get("everAlarm").doubleValue()).isZero();
      }
    }
    assertThat(json.get("delays"))
        .allSatisfy(
            cell ->
                assertThat(cell.fieldNames())
                    .toIterable()
                    .contains("rule", "shift", "medianEvents"));
    assertThat(json.get("autocorrelated")).isNotEmpty();
  }

  @Test
  void text_namesRulesAndShifts() {
    assertThat(report.toText()).contains("leeway", "nannyml", "0.2 sigma", "zipf-200, 3 columns");
  }

  @Test
  void median_countsWhatWasNotFoundAsLongest() {
    Delay.Setting setting =
        new Delay.Setting(Rules.LEEWAY, Shift.ALL.get(0), 1_000, Delays.SMALL_WINDOW);
    long never = Delay.NOT_FOUND;

    Delay mostly = Delay.of(setting, new long[] {300, never, 100, Delay.ALARMED_BEFORE});
    Delay seldom = Delay.of(setting, new long[] {never, 200, never});

    assertThat(mostly.medianEvents()).isEqualTo(OptionalLong.of(300));
    assertThat(mostly.alarmedBefore()).isEqualTo(0.25);
    assertThat(mostly.found()).isEqualTo(2.0 / 3);
    assertThat(seldom.medianEvents()).isEmpty();
    assertThat(Delay.of(setting, new long[] {Delay.ALARMED_BEFORE}).medianEvents()).isEmpty();
  }

  @Test
  void repetitions_areFewerForWideStreamsAndForRulesThatLookAtRows() {
    Plan plan = Plan.standard(1, 100);

    assertThat(plan.repetitions(Rules.LEEWAY, 20_000, 1)).isEqualTo(100);
    assertThat(plan.repetitions(Rules.LEEWAY, 20_000, 50)).isEqualTo(15);
    assertThat(plan.repetitions(EvidentlyRule.ANY_COLUMN, 20_000, 50)).isEqualTo(1);
    assertThat(plan.repetitions(EvidentlyRule.ANY_COLUMN, 50, 50)).isEqualTo(15);
  }
}
