package dev.leeway.bundle;

import static dev.leeway.bundle.FlightOutcomes.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.detector.DetectorKind;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeDetectorsTest {

  private final FlightOutcomes run = new FlightOutcomes();
  private final Map<String, Long> changes = new TreeMap<>();
  private int next;

  @BeforeEach
  void watch() {
    Monitor monitor = FlightOutcomes.monitor(FlightOutcomes.scored("p"));
    OutcomeViews views =
        OutcomeViews.NONE.withDetectors(EnumSet.of(DetectorKind.DDM, DetectorKind.ADWIN));
    run.models.with(monitor.with(monitor.performance().orElseThrow().with(views)));
    run.open();
  }

  @Test
  void errorsThatBecomeMoreFrequent_arex() {
    labelled(400, 10, 7);
    assertThat(changes).isEmpty();
    labelled(300, 2, 7);

    assertThat(changes).containsOnlyKeys("adwin", "ddm");
  }

  @Test
  void restarts_changeNothingOfWhatIsTold() {
    labelled(400, 10, Integer.MAX_VALUE);
    labelled(300, 2, Integer.MAX_VALUE);
    Map<String, Long> without = Map.copyOf(changes);

    OutcomeDetectorsTest other = new OutcomeDetectorsTest();
    other.watch();
    other.labelled(400, 10, 13);
    other.labelled(300, 2, 13);

    assertThat(other.changes).isEqualTo(without).isNotEmpty();
  }

  @Test
  void correctionsAndRepetitions_areNotSeen() {
    labelled(400, 10, 50);
    for (int id = 0; id < 400; id++) {
      // All were wrong after all, says a later label; and says so again.
      run.label("p" + id, 0, NOON + 2);
      run.label("p" + id, 0, NOON + 2);
    }
    commit();

    assertThat(changes).isEmpty();
  }

  @Test
  void damagedMemory_isToldOfAndBeginsAnew() {
    labelled(100, 10, 50);
    run.store.damageKept((byte) 'd');
    run.open();

    assertThat(run.outcomes.takeDamaged()).isEqualTo(1);
    labelled(100, 10, 50);
    assertThat(changes).isEmpty();
  }

  /**
   * Predictions of a delay, and whether each came true.
   *
   * @param wrong every so many is wrong
   * @param commits after so many the task commits and starts anew
   */
  private void labelled(int predictions, int wrong, int commits) {
    for (int i = 1; i <= predictions; i++) {
      String id = "p" + next++;
      run.predict(id, NOON, 0.7, "DE");
      run.label(id, i % wrong == 0 ? 0 : 1, NOON + 1);
      if (i % commits == 0) commit();
    }
    commit();
  }

  private void commit() {
    run.drain();
    run.changes().forEach((detector, times) -> changes.merge(detector, times, Long::sum));
    run.open();
  }
}
