package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.quality.DuplicateIds;
import dev.leeway.quality.Freshness;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.quality.ValuePattern;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quality verdicts, from predictions to the topic. */
class QualityTopologyTest {

  private static final QualityPolicy POLICY =
      new QualityPolicy(
          List.of(
              new DuplicateIds(0.05),
              new ValuePattern("carrier", "[A-Z]{2}", 0.01),
              new Freshness(Duration.ofMinutes(10))),
          30);

  private TopologyRun run;

  @BeforeEach
  void start(@TempDir Path state) {
    ModelDirectory models = new WithQuality(Fixtures.directory(Fixtures.reference()));
    run = new TopologyRun(models, List.of(), state);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void oneWindow_hasTwoVerdictsAndOneProfile() throws Undecodable {
    for (int i = 0; i < 200; i++) send("p" + i % 150, i < 20 ? "delta" : "DL", Fixtures.NOON);
    send("last", "DL", Fixtures.NOON.plusSeconds(700));

    List<Verdict> told = run.verdicts();
    assertThat(told)
        .extracting(Verdict::kind)
        .containsExactly(Verdict.Kind.DRIFT, Verdict.Kind.QUALITY);
    Verdict quality = told.get(1);
    assertThat(quality.window()).isEqualTo(told.get(0).window());
    assertThat(quality.state()).isEqualTo(State.FAILED);
    assertThat(quality.constraints())
        .extracting(ConstraintResult::constraint, result -> result.observed().orElseThrow())
        .containsExactly(
            tuple("duplicate_ids", 0.25), tuple("pattern", 0.1), tuple("freshness", 0.0));
    assertThat(run.profiles()).isEqualTo(1);
  }

  @Test
  void silence_isToldByTheClock_once() throws Undecodable {
    for (int i = 0; i < 100; i++) send("p" + i, "DL", Fixtures.NOON);

    run.beats(7_200);

    List<Verdict> quality =
        run.verdicts().stream().filter(verdict -> verdict.kind() == Verdict.Kind.QUALITY).toList();
    assertThat(quality).extracting(Verdict::rows).containsExactly(100L, 0L);
    assertThat(quality).extracting(Verdict::state).containsExactly(State.OK, State.FAILED);
    assertThat(quality.get(1).constraints().get(2).observed()).hasValue(1_200);
  }

  private void send(String id, String carrier, Instant at) {
    PredictionRecord record = run.prediction(at, 1.0);
    record.setId(id);
    record.setFeatures(new HashMap<>(record.getFeatures()));
    record.getFeatures().put("carrier", carrier);
    run.send(record);
  }

  /** The fixture's model, with constraints. */
  private record WithQuality(ModelDirectory models) implements ModelDirectory {

    @Override
    public Optional<Monitor> monitor(String model) {
      return models.monitor(model).map(monitor -> monitor.with(POLICY));
    }

    @Override
    public Optional<Reference> reference(ModelRef model, Instant paneStart) {
      return models.reference(model, paneStart);
    }
  }
}
