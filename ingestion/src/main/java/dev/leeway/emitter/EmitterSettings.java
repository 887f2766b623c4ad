package dev.leeway.emitter;

import static java.util.Objects.requireNonNull;

import dev.leeway.eventlog.Batching;
import dev.leeway.eventlog.KnownColumns;
import dev.leeway.eventlog.ProducerSettings;
import dev.leeway.eventlog.WireForms;
import dev.leeway.topics.Topics;
import java.time.Duration;
import java.util.Map;

/**
 * How an emitter behaves.
 *
 * @param producer how it reaches Kafka, and after how long an event has failed
 * @param topics the installation's; must agree with the jobs'
 * @param capacity events that may wait to be acknowledged; what comes on top is dropped and
 *     counted. Default 10,000
 * @param patience how long a caller may be held up by a full emitter before its event is dropped;
 *     zero, the default, drops at once
 * @param forms in which forms predictions are written; by default in batches, and in the map form
 *     because an emitter knows no columns unless it is told
 */
public record EmitterSettings(
    ProducerSettings producer, Topics topics, int capacity, Duration patience, WireForms forms) {

  /**
   * A service has no one to tell when an event fails, so it tries for as long as Kafka's default.
   */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);

  private static final long BUFFER_BYTES = 32L * 1024 * 1024;
  private static final int CAPACITY = 10_000;
  private static final WireForms FORMS = new WireForms(KnownColumns.NONE, Batching.DEFAULT);

  /**
   * @throws IllegalArgumentException if capacity is below 1 or patience negative
   */
  public EmitterSettings {
    requireNonNull(producer, "producer");
    requireNonNull(topics, "topics");
    requireNonNull(patience, "patience");
    requireNonNull(forms, "forms");
    if (capacity < 1) throw new IllegalArgumentException("capacity: " + capacity);
    if (patience.isNegative()) throw new IllegalArgumentException("patience: " + patience);
  }

  /** The defaults, with a delivery timeout of 2 min. */
  public static EmitterSettings of(String bootstrapServers) {
    ProducerSettings producer =
        new ProducerSettings(
            Map.of("bootstrap.servers", bootstrapServers), DELIVERY_TIMEOUT, BUFFER_BYTES);
    return new EmitterSettings(producer, Topics.withDefaults(), CAPACITY, Duration.ZERO, FORMS);
  }

  public EmitterSettings withTopics(Topics other) {
    return new EmitterSettings(producer, other, capacity, patience, forms);
  }

  public EmitterSettings withCapacity(int other) {
    return new EmitterSettings(producer, topics, other, patience, forms);
  }

  public EmitterSettings withPatience(Duration other) {
    return new EmitterSettings(producer, topics, capacity, other, forms);
  }

  /** Predictions in other forms: typed where columns are known, or a record for each. */
  public EmitterSettings withForms(WireForms other) {
    return new EmitterSettings(producer, topics, capacity, patience, other);
  }
}
