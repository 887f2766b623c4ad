package dev.leeway.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.FakeKafka;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.outbox.Outbox;
import dev.leeway.pipelines.Retrainings.Report;
import dev.leeway.pipelines.Retrainings.Stage;
import dev.leeway.pipelines.Retrainings.Taken;
import dev.leeway.topics.Topics;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetrainingsTest {

  private static final Report STARTED = new Report(Stage.STARTED, "", "", "");
  private static final Report FINISHED = new Report(Stage.FINISHED, "2", "ref-2", "better");
  private static final Report FAILED = new Report(Stage.FAILED, "", "", "no GPU");

  private final Topics topics = Topics.withDefaults();
  private final FakeKafka kafka = new FakeKafka(topics);
  private final Outbox outbox = Outbox.of(kafka, topics, new FakeRegistry());
  private final Retrainings retrainings = new Retrainings(outbox, InstantSource.fixed(Trial.NOW));

  @BeforeEach
  void ask() {
    Dispatch request = Trial.dispatch();
    kafka.append(
        new ProducerRecord<>(
            topics.outbox(), 0, request.id().getBytes(UTF_8), outbox.wire().encode(request)));
  }

  @Test
  void report_isKeptBesideTheRequest() throws Exception {
    assertThat(retrainings.report(Trial.TRIGGER, STARTED)).isEqualTo(Taken.RECORDED);
    assertThat(retrainings.report(Trial.TRIGGER, FINISHED)).isEqualTo(Taken.RECORDED);
    Dispatch kept =
        outbox.wire().decode(kafka.compacted(topics.outbox()).get(Trial.TRIGGER + "/report"));
    assertThat(kept.message().type()).isEqualTo("dev.leeway.retraining.finished");
    assertThat(kept.message().body()).contains("\"version\":\"2\"").contains("ref-2");
    assertThat(kept.message().topic().policy()).as("counts in no cooldown").isEmpty();
    assertThat(kept.state()).as("is never sent").isEqualTo(Dispatch.State.DELIVERED);
    assertThat(outbox.wire().decode(kafka.compacted(topics.outbox()).get(Trial.TRIGGER)))
        .isEqualTo(Trial.dispatch());
  }

  @Test
  void report_ignoresWhatComesTwiceOrLate() throws Exception {
    retrainings.report(Trial.TRIGGER, FINISHED);
    assertThat(retrainings.report(Trial.TRIGGER, FINISHED)).isEqualTo(Taken.IGNORED);
    assertThat(retrainings.report(Trial.TRIGGER, STARTED)).isEqualTo(Taken.IGNORED);
    assertThat(retrainings.report(Trial.TRIGGER, FAILED)).isEqualTo(Taken.CONTRADICTS);
  }

  @Test
  void report_knowsOnlyWhatWasAskedFor() throws Exception {
    assertThat(retrainings.report("nobody", STARTED)).isEqualTo(Taken.UNKNOWN);
    retrainings.report(Trial.TRIGGER, STARTED);
    assertThat(retrainings.report(Trial.TRIGGER + "/report", STARTED)).isEqualTo(Taken.UNKNOWN);
  }

  @Test
  void all_tellsOfEachRequestWithItsNewestReport() throws Exception {
    assertThat(retrainings.all())
        .singleElement()
        .matches(one -> one.request().equals(Trial.dispatch()) && one.report().isEmpty());

    retrainings.report(Trial.TRIGGER, STARTED);
    retrainings.report(Trial.TRIGGER, FINISHED);

    assertThat(retrainings.all())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.report()).contains(FINISHED);
              assertThat(one.reportedAt()).contains(Trial.NOW);
              assertThat(one.manifest().path("model").asText())
                  .isEqualTo(one.request().message().topic().model());
            });
  }

  @Test
  void newReport_refusesAVersionOfWhatDidNotFinish() {
    assertThatThrownBy(() -> new Report(Stage.FAILED, "2", "", "")).hasMessageContaining("version");
  }
}
