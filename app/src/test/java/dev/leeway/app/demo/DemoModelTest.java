package dev.leeway.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import dev.leeway.reference.ReferencePerformance;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The demo's story must be in its data, whatever the pipeline does. */
class DemoModelTest {

  private static final LocalDate JANUARY = LocalDate.of(2001, 1, 1);
  private static final LocalDate FEBRUARY = LocalDate.of(2001, 2, 1);
  private static final double LIMIT = 0.8;

  private final PerformanceLayout layout =
      new AnswerShape(
              Optional.of(Task.BINARY),
              Optional.of("delayed"),
              List.of(new ScoreColumn("", "probability")),
              List.of(),
              Optional.empty(),
              List.of(),
              Optional.of("true"),
              List.of(),
              Optional.empty(),
              OptionalInt.empty())
          .layout()
          .orElseThrow();

  @Test
  void theModelIsGood_untilItsFeedBreaks_andItsEstimateSeesIt() throws IOException {
    Feed feed = new Feed(Flights.load());
    List<FedFlight> training = feed.between(JANUARY, FEBRUARY);
    DelayModel model = new DelayModel(training);
    ReferencePerformance reference = new TrainingPerformance(model, layout).of(training);

    PerformanceProfile before = profile(model, feed.between(FEBRUARY, DemoScenario.INCIDENT));
    PerformanceProfile incident =
        profile(model, feed.between(DemoScenario.INCIDENT, DemoScenario.RETRAINED));

    assertThat(realised(before)).isGreaterThan(LIMIT + 0.05);
    assertThat(estimated(reference, before)).isGreaterThan(LIMIT + 0.05);
    assertThat(realised(incident)).isLessThan(LIMIT - 0.05);
    assertThat(estimated(reference, incident)).isLessThan(LIMIT - 0.05);
  }

  @Test
  void aModelOfTheNewUnits_isGoodAgain() throws IOException {
    Feed feed = new Feed(Flights.load());
    DelayModel model = new DelayModel(feed.between(DemoScenario.INCIDENT, DemoScenario.RETRAINED));

    PerformanceProfile after =
        profile(model, feed.between(DemoScenario.RETRAINED, LocalDate.of(2001, 4, 1)));

    assertThat(realised(after)).isGreaterThan(LIMIT + 0.05);
  }

  private PerformanceProfile profile(DelayModel model, List<FedFlight> flights) {
    return new TrainingPerformance(model, layout).of(flights).profile();
  }

  private double realised(PerformanceProfile window) {
    return rocAuc(new RealisedPerformance(layout, window).results());
  }

  private static double estimated(ReferencePerformance reference, PerformanceProfile window) {
    return rocAuc(reference.estimator().orElseThrow().estimate(window));
  }

  private static double rocAuc(List<PerformanceResult> results) {
    return results.stream()
        .filter(result -> result.key().equals(PerformanceKey.of(PerformanceMeasure.ROC_AUC)))
        .flatMap(result -> result.found().stream())
        .mapToDouble(Found::value)
        .findFirst()
        .orElseThrow();
  }
}
