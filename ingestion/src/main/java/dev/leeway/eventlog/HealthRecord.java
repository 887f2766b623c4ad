package dev.leeway.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was last heard of the log. Says so once when it breaks and once when it works again. */
final class HealthRecord {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);

  /**
   * How long a failure counts. A process that is taken out of service as unhealthy gets no events
   * and so would never see that the log is back.
   */
  private static final Duration MEMORY = Duration.ofSeconds(30);

  /** Beyond this, events without a time of their own are in the far past or future: 5 min. */
  private static final Duration FAR_APART = Duration.ofMinutes(5);

  private final InstantSource clock;
  private volatile Duration apart = Duration.ZERO;
  private volatile boolean failing;
  private volatile @Nullable Failure last;

  HealthRecord(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Kafka kept a record at the given time of its clock; of a topic that takes its sender's time the
   * two clocks are one.
   */
  void kept(long brokerMillis) {
    if (brokerMillis >= 0) apart = Duration.ofMillis(brokerMillis - clock.millis());
  }

  void succeeded() {
    if (failing) {
      failing = false;
      LOG.info("Kafka takes events again");
    }
  }

  void failed(Throwable why) {
    last = new Failure(String.valueOf(why.getMessage()), clock.instant());
    if (!failing) {
      failing = true;
      LOG.warn("Kafka does not take events: {}", why.toString());
    }
  }

  LogHealth read() {
    Failure failure = last;
    boolean recent = failure != null && failure.at().plus(MEMORY).isAfter(clock.instant());
    if (apart.abs().compareTo(FAR_APART) > 0) {
      return new LogHealth(
          false, Optional.of("Kafka's clock is " + apart.toSeconds() + " s ahead of this one"));
    }
    return new LogHealth(!(failing && recent), Optional.ofNullable(failure).map(Failure::message));
  }

  private record Failure(String message, Instant at) {}
}
