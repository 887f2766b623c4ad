package dev.leeway.outbox;

import static java.util.Objects.requireNonNull;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;

/** Where the outbox is and how its records read. */
public record Outbox(KafkaAccess kafka, String topic, DispatchWire wire) {

  public Outbox {
    requireNonNull(kafka, "kafka");
    requireNonNull(topic, "topic");
    requireNonNull(wire, "wire");
  }

  /** The outbox of an installation. */
  public static Outbox of(KafkaAccess kafka, Topics topics, SchemaRegistry registry) {
    return new Outbox(kafka, topics.outbox(), new DispatchWire(registry, topics));
  }
}
