package dev.leeway.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaNoiseTest {

  private static final String REPLICAS = "kafka.server.ReplicaManager";
  private static final String CONTROLLER = "kafka.server.ControllerApis";
  private static final String TASKS = "org.apache.kafka.streams.processor.internals.TaskManager";
  private static final String COORDINATORS =
      "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime";

  @Test
  void firstBatchesThatOvertakeEachOther_areNotShown() {
    OutOfOrderSequenceException thrown =
        new OutOfOrderSequenceException(
            "Invalid sequence number for producer 7 at offset 0 in partition t-0: 1 (incoming seq."
                + " number). Expected sequence 0 for transactions v2 idempotent producer with no"
                + " existing state.");
    assertThat(decide(REPLICAS, "Error processing append operation on partition t-0", thrown))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void loadingUnderAnOlderEpoch_isNotShown() {
    String message =
        "Failed to load metadata from __consumer_offsets-1 with epoch 6 due to Stopped loading"
            + " records from __consumer_offsets-1 because the partition is not online or is no"
            + " longer the leader..";
    assertThat(decide(COORDINATORS, message, null)).isEqualTo(FilterReply.DENY);
  }

  @Test
  void registrationDuringAnElection_isNotShown() {
    CompletionException thrown =
        new CompletionException(
            new NotControllerException("The active controller appears to be node 1."));
    assertThat(decide(CONTROLLER, "Unexpected error handling request", thrown))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void storesThatAreReadBackAfterACrash_areNotShown() {
    String message =
        "stream-thread [x] Get exceptions for the following tasks:"
            + " {0_2=org.apache.kafka.streams.errors.TaskCorruptedException: Tasks [0_2] are"
            + " corrupted and hence need to be re-initialized}";
    assertThat(decide(TASKS, message, null)).isEqualTo(FilterReply.DENY);
    assertThat(decide(TASKS, "stream-thread [x] Failed to close task 0_2", null))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void otherErrorsOfTheSameLoggers_areShown() {
    OutOfOrderSequenceException lost =
        new OutOfOrderSequenceException(
            "Out of order sequence number for producer 7 at offset 9 in partition t-0: 5 (incoming"
                + " seq. number), 3 (current end sequence number)");
    assertThat(decide(REPLICAS, "Error processing append operation on partition t-0", lost))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(COORDINATORS, "Failed to load metadata from x due to no space left", null))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(CONTROLLER, "Unexpected error handling request", lost))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide("dev.leeway.x", "Stopped loading records from x", null))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  private static FilterReply decide(String logger, String message, @Nullable Throwable thrown) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "here", context.getLogger(logger), Level.ERROR, message, thrown, new Object[0]);
    return new KafkaNoise().decide(event);
  }
}
